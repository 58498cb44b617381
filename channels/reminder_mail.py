"""Mail to our own people: a promise of theirs is due. It says which, and nothing of the customer.

It goes to a colleague's address and never to a customer; the words are fixed here, so that nobody
can have anything else sent this way.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from channels import smtp
from channels.mail_server import MailServer
from desk.posting import Refused
from desk.records import Due, FollowUp

_WITHIN = timedelta(seconds=30)
_SUBJECTS = {Due.SOON: "A promise of yours is due soon", Due.LATE: "A promise of yours is late"}
_BODY = """{subject}.

Promise {number}, due at {due} (UTC):
{link}

Say there how it ended, or hand it to somebody else. You are told once when a promise is due soon
and once when it is late.
"""


class ReminderMail:
    """Tells colleagues by mail. `address` is where people reach the console."""

    def __init__(self, server: MailServer, sender: str, address: str) -> None:
        """Speaks to nobody yet."""
        self._server = server
        self._sender = sender
        self._address = address

    def tell(self, to: str, promise: FollowUp, now: datetime) -> None:
        """Tell the colleague with this address. Raises Refused, NotReached or OutcomeUnknown."""
        subject = _SUBJECTS[promise.reminded_of or Due.SOON]
        if "@" not in to or not to.isascii() or not to.isprintable() or " " in to:
            raise Refused("Their address cannot be written to.")
        mail = EmailMessage(policy=SMTP)
        mail["From"] = self._sender
        mail["To"] = to
        mail["Subject"] = subject
        mail["Date"] = format_datetime(now)
        # Other programs must not answer it.
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(
            _BODY.format(
                subject=subject,
                number=promise.id,
                due=promise.due.strftime("%Y-%m-%d %H:%M"),
                link=f"{self._address}/conversations/{promise.conversation}",
            )
        )
        smtp.submit(self._server, self._sender, to, mail.as_bytes(), _WITHIN)
