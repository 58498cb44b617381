"""A reply as a mail: to the customer alone, in their thread, under an id that we know before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from channels.mail_headers import MESSAGE_ID
from desk.conversation import Destination
from desk.posting import Refused

_ANSWERS = re.compile(r"\s*(?:re|aw|sv|antw|odp|ref?|rif|vs)\s*(?:\[\d+\])?:", re.IGNORECASE)
_MOST_SUBJECT = 200  # code points
_MOST_REFERENCES = 20


def thread_name(address: str, root: str) -> str:
    """The thread of one customer: their address and the id of the mail that began it.

    The address is part of the destination, so an approval covers to whom the reply goes, and a
    stranger who answers in a known thread opens a conversation of their own.
    """
    return f"{address} {root}"


def customer_of(destination: Destination) -> str:
    """The address that a destination names. Raises Refused where it names none."""
    address, _, root = destination.thread.partition(" ")
    if "@" not in address or not root or not address.isprintable():
        raise Refused("The conversation does not say to which address a reply goes.")
    if not address.isascii():
        raise Refused("The customer's address has letters that our mail server may not take.")
    return address


def message_id(key: str, sender: str) -> str:
    """The id of the mail with this key: the same for each attempt, and not to be guessed."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:40]
    return f"<makegood.{digest}@{sender.rpartition('@')[2]}>"


def is_ours(identity: str) -> bool:
    """Whether `message_id` made this id."""
    return identity.startswith("<makegood.")


def compose(  # one mail, said by all that it depends on
    *,
    destination: Destination,
    sender: str,
    display_name: str,
    text: str,
    key: str,
    extras: Mapping[str, str],
    at: datetime,
) -> bytes:
    """The mail, with CRLF lines. Raises Refused where its headers cannot be made.

    Auto-Submitted is not set: a person approved these words. `extras` may hold "subject" and
    "references".
    """
    mail = EmailMessage(policy=SMTP)
    try:
        mail["From"] = formataddr((display_name, sender))
        mail["To"] = customer_of(destination)
        mail["Subject"] = _subject(extras.get("subject", ""))
        mail["Date"] = format_datetime(at)
        mail["Message-ID"] = message_id(key, sender)
        if MESSAGE_ID.fullmatch(destination.parent):
            mail["In-Reply-To"] = destination.parent
        references = _references(destination, extras.get("references", ""))
        if references:
            mail["References"] = " ".join(references)
        mail.set_content(text, cte="quoted-printable")
        return mail.as_bytes()
    except (MessageError, ValueError) as broken:
        raise Refused("No mail can be made of this conversation's subject or address.") from broken


def _subject(subject: str) -> str:
    clean = "".join(letter if letter.isprintable() else " " for letter in subject)
    clean = " ".join(clean.split())[:_MOST_SUBJECT] or "your message"
    return clean if _ANSWERS.match(clean) else f"Re: {clean}"


def _references(destination: Destination, given: str) -> list[str]:
    root = destination.thread.partition(" ")[2]
    known = dict.fromkeys(MESSAGE_ID.findall(f"{root} {given} {destination.parent}"))
    known_ids = list(known)
    return known_ids[:1] + known_ids[1:][-_MOST_REFERENCES:]
