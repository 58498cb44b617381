"""What the headers of a mail say: who wrote, to what it answers, and whether a machine sent it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from channels.mail_charset import decoded, octets
from channels.text import normalise

# Strict, since an id is quoted back in a header and searched for by IMAP.
MESSAGE_ID = re.compile(r"<[!#-'*+\-./0-9:;=?@A-Z\[\]^_`a-z|~$%&]{1,250}>")
_ADDRESS = re.compile(r"[^\s<>\"(),:;@\\\[\]]{1,64}@[^\s<>\"(),:;@\\\[\]]{1,190}")
_MACHINES = re.compile(
    r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|notifications?)(?:[+._-].*)?@",
    re.IGNORECASE,
)
_REPORTS = frozenset(
    {"multipart/report", "message/delivery-status", "message/disposition-notification"}
)
_AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Failed-Recipients")
_LIST_HEADERS = ("List-Id", "List-Post")
_LATE = timedelta(days=7)  # a mail may wait this long at servers; an older date is not believed


@dataclass(frozen=True)
class Headers:
    """The headers that matter. `address` is where a reply goes; empty where nowhere.

    `sent_by` is the address in From; `references` are older mails of the thread, the first of
    all first; `automatic` says in words why a machine sent it, and is empty for a person.
    """

    message_id: str
    name: str
    address: str
    sent_by: str
    references: tuple[str, ...]
    subject: str
    date: datetime | None
    automatic: str

    def sent_at(self, arrived: datetime) -> datetime:
        """When it was sent, as far as the server's time of arrival makes that believable."""
        if self.date is None or not arrived - _LATE <= self.date <= arrived:
            return arrived
        return self.date


def headers_of(mail: Message) -> Headers:
    """Read the headers of a parsed mail; whatever is broken in them is empty."""
    name, sent_by = _first_address(mail, "From")
    if not sent_by:
        name, sent_by = _first_address(mail, "Sender")
    reply_name, reply_to = _first_address(mail, "Reply-To")
    address = reply_to or sent_by
    references = MESSAGE_ID.findall(_raw(mail, "References"))
    answered = MESSAGE_ID.findall(_raw(mail, "In-Reply-To"))
    own_id = MESSAGE_ID.search(_raw(mail, "Message-ID"))
    return Headers(
        message_id=own_id.group() if own_id else "",
        name=(reply_name if reply_to else name) or name or address.partition("@")[0],
        address=address,
        sent_by=sent_by.lower(),
        references=tuple(dict.fromkeys([*references, *answered[:1]])),
        subject=_one_line(words_of(_raw(mail, "Subject"))),
        date=_date(_raw(mail, "Date")),
        automatic=_automatic(mail, address),
    )


def words_of(raw: str) -> str:
    """A header's words, with its encoded parts decoded; `raw` itself where they are broken."""
    try:
        parts = decode_header(decoded(octets(raw), ""))
    except (HeaderParseError, ValueError):
        return raw
    return "".join(_word(part, charset) for part, charset in parts)


def _word(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    # Between encoded words, the standard parser hands plain ones over in this form.
    return decoded(part, charset) if charset else part.decode("raw-unicode-escape", "replace")


def _automatic(mail: Message, address: str) -> str:
    """RFC 3834 and the older ways in which machines say what they are."""
    submitted = _raw(mail, "Auto-Submitted").split(";")[0].strip().lower()
    if submitted not in {"", "no"}:
        return "it was submitted automatically"
    if mail.get_content_type() in _REPORTS or any(name in mail for name in _AUTOMATIC_HEADERS):
        return "it reports on another mail"
    if _raw(mail, "Return-Path").strip() == "<>":
        return "it has no return path"
    precedence = _raw(mail, "Precedence").strip().lower()
    if precedence in {"bulk", "junk", "list", "auto_reply"}:
        return "it was sent in bulk"
    if any(name in mail for name in _LIST_HEADERS):
        return "it comes from a mailing list"
    if _MACHINES.match(address):
        return "its sender takes no answers"
    return ""


def _first_address(mail: Message, header: str) -> tuple[str, str]:
    # Addresses are taken apart before their names are decoded: a name may hold a comma.
    for name, address in getaddresses([_raw(mail, header)]):
        if _ADDRESS.fullmatch(address):
            local, _, domain = address.partition("@")
            return _one_line(words_of(name)), f"{local}@{domain.lower()}"
    return "", ""


def _raw(mail: Message, header: str) -> str:
    """The first header of this name, unfolded and undecoded; foreign bytes are kept as they are."""
    for name, value in mail.raw_items():
        if name.lower() == header.lower():
            return re.sub(r"[\r\n]+[ \t]*", " ", str(value))[:20_000]
    return ""


def _date(raw: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(raw)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _one_line(text: str) -> str:
    return " ".join(normalise(text).split())[:300]
