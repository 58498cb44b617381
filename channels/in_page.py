"""The channel of the browser extension: a person presses the site's own button.

The server never posts here. It signs the approved text for its destination; the extension puts
that text into the site's box, and brings the token back when it reports what was posted, so that
the server knows which approval the report is about.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from channels import sites
from channels import text as plain
from channels.signature import NotSigned
from desk.approval import ApprovedReply
from desk.conversation import Destination
from desk.ids import ApprovalId
from desk.limits import Limits
from desk.posting import OutcomeUnknown, Posting, Receipt, Received, Refused


@dataclass(frozen=True)
class SignedText:
    """What a token vouches for: this text, at this place, by this approval, until then."""

    approval: ApprovalId
    text_digest: str
    destination: Destination
    expires_at: datetime


class InPageChannel:
    """Limits of the sites on which the extension works, and a firm no to posting by machine."""

    looks_up = False
    in_hands = True
    send_deadline = timedelta(seconds=0)
    # A person presses the button or does not; no time makes silence a proof of either.
    quarantine = timedelta(hours=1)

    def __init__(self, name: str = "in_page") -> None:
        """`name` is what destinations call this channel."""
        self.name = name

    def normalise(self, text: str) -> str:
        """Plain text, tidied."""
        return plain.normalise(text)

    def limits_for(self, destination: Destination) -> Limits:
        """The limits of the site that the destination's account names."""
        return sites.limits_for(destination)

    def count(self, text: str, destination: Destination) -> int:
        """The length as that site counts it."""
        return sites.count(text, destination)

    def private_place(self, public: Destination, handle: str) -> Destination | None:
        """A message to that handle on the same site; a person opens it and pastes the text."""
        there = sites.site_of(public) in sites.PRIVATE
        return replace(public, public=False) if there and handle else None

    def receive(self, cursor: str) -> Received:
        """Nothing: the extension brings each message to the API itself."""
        return Received((), cursor)

    def post(self, reply: ApprovedReply) -> Receipt:
        """Refuses: there is no machine that may press the button."""
        raise Refused(f"A person posts approval {reply.approval} in the page; the server does not.")

    def find(self, posting: Posting) -> Receipt | None:
        """Cannot tell: only the extension sees the page."""
        raise OutcomeUnknown(f"Only a person can see whether posting {posting.id} is in the page.")

    def ping(self) -> str:
        """Nothing to reach."""
        return "in the page: nothing to reach from here"


def sign(reply: ApprovedReply, secret: str, expires_at: datetime) -> str:
    """A token that vouches for this reply, at its destination alone, until `expires_at`."""
    place = reply.destination
    body = {
        "approval": reply.approval,
        "digest": reply.digest,
        "place": [place.channel, place.account, place.thread, place.parent, place.public],
        "expires": int(expires_at.timestamp()),
    }
    packed = _pack(json.dumps(body, separators=(",", ":")).encode())
    return f"{packed}.{_pack(_mac(secret, packed))}"


def verify(secrets: Sequence[str], token: str, now: datetime) -> SignedText:
    """What the token vouches for. Raises NotSigned where no active secret made it, or too late."""
    packed, _, theirs = token.partition(".")
    expected = [_pack(_mac(secret, packed)) for secret in secrets if secret]
    theirs_raw = theirs.encode("utf-8", "replace")
    genuine = [hmac.compare_digest(mine.encode(), theirs_raw) for mine in expected]
    if not any(genuine):
        raise NotSigned("This token was not made here.")
    body = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    expires_at = datetime.fromtimestamp(body["expires"], UTC)
    if now >= expires_at:
        raise NotSigned("This token has run out. Open the draft again.")
    channel, account, thread, parent, public = body["place"]
    return SignedText(
        approval=ApprovalId(body["approval"]),
        text_digest=body["digest"],
        destination=Destination(channel, account, thread, parent, public),
        expires_at=expires_at,
    )


def _mac(secret: str, packed: str) -> bytes:
    # The prefix keeps these tokens apart from anything else that is signed with this secret.
    signed = b"makegood-in-page-1." + packed.encode("utf-8", "replace")
    return hmac.new(secret.encode(), signed, hashlib.sha256).digest()


def _pack(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
