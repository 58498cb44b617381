"""Settings, read from the environment here and nowhere else: `MAKEGOOD_<NAME>`, one frozen value.

Each field's `doc` is the row that the README shows. Every default is safe on a fresh machine.
"""

from __future__ import annotations

import difflib
import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PREFIX = "MAKEGOOD_"
_TIME_OF_DAY = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


class SettingsWrong(Exception):
    """A setting cannot be used. The message names it and says what it should be."""


def _setting(default: Any, doc: str, *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"doc": doc, "secret": secret})


@dataclass(frozen=True)
class Settings:
    """Everything that can be set from outside. Secrets are left out of its repr."""

    # ---- where things are
    data_dir: Path = _setting(Path(".makegood"), "Folder for the database, the index and keys.")  # noqa: RUF009 an immutable value
    database_url: str = _setting(
        "", "PostgreSQL or SQLite address; a file in the data folder if empty.", secret=True
    )
    policies_dir: Path = _setting(Path(), "Folder of your policies; the sample company's if empty.")  # noqa: RUF009 an immutable value
    chroma_url: str = _setting("", "Address of a Chroma server; the embedded index if empty.")
    web_import: bool = _setting(
        False, "on: `makegood policies import` may fetch public web pages; off: files only."
    )
    # ---- the server
    host: str = _setting("127.0.0.1", "Address to listen on.")
    port: int = _setting(8700, "Port to listen on.")
    public_url: str = _setting("", "Address that people type; http://HOST:PORT if empty.")
    secret_key: str = _setting(
        "", "Signs audit rows and tokens; made once in the data folder if empty.", secret=True
    )
    session_hours: int = _setting(12, "How long a person stays signed in.")
    log_level: str = _setting("info", "debug, info, warning or error.")
    # ---- the model
    model: str = _setting("none", "none, a model of an OpenAI-compatible server, or provider:name.")
    model_base_url: str = _setting("", "Address of an OpenAI-compatible server; OpenAI's if empty.")
    model_api_key: str = _setting("", "Key for the model's server.", secret=True)
    model_timeout: float = _setting(30.0, "Seconds until a model call is given up.")
    model_daily_calls: int = _setting(5000, "Most model calls a day; then drafts do without.")
    model_price_in: float = _setting(
        0.0, "USD for a million tokens that the model reads; 0 where it costs nothing."
    )
    model_price_out: float = _setting(0.0, "USD for a million tokens that the model writes.")
    model_daily_usd: float = _setting(
        10.0, "Most USD a day for the model, by these prices; then drafts do without."
    )
    search_rewrite: bool = _setting(
        False, "on: the model says a question in policy's words where the search is not sure."
    )
    search_rerank: bool = _setting(
        False, "on: the model puts the clauses that a search found in order."
    )
    # ---- the desk
    sample: bool = _setting(True, "on: the sample inbox and its site; off: only real channels.")
    reply_due_minutes: int = _setting(60, "Minutes until the next reply to a customer is due.")
    undo_seconds: int = _setting(5, "Seconds in which an approval can be taken back.")
    extension_off: tuple[str, ...] = _setting(
        (), "Sites on which the extension must not work, separated by commas."
    )
    # ---- agents
    mcp_key: str = _setting("", "Key with which `makegood mcp` asks the server.", secret=True)
    mcp_server: str = _setting("", "Server that `makegood mcp` asks; this one if empty.")
    # ---- channels
    email_imap_host: str = _setting("", "Server to fetch mail from; no e-mail channel if empty.")
    email_imap_port: int = _setting(993, "Its port.")
    email_imap_security: str = _setting("tls", "tls, starttls, or none (on this machine only).")
    email_smtp_host: str = _setting("", "Server to send mail with.")
    email_smtp_port: int = _setting(587, "Its port.")
    email_smtp_security: str = _setting("starttls", "tls, starttls, or none (this machine only).")
    email_user: str = _setting("", "Name to sign in with at both.")
    email_password: str = _setting("", "Password for both.", secret=True)
    email_from: str = _setting("", "Address that replies come from.")
    email_folder: str = _setting("INBOX", "Folder in which customers' mail arrives.")
    email_sent_folder: str = _setting("Sent", "Folder in which our replies are kept.")
    promise_mail: bool = _setting(
        False, "on: who owns a promise is told by mail when it is due soon, and when it is late."
    )
    webhook_url: str = _setting("", "Address that approved replies are posted to, signed.")
    webhook_look_up_url: str = _setting("", "Address that is asked whether a reply arrived.")
    webhook_secrets: tuple[str, ...] = _setting(
        (), "Signing secrets, separated by commas; the first one signs.", secret=True
    )
    webhook_private: bool = _setting(
        False, "on: the webhook's receiver can write to a customer in private."
    )
    webhook_front: bool = _setting(
        False, "on: the webhook's receiver takes posts without a thread, to everybody."
    )
    # ---- what the company's own system knows of a case
    facts_url: str = _setting("", "Address that is asked for case facts, signed both ways.")
    facts_secrets: tuple[str, ...] = _setting(
        (), "Its signing secrets, separated by commas; the first one signs.", secret=True
    )
    facts_timeout: float = _setting(5.0, "Seconds until a look-up of facts is given up.")
    daily_thanks: str = _setting(
        "", "Time of day (UTC, 17:00) at which the day's thank-you is drafted; never if empty."
    )

    def __post_init__(self) -> None:
        """Raises SettingsWrong for values that no reader could use."""
        _one_of("log_level", self.log_level, ("debug", "info", "warning", "error"))
        for name in ("email_imap_security", "email_smtp_security"):
            _one_of(name, getattr(self, name), ("tls", "starttls", "none"))
        for name in ("port", "email_imap_port", "email_smtp_port"):
            if not 0 <= getattr(self, name) <= 65_535:  # noqa: PLR2004 the ports of TCP
                raise SettingsWrong(f"{variable(name)} is a port, from 0 to 65535.")
        for name in ("session_hours", "reply_due_minutes", "model_timeout", "facts_timeout"):
            if not 0 < getattr(self, name) < 1e6:  # noqa: PLR2004 beyond it nobody waits; refuses nan too
                raise SettingsWrong(f"{variable(name)} is more than 0 and less than a million.")
        prices = ("model_price_in", "model_price_out", "model_daily_usd")
        for name in ("undo_seconds", "model_daily_calls", *prices):
            if not 0 <= getattr(self, name) < math.inf:  # refuses nan too
                raise SettingsWrong(f"{variable(name)} is 0 or more.")
        for name in ("public_url", "chroma_url", "model_base_url", "facts_url", "mcp_server"):
            _web_address(name, getattr(self, name))
        _time_of_day("daily_thanks", self.daily_thanks)
        if self.promise_mail and not (self._sends_mail and self.email_from):
            raise SettingsWrong(
                f"{variable('promise_mail')} needs {variable('email_smtp_host')} and "
                f"{variable('email_from')}: a server to send with, and an address to send from."
            )
        _together("facts_url", self.facts_url, "facts_secrets", self.facts_secrets)

    @property
    def _sends_mail(self) -> bool:
        return bool(self.email_smtp_host or self.email_imap_host)

    @property
    def database(self) -> str:
        """The database's address, the default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'makegood.db'}"

    @property
    def policies(self) -> Path:
        """The policies folder, the default filled in."""
        if self.policies_dir != Path():
            return self.policies_dir
        return Path(str(files("policies"))) / "sample"

    @property
    def address(self) -> str:
        """The address that people type, without a slash at the end."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 compared, not bound
        host = f"[{host}]" if ":" in host else host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")


@dataclass(frozen=True)
class Row:
    """A setting as documentation shows it."""

    variable: str
    default: str
    doc: str


def rows() -> tuple[Row, ...]:
    """Every setting, in the order of the class."""
    return tuple(
        Row(variable(f.name), _shown(f.default), str(f.metadata["doc"])) for f in fields(Settings)
    )


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def from_env(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings in the environment. Raises SettingsWrong, which names what is wrong.

    A variable of ours that does not exist is refused with the nearest name: a misspelt setting
    would otherwise be a default that nobody chose.
    """
    given = os.environ if environ is None else environ
    names = {variable(f.name): f for f in fields(Settings)}
    values: dict[str, Any] = {}
    for name, text in given.items():
        if not name.startswith(PREFIX):
            continue
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise SettingsWrong(f"There is no setting {name}.{hint}")
        known = names[name]
        assert known.default is not MISSING  # noqa: S101 every setting has a default
        if text.strip():
            values[known.name] = _read(name, text.strip(), known.default)
    chosen = Settings(**values)
    for name in ("search_rewrite", "search_rerank"):
        if getattr(chosen, name) and chosen.model in {"", "none"}:
            raise SettingsWrong(f"{variable(name)} needs a model: set {variable('model')} as well.")
    return chosen


def _read(name: str, text: str, default: object) -> Any:
    for kind, reader, wanted in _READERS:
        if isinstance(default, kind):
            try:
                return reader(text)
            except (ValueError, KeyError):
                raise SettingsWrong(f"{name} is {wanted}.") from None
    return text


_ON_OFF = {"on": True, "true": True, "yes": True, "1": True} | {
    "off": False,
    "false": False,
    "no": False,
    "0": False,
}

# bool before int: in Python a bool is an int.
_READERS: tuple[tuple[type, Callable[[str], Any], str], ...] = (
    (bool, lambda text: _ON_OFF[text.lower()], "on or off"),
    (int, int, "a whole number"),
    (float, float, "a number"),
    (Path, Path, "a path"),
    (tuple, lambda text: tuple(s.strip() for s in text.split(",") if s.strip()), "a list"),
)


def _shown(default: Any) -> str:
    if isinstance(default, bool):
        return "on" if default else "off"
    if default in {"", (), Path()}:
        return ""
    return str(default)


def _web_address(name: str, value: str) -> None:
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise SettingsWrong(f"{variable(name)} starts with http:// or https:// and names a host.")
    if parts.password is not None:
        raise SettingsWrong(f"{variable(name)} may not hold a password: addresses are logged.")


def _time_of_day(name: str, value: str) -> None:
    if value and not _TIME_OF_DAY.fullmatch(value):
        raise SettingsWrong(f"{variable(name)} is a time such as 17:00.")


def _together(name: str, value: str, other: str, secrets: tuple[str, ...]) -> None:
    if value and not secrets:
        raise SettingsWrong(f"{variable(name)} needs {variable(other)}: only signed answers count.")


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise SettingsWrong(f"{variable(name)} is one of: {', '.join(allowed)}.")
