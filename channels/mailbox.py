"""What we ask an IMAP server: new mail, one mail by its id, and to keep a copy.

Folders are opened read-only and mail is peeked at: nothing is marked, moved or deleted.
"""

from __future__ import annotations

import contextlib
import imaplib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from channels.mail_server import MailServer, Security

_LOG = logging.getLogger(__name__)
# What may go wrong between us and a mail server, its own nonsense included.
TROUBLE = (ImapToolsError, imaplib.IMAP4.error, OSError, ValueError, LookupError)
_MOST_BYTES = 1_000_000  # of one mail; its words stand before its attachments
_BATCH = 50
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class _NotHandedOver(ValueError):
    """The server does not hand over a mail."""


@dataclass(frozen=True)
class Raw:
    """A mail as the server has it: up to a megabyte of it, and when it arrived there."""

    uid: int
    arrived: datetime
    octets: bytes


@contextlib.contextmanager
def opened(server: MailServer, within: timedelta) -> Iterator[BaseMailBox]:
    """A signed-in connection; `within` is the longest wait for any one answer."""
    box = _connected(server, within.total_seconds())
    try:
        if server.user.isascii() and server.password.isascii():
            box.login(server.user, server.password, initial_folder=None)
        else:
            box.login_utf8(server.user, server.password, initial_folder=None)
        yield box
    finally:
        with contextlib.suppress(*TROUBLE):
            box.logout()


def new_mail(box: BaseMailBox, folder: str, cursor: str, since: datetime) -> tuple[list[Raw], str]:
    """The next mails of a folder after `cursor`, oldest first, and the cursor after them.

    The cursor is `UIDVALIDITY:last UID`. Where there is none yet, or the server has numbered the
    folder anew, it begins with mail that arrived on or after the day of `since`.

    A mail that the server refuses to hand over (some cannot turn a broken one into text) keeps none
    that came after it from us; while there is none after it, it is asked for again.
    """
    box.folder.set(folder, readonly=True)
    validity = _validity(box)
    known, _, last = cursor.partition(":")
    if known == validity and last.isdigit():
        after = int(last)
        criteria = f"UID {after + 1}:*"
    else:
        after = 0
        criteria = f"SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}"
    # "n:*" names the last mail even if its number is below n.
    uids = sorted(uid for uid in map(int, box.uids(criteria, charset=None)) if uid > after)
    batch = uids[:_BATCH]
    mails: list[Raw] = []
    refused: list[int] = []
    handed: int | None = None
    for uid in batch:
        try:
            mail = _fetched(box, uid)
        except _NotHandedOver:
            refused.append(uid)
            continue
        handed = uid
        if mail is not None:
            mails.append(mail)
    if refused and handed is None:
        raise _NotHandedOver
    if passed := [uid for uid in refused if uid < (handed or 0)]:
        _LOG.warning("mail.not_handed_over uids=%s: look at them in the mailbox", passed)
    return mails, cursor if handed is None else f"{validity}:{handed}"


def by_message_id(box: BaseMailBox, folder: str, identity: str) -> Raw | None:
    """The mail of this Message-ID in this folder; None where it is not there."""
    box.folder.set(folder, readonly=True)
    for uid in box.uids(f'HEADER Message-ID "{identity}"', charset=None):
        mail = _fetched(box, int(uid))
        if mail is not None:
            return mail
    return None


def sent_folder(box: BaseMailBox, wanted: str) -> str:
    """The folder for sent mail: the one that is set, else what the server marks as such."""
    if wanted:
        return wanted
    marked = [f.name for f in box.folder.list() if "\\sent" in {x.lower() for x in f.flags}]
    return marked[0] if marked else "Sent"


def keep_copy(box: BaseMailBox, folder: str, mail: bytes, at: datetime) -> None:
    """Put a copy of a mail that was sent into a folder, made where it is missing."""
    if not box.folder.exists(folder):
        box.folder.create(folder)
    box.append(mail, folder, dt=at, flag_set=["\\Seen"])


def _connected(server: MailServer, seconds: float) -> BaseMailBox:
    if server.security is Security.PLAIN:
        return MailBoxUnencrypted(server.host, server.port, timeout=seconds)
    kind: Any = MailBox if server.security is Security.TLS else MailBoxStartTls
    connected: BaseMailBox = kind(
        server.host, server.port, timeout=seconds, ssl_context=server.context()
    )
    return connected


def _validity(box: BaseMailBox) -> str:
    _, values = box.client.response("UIDVALIDITY")
    value = values[0] if values else None
    if not isinstance(value, bytes) or not value.isdigit():
        raise ValueError("The server does not say how it numbers this folder (UIDVALIDITY).")
    return value.decode()


def _fetched(box: BaseMailBox, uid: int) -> Raw | None:
    """One mail; None where it has gone since the search."""
    status, parts = box.client.uid(
        "FETCH", str(uid), f"(INTERNALDATE BODY.PEEK[]<0.{_MOST_BYTES}>)"
    )
    if status != "OK":
        raise _NotHandedOver
    literals = [part for part in parts if isinstance(part, tuple)]
    if not literals:
        return None
    said = b" ".join(part if isinstance(part, bytes) else part[0] for part in parts if part)
    return Raw(uid, _arrived(said), literals[0][1])


def _arrived(said: bytes) -> datetime:
    found = re.search(rb'INTERNALDATE "\s*(\d+)-(\w+)-(\d+) ([\d:]+ [+-]\d+)"', said)
    if found is None:
        raise ValueError("The server does not say when a mail arrived.")
    text = b" ".join(found.groups()).decode()
    return parsedate_to_datetime(text).astimezone(UTC)
