"""Where a mail server is and how we may speak to it."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from enum import StrEnum

from channels.place import is_loopback


class Security(StrEnum):
    """How the connection is kept from others."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "none"


@dataclass(frozen=True)
class MailServer:
    """One IMAP or SMTP server and one account on it. Its repr hides the password.

    `tls` replaces the system's trusted authorities. Without TLS only this very machine is spoken
    to, unless `allow_plain` says that the network between is trusted. Raises ValueError.
    """

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    security: Security = Security.TLS
    tls: ssl.SSLContext | None = None
    allow_plain: bool = False

    def __post_init__(self) -> None:
        """Refuse to send a password over a network in the clear."""
        plain = self.security is Security.PLAIN
        if plain and not self.allow_plain and not is_loopback(self.host):
            raise ValueError(f"Mail to {self.host} needs TLS; plain is for this machine only.")

    def context(self) -> ssl.SSLContext:
        """What a certificate is checked against."""
        return self.tls or ssl.create_default_context()
