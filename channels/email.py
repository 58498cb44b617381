"""The e-mail channel: mail comes in over IMAP and goes out over SMTP, in the customer's thread.

Sending is synchronous, with the standard library's smtplib, because `post` runs in a worker's
thread and must know at which step a failure came (`channels/smtp.py`).

**What a look-up can prove.** Each mail has a Message-ID that we know before we send it. After the
server has accepted a mail, a copy is put into the folder of sent mail; a mail that is found there,
or in the inbox, was sent. That none is found proves nothing: the process may have died between
the acceptance and the copy. So `find` returns a receipt or says that it cannot tell, never "it is
not there", and such a posting goes to a person.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message

from imap_tools.mailbox import BaseMailBox

from channels import mailbox, smtp
from channels import text as plain
from channels.mail_compose import compose, customer_of, is_ours, message_id, thread_name
from channels.mail_headers import Headers, headers_of
from channels.mail_server import MailServer
from channels.mail_text import words_of_mail
from channels.place import in_time, insist
from desk.approval import ApprovedReply
from desk.conversation import Destination
from desk.limits import Limits
from desk.posting import Incoming, NotReached, OutcomeUnknown, Posting, Receipt, Received

_LOG = logging.getLogger(__name__)
_FORWARDED = ("fw:", "fwd:", "wg:", "tr:", "rv:", "i:", "doorst:", "enc:")


class EmailChannel:
    """One mailbox: reads its inbox, answers from its address."""

    looks_up = True
    in_hands = False

    def __init__(
        self,
        account: str,
        imap: MailServer,
        smtp_server: MailServer,
        *,
        now: Callable[[], datetime],
        display_name: str = "",
        other_addresses: tuple[str, ...] = (),
        folder: str = "INBOX",
        sent_folder: str = "",
        keeps_copies: bool = False,
        backlog: timedelta = timedelta(days=14),
        name: str = "email",
        send_deadline: timedelta = timedelta(seconds=60),
        quarantine: timedelta = timedelta(minutes=2),
    ) -> None:
        """`account` is our address; mail from it or from `other_addresses` is our own.

        `sent_folder` empty: the one that the server marks. `keeps_copies`: the server files sent
        mail itself, so we add none. `backlog` is how far back the first reading goes.
        """
        self.name = name
        self.account = account
        self.send_deadline = send_deadline
        self.quarantine = quarantine
        self._imap = imap
        self._smtp = smtp_server
        self._now = now
        self._display_name = display_name
        self._ours = frozenset(address.lower() for address in (account, *other_addresses))
        self._folder = folder
        self._sent_folder = sent_folder
        self._keeps_copies = keeps_copies
        self._backlog = backlog
        self._patience = min(send_deadline, timedelta(seconds=30))

    def __repr__(self) -> str:
        """Names the mailbox, never a password."""
        return f"EmailChannel({self.account!r}, {self._imap!r}, {self._smtp!r})"

    def normalise(self, text: str) -> str:
        """Plain text, tidied; sent so that every letter arrives as it was."""
        return plain.normalise(text)

    def limits_for(self, destination: Destination) -> Limits:
        """No limit of length; paragraphs; private."""
        del destination
        return Limits(None, paragraphs=True)

    def count(self, text: str, destination: Destination) -> int:
        """Code points."""
        return plain.count(text, self.limits_for(destination))

    def receive(self, cursor: str) -> Received:
        """The next mails of people since `cursor`, a batch at a time. Raises NotReached."""
        since = self._now() - self._backlog
        try:
            with mailbox.opened(self._imap, self._patience) as box:
                raws, onward = mailbox.new_mail(box, self._folder, cursor, since)
                read = [self._incoming(box, raw) for raw in raws]
        except mailbox.TROUBLE as failed:
            raise NotReached(f"The mailbox cannot be read ({type(failed).__name__}).") from failed
        messages = tuple(message for message in read if message is not None)
        if len(read) > len(messages):
            _LOG.info("mail.left_aside count=%d", len(read) - len(messages))
        return Received(messages, onward)

    def post(self, reply: ApprovedReply) -> Receipt:
        """Send the reply to the customer, then keep a copy."""
        insist(reply.destination, self.name, self.account)
        customer = customer_of(reply.destination)
        at = self._now()
        mail = compose(
            destination=reply.destination,
            sender=self.account,
            display_name=self._display_name,
            text=reply.text,
            key=reply.key,
            extras=reply.extras,
            at=at,
        )
        smtp.submit(
            self._smtp,
            self.account,
            customer,
            mail,
            self.send_deadline,
            leaving=lambda: in_time(reply, self._now()),
        )
        if not self._keeps_copies:
            self._keep_copy(mail, at)
        return _receipt(message_id(reply.key, self.account), mail, at)

    def find(self, posting: Posting) -> Receipt | None:
        """The receipt of a mail that is among the sent, or has come to our inbox.

        Raises OutcomeUnknown where it is in neither: see the top of this file.
        """
        identity = message_id(posting.key, self.account)
        try:
            with mailbox.opened(self._imap, self._patience) as box:
                for folder in (mailbox.sent_folder(box, self._sent_folder), self._folder):
                    found = (
                        mailbox.by_message_id(box, folder, identity)
                        if box.folder.exists(folder)
                        else None
                    )
                    if found is not None:
                        return _receipt(identity, found.octets, found.arrived)
        except mailbox.TROUBLE as failed:
            why = f"The mailbox cannot be searched ({type(failed).__name__})."
            raise OutcomeUnknown(why) from failed
        raise OutcomeUnknown(
            f"No copy of {identity} was found. It may have been sent without one: ask the mail "
            "server's log or the customer."
        )

    def ping(self) -> str:
        """Signs in to both servers. Raises NotReached."""
        try:
            with mailbox.opened(self._imap, self._patience) as box:
                box.folder.set(self._folder, readonly=True)
        except mailbox.TROUBLE as failed:
            raise NotReached(f"The mailbox cannot be read ({type(failed).__name__}).") from failed
        return f"{self._imap.host} has {self._folder}; {smtp.greet(self._smtp, self._patience)}"

    def _keep_copy(self, mail: bytes, at: datetime) -> None:
        """The mail is sent already, so that a failure here is only logged."""
        try:
            with mailbox.opened(self._imap, self._patience) as box:
                mailbox.keep_copy(box, mailbox.sent_folder(box, self._sent_folder), mail, at)
        except mailbox.TROUBLE as failed:
            _LOG.warning("mail.no_copy error=%s", type(failed).__name__)

    def _incoming(self, box: BaseMailBox, raw: mailbox.Raw) -> Incoming | None:
        """A mail as a message; None where a machine or we ourselves wrote it."""
        mail = message_from_bytes(raw.octets)
        headers = _headers(mail)
        if headers is None or headers.automatic or not headers.address:
            return None
        if headers.sent_by in self._ours:
            return None
        # Without an id of its own, a mail is known by its content, whatever its number becomes.
        fallback = f"digest-{hashlib.sha256(raw.octets).hexdigest()[:40]}"
        remote = headers.message_id or fallback
        return Incoming(
            channel=self.name,
            account=self.account,
            thread=thread_name(headers.address, self._root(box, headers) or remote),
            remote=remote,
            author=headers.name,
            handle=headers.address,
            text=_said(mail, headers),
            sent_at=headers.sent_at(raw.arrived),
            public=False,
            subject=headers.subject,
        )

    def _root(self, box: BaseMailBox, headers: Headers) -> str:
        """The id of the mail that began the thread, as far as it is known.

        Some programs name only the mail that they answer; where that is ours, our copy of it
        names the beginning.
        """
        root = headers.references[0] if headers.references else ""
        if not is_ours(root):
            return root
        folder = mailbox.sent_folder(box, self._sent_folder)
        copy = mailbox.by_message_id(box, folder, root) if box.folder.exists(folder) else None
        older = headers_of(message_from_bytes(copy.octets)).references if copy else ()
        return older[0] if older else root


def _headers(mail: Message) -> Headers | None:
    try:
        return headers_of(mail)
    except Exception as broken:  # noqa: BLE001 one broken mail must not keep the others from us
        _LOG.warning("mail.unreadable_headers error=%s", type(broken).__name__)
        return None


def _said(mail: Message, headers: Headers) -> str:
    forwarded = headers.subject.lower().startswith(_FORWARDED)
    try:
        text = words_of_mail(mail, forwarded=forwarded)
    except Exception as broken:  # noqa: BLE001 a mail that breaks the parser must still reach a person
        _LOG.warning("mail.unreadable error=%s", type(broken).__name__)
        text = "[This mail cannot be read here. It stands in the mailbox.]"
    return text or headers.subject or "[This mail has no words.]"


def _receipt(identity: str, mail: bytes, at: datetime) -> Receipt:
    """`read_back` is what stands in the mail itself, not what we meant to write."""
    text = message_from_bytes(mail).get_payload(decode=True)
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else ""
    return Receipt(remote=identity, link="", read_back=plain.normalise(words), at=at)
