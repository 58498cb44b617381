"""Secrets that are told once and kept as hashes.

They are 256 random bits, so a plain SHA-256 cannot be searched backwards; passwords, which people
choose, are hashed by the API with a slow function before they come here.
"""

from __future__ import annotations

import hashlib
from secrets import token_urlsafe


def new_secret(prefix: str) -> str:
    """A new secret; the prefix says what it opens, so that scanners recognise it."""
    return f"{prefix}_{token_urlsafe(32)}"


def hashed(secret: str) -> str:
    """What is kept of a secret: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
