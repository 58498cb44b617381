"""A channel that counts what it was told to post, and misbehaves on demand.

`faults` says what the next posts do, one each; when it is empty, posts go well. `posts` is what
the outside world has seen, and the only truth about "at most once".
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from channels import text as plain
from desk.approval import ApprovedReply
from desk.conversation import Destination
from desk.ids import ApprovalId
from desk.limits import Limits
from desk.posting import Incoming, NotReached, OutcomeUnknown, Posting, Receipt, Received, Refused


class Fault(StrEnum):
    LOSE_REQUEST = "it never arrives, and nobody can tell"
    LOSE_ANSWER = "it is posted, and the answer is lost"
    DELAY = "it arrives only when `arrive` is called, and the answer is lost"
    DUPLICATE = "the channel itself shows it twice"
    HIDE = "it is posted, but look-ups do not see it until `reveal`; the answer is lost"
    REFUSE = "a definite no"
    NOT_REACHED = "a refused connection"
    CHANGE = "the channel alters the text"


@dataclass(frozen=True)
class Posted:
    approval: ApprovalId
    key: str
    attempt: int
    destination: Destination
    text: str
    at: datetime


class CountingChannel:
    in_hands = False

    def __init__(
        self,
        now: datetime,
        *,
        name: str = "counting",
        account: str = "counting",
        looks_up: bool = True,
        inbox: tuple[Incoming, ...] = (),
        quarantine: timedelta = timedelta(seconds=30),
        send_deadline: timedelta = timedelta(seconds=10),
    ) -> None:
        self.name = name
        self.account = account
        self.looks_up = looks_up
        self.quarantine = quarantine
        self.send_deadline = send_deadline
        self.now = now
        self.inbox = inbox
        self.faults: deque[Fault] = deque()
        self.private = True  # customers can be written to in private
        self.blind = False  # look-ups fail
        self.posts: list[Posted] = []
        self.calls = 0
        self.look_ups = 0
        self._late: list[Posted] = []
        self._hidden: set[str] = set()
        self._lock = threading.Lock()

    def then(self, faults: Iterable[Fault]) -> None:
        self.faults.extend(faults)

    def arrive(self) -> None:
        """Delayed requests arrive now."""
        with self._lock:
            self.posts.extend(self._late)
            self._late.clear()

    def reveal(self) -> None:
        self._hidden.clear()

    def posted(self, approval: ApprovalId) -> int:
        return sum(1 for post in self.posts if post.approval == approval)

    def normalise(self, text: str) -> str:
        return plain.normalise(text)

    def limits_for(self, destination: Destination) -> Limits:
        return Limits(1_000, public=destination.public)

    def count(self, text: str, destination: Destination) -> int:
        return plain.count(text, self.limits_for(destination))

    def private_place(self, public: Destination, handle: str) -> Destination | None:
        del handle
        return replace(public, public=False) if self.private else None

    def front_place(self, account: str) -> Destination:
        return Destination(self.name, account, "front", "", public=True)

    def receive(self, cursor: str) -> Received:
        done = int(cursor or 0)
        return Received(self.inbox[done:], str(max(done, len(self.inbox))))

    def post(self, reply: ApprovedReply) -> Receipt:
        with self._lock:
            self.calls += 1
            fault = self.faults.popleft() if self.faults else None
            return self._act(reply, fault)

    def find(self, posting: Posting) -> Receipt | None:
        self.look_ups += 1
        if self.blind or not self.looks_up:
            raise OutcomeUnknown("The look-up failed.")
        if posting.key in self._hidden:
            return None
        for number, post in enumerate(self.posts):
            if post.key == posting.key:
                return _receipt(number, post)
        return None

    def ping(self) -> str:
        return f"{len(self.posts)} posts"

    def _act(self, reply: ApprovedReply, fault: Fault | None) -> Receipt:
        post = Posted(
            reply.approval, reply.key, reply.attempt, reply.destination, reply.text, self.now
        )
        if reply.destination.channel != self.name or fault is Fault.REFUSE:
            raise Refused("No.")
        if fault is Fault.NOT_REACHED or self.now >= reply.until:
            raise NotReached("Connection refused.")
        if fault is Fault.LOSE_REQUEST:
            raise OutcomeUnknown("Timed out.")
        if fault is Fault.DELAY:
            self._late.append(post)
            raise OutcomeUnknown("Timed out.")
        self.posts.append(post)
        if fault is Fault.DUPLICATE:
            self.posts.append(post)
        if fault is Fault.HIDE:
            self._hidden.add(reply.key)
        if fault in {Fault.HIDE, Fault.LOSE_ANSWER}:
            raise OutcomeUnknown("Timed out.")
        receipt = _receipt(len(self.posts) - 1, post)
        if fault is Fault.CHANGE:
            return Receipt(receipt.remote, receipt.link, f"{post.text} (edited)", receipt.at)
        return receipt


def _receipt(number: int, post: Posted) -> Receipt:
    return Receipt(f"post-{number}", f"https://counting.invalid/{number}", post.text, post.at)
