"""The sample channel: a site of our own that shows what was posted, for the first visit.

The site is as dumb as sites are: it shows a post as often as it is told to. That each reply
appears once is the gate's doing, and can be seen here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import quote

from channels import text as plain
from channels.place import in_time, insist
from desk.approval import ApprovedReply
from desk.conversation import Destination
from desk.errors import RecordsFailed
from desk.limits import Limits
from desk.posting import Incoming, OutcomeUnknown, Posting, Receipt, Received

FRONT = "front"  # the thread of posts that answer nobody in particular
PRIVATE = "/private"  # ends the name of a thread that only we and the customer can read


class SampleSite(Protocol):
    """Where the posts of the sample site are kept. Nothing here notices a repeated key."""

    def put(self, key: str, thread: str, parent: str, text: str, at: datetime) -> str:
        """Show a text under a thread; returns the site's own id of it."""
        ...

    def by_key(self, key: str) -> tuple[tuple[str, str, datetime], ...]:
        """(id, text, time) of every post with this key, oldest first."""
        ...


class SampleChannel:
    """Brings the sample inbox in, once, and shows replies on the sample site."""

    looks_up = True
    in_hands = False
    send_deadline = timedelta(seconds=10)
    # The site is a table of our own: what was accepted can be seen at once.
    quarantine = timedelta(seconds=2)

    def __init__(
        self,
        site: SampleSite,
        inbox: tuple[Incoming, ...],
        *,
        base_url: str,
        now: Callable[[], datetime],
        account: str = "",
        name: str = "sample",
        limits: Limits | None = None,
    ) -> None:
        """`inbox` arrives in its order; links of posts start with `base_url`.

        `account` empty: the site is home to every account.
        """
        self.name = name
        self.account = account
        self._site = site
        self._inbox = inbox
        self._base_url = base_url.rstrip("/")
        self._now = now
        self._limits = limits or Limits(length=2_000, public=True)

    def normalise(self, text: str) -> str:
        """Plain text, tidied."""
        return plain.normalise(text)

    def limits_for(self, destination: Destination) -> Limits:
        """The same everywhere on the site."""
        del destination
        return self._limits

    def count(self, text: str, destination: Destination) -> int:
        """Code points, unless the limits say otherwise."""
        return plain.count(text, self.limits_for(destination))

    def private_place(self, public: Destination, handle: str) -> Destination | None:
        """The customer's own letter box on the site, which only they and we can read."""
        del handle
        return replace(public, thread=f"{public.thread}{PRIVATE}", public=False)

    def front_place(self, account: str) -> Destination:
        """The front of the account, where a post answers nobody in particular."""
        return Destination(self.name, account, FRONT, "", public=True)

    def receive(self, cursor: str) -> Received:
        """What is left of the inbox. The cursor is the number of messages handed over."""
        done = int(cursor or 0)
        return Received(self._inbox[done:], str(max(done, len(self._inbox))))

    def post(self, reply: ApprovedReply) -> Receipt:
        """Show the reply on the site."""
        insist(reply.destination, self.name, self.account)
        at = self._now()
        in_time(reply, at)
        place = reply.destination
        try:
            remote = self._site.put(reply.key, place.thread, place.parent, reply.text, at)
        except RecordsFailed as failed:
            raise OutcomeUnknown(
                "The sample site did not say whether it kept the post."
            ) from failed
        return Receipt(remote, self._link(place.thread, remote), reply.text, at)

    def find(self, posting: Posting) -> Receipt | None:
        """The post with this posting's key."""
        try:
            found = self._site.by_key(posting.key)
        except RecordsFailed as failed:
            raise OutcomeUnknown("The sample site cannot be read.") from failed
        if not found:
            return None
        remote, text, at = found[0]
        return Receipt(remote, self._link(posting.destination.thread, remote), text, at)

    def ping(self) -> str:
        """The site answers a question about a post that nobody made."""
        self._site.by_key("")
        return f"sample site, {len(self._inbox)} messages in the inbox"

    def _link(self, thread: str, remote: str) -> str:
        return (
            f"{self._base_url}/sample/site/{quote(thread, safe='')}#post-{quote(remote, safe='')}"
        )
