"""The data folder and the keys in it."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from api.settings import Settings, SettingsWrong

_KEY_FILE = "secret.key"
_KEY_BYTES = 32


def data_folder(settings: Settings) -> Path:
    """The data folder, made if it is not there, for its owner only. Raises SettingsWrong."""
    folder = settings.data_dir.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink(missing_ok=True)  # another thread of ours may probe too
    except OSError as error:
        raise SettingsWrong(
            f"The data folder {folder} cannot be written ({error.strerror}). "
            "Make it writable, free some space, or set MAKEGOOD_DATA_DIR to another folder."
        ) from error
    return folder


def secret(settings: Settings) -> bytes:
    """The secret of this installation, 32 bytes: from the settings, else kept in the data folder.

    It is made once, readable by its owner only. Losing it signs everybody out and leaves the audit
    impossible to verify, so it belongs in the backup. Raises SettingsWrong.
    """
    if settings.secret_key:
        return hashlib.sha256(settings.secret_key.encode()).digest()
    path = data_folder(settings) / _KEY_FILE
    if not path.exists():
        fresh = path.with_name(f"{_KEY_FILE}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(_KEY_BYTES), "ascii")
        try:
            os.link(fresh, path)  # fails where another process was first, so that one key wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    try:
        kept = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError):  # UnicodeDecodeError is a ValueError
        kept = b""
    if len(kept) != _KEY_BYTES:
        raise SettingsWrong(
            f"The key file {path} cannot be read or is damaged. Restore it from a backup. Without "
            "it everybody is signed out and the audit so far cannot be verified any more; if you "
            "accept that, delete it, and a new one is made."
        )
    return kept


def audit_key(settings: Settings) -> bytes:
    """The key that seals the audit of this installation."""
    return derived(secret(settings), "audit")


def derived(key: bytes, purpose: str) -> bytes:
    """A key of its own for one purpose: HMAC-SHA256 of the purpose under the secret."""
    return hmac.new(key, purpose.encode(), hashlib.sha256).digest()
