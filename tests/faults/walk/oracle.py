"""What the gate promises, once more and by itself: a model that says of every step what must come
of it.

It is written from the states and rules of the gate, not from the program: an approval binds what
was shown; whatever changes before the intent voids it; an unknown outcome waits for its quarantine
and a look-up; a receipt is proof. Time is in seconds since the start.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

LEASE, QUARANTINE, DEADLINE = 60, 30, 10
APPROVAL_LIFE = 24 * 3_600
ATTEMPTS = 8
LIVE = frozenset({"queued", "sending", "unknown", "needs_human"})
DONE = frozenset({"posted", "void", "refused", "closed"})
REVIEWERS = frozenset({"ada", "ben", "cleo"})
APPROVERS = frozenset({"ben", "cleo"})
Shown = tuple[str, str, int, int, frozenset[int]]  # draft, revision, turn, message, clause versions


class Text(StrEnum):
    """What may be written. Only the second and third promise something, and need a clause."""

    PLAIN = "Hello."
    SMALL = "We refund 5."  # an agent may
    LARGE = "We refund 300."  # two approvers must, the author not counting
    FORBIDDEN = "This is forbidden."


class Came(StrEnum):
    """What came of an attempt."""

    RECEIPT = "receipt"
    REFUSED = "refused"
    NOT_REACHED = "not reached"
    UNKNOWN = "unknown"


@dataclass
class Approval:
    person: str
    shown: Shown
    expires: float
    state: str


@dataclass
class Draft:
    id: str
    turn: int
    state: str = "requested"
    revision: str = ""
    text: Text = Text.PLAIN
    cites: frozenset[int] = frozenset()
    author: str = ""
    held: bool = False
    approvals: list[Approval] = field(default_factory=list)


@dataclass
class Posting:
    id: str
    draft: Draft
    approval: Approval
    turn: int
    not_before: float
    state: str = "queued"
    attempt: int = 0
    lease: float = 0
    quarantine: float = 0

    @property
    def recallable(self) -> bool:
        return self.state == "queued" and self.attempt == 0


@dataclass
class Conversation:
    id: str
    turn: int = 1
    message: int = 1
    drafts: list[Draft] = field(default_factory=list)
    postings: list[Posting] = field(default_factory=list)
    answered: set[int] = field(default_factory=set)

    def draft(self) -> Draft:
        """The one asked for last."""
        return self.drafts[-1]


@dataclass
class Gate:
    """The whole of it. `policy` is the version of the one clause in force."""

    now: float = 0
    policy: int = 0
    active: set[str] = field(default_factory=lambda: {"ada", "ben", "cleo", "dan"})
    conversations: list[Conversation] = field(default_factory=list)

    # ---- people: each answers with the code of the problem, empty for a yes

    def may(self, who: str) -> str:
        if who == "nobody" or (who != "program" and who not in self.active):
            return "not_signed_in"
        if who == "program":
            return "only_people"
        return "" if who in REVIEWERS else "not_permitted"

    def shown(self, there: Conversation, draft: Draft) -> Shown:
        return (draft.id, draft.revision, there.turn, there.message, draft.cites)

    def revise(self, draft: Draft, based_on: str, who: str) -> str:
        """The new revision is written by whoever asks, once this says yes."""
        problem = self.may(who)
        if problem:
            return problem
        if draft.state not in {"in_review", "approved"}:
            return "wrong_state"
        if draft.revision != based_on:
            return "conflict"
        return self._recall(draft) if draft.state == "approved" else ""

    def approve(self, there: Conversation, draft: Draft, shown: Shown, who: str) -> str:
        problem = self.may(who)
        if problem:
            return problem
        if not draft.revision or draft.state != "in_review" or draft.held:
            return "wrong_state"
        if draft.turn != there.turn or shown != self.shown(there, draft):
            return "sheet_changed"
        if self._blocked(draft):
            return "blocked"
        if not self._counts(draft, who):
            return "not_permitted"
        counted = [a.person for a in self._counted(draft, shown)]
        if who in counted:
            return "conflict"
        enough = len(counted) + 1 >= self._people(draft)
        if enough and any(
            p.approval.state == "live" and p.turn == there.turn for p in there.postings
        ):
            return "turn_answered"
        state = "live" if enough else "counted"
        draft.approvals.append(Approval(who, shown, self.now + APPROVAL_LIFE, state))
        return ""

    def queue(self, there: Conversation, draft: Draft, name: str) -> None:
        """The posting that a last approval made."""
        draft.state = "approved"
        approval = draft.approvals[-1]
        there.postings.append(Posting(name, draft, approval, there.turn, self.now))

    def reject(self, draft: Draft, who: str) -> str:
        problem = self.may(who) or ("" if draft.state == "in_review" else "wrong_state")
        if not problem:
            self._void_approvals(draft)
            draft.state = "rejected"
        return problem

    def hold(self, draft: Draft, who: str, *, held: bool) -> str:
        problem = self.may(who) or ("" if draft.state == "in_review" else "wrong_state")
        if not problem:
            draft.held = held
        return problem

    def withdraw(self, draft: Draft, who: str) -> str:
        problem = self.may(who) or ("" if draft.state == "approved" else "wrong_state")
        return problem or self._recall(draft)

    def settle(self, there: Conversation, posting: Posting, who: str, *, seen: bool) -> str:
        problem = self.may(who) or ("" if posting.state == "needs_human" else "wrong_state")
        if not problem and seen:
            self._posted(there, posting)
        elif not problem:
            posting.state = "closed"
            self._to_review(posting)
        return problem

    # ---- the world

    def message(self, there: Conversation, draft: str) -> None:
        """The customer writes again, and a draft of this name is asked for."""
        self._set_aside(there)
        moving = any(p.attempt > 0 and p.turn == there.turn for p in _live(there))
        if moving or there.turn in there.answered:
            there.turn += 1
        there.message += 1
        there.drafts.append(Draft(draft, there.turn))

    def written(self, draft: Draft, revision: str, text: Text, *, cites: bool) -> None:
        draft.state, draft.revision, draft.text = "in_review", revision, text
        draft.cites = frozenset({self.policy}) if cites else frozenset()

    def told_of_policy(self) -> list[Conversation]:
        """Drafts that rest on a clause that fell come back; those that want a new text."""
        again = []
        for there in self.conversations:
            for draft in tuple(there.drafts):
                resting = draft.state in {"in_review", "approved"}
                if not resting or draft.cites <= {self.policy}:
                    continue
                mine = [p for p in there.postings if p.draft is draft]
                for posting in [p for p in mine if p.recallable]:
                    self._void(posting)
                if not any(p.state in LIVE for p in mine) and not draft.author:
                    self._set_aside(there)
                    again.append(there)
        return again

    # ---- workers

    def lapse(self) -> None:
        for posting in self._all():
            if posting.state == "sending" and posting.lease <= self.now:
                self._unknown(posting)

    def claim(self) -> Posting | None:
        """The next posting that is due, taken; None where there is none or it may not go."""
        due = [p for p in self._all() if p.state == "queued" and p.not_before <= self.now]
        if not due:
            return None
        posting = min(due, key=lambda p: (p.not_before, p.id))
        if posting.attempt >= ATTEMPTS:
            posting.state = "needs_human"
            return None
        if self._refuses(posting):
            self._void(posting)
            return None
        posting.state, posting.attempt = "sending", posting.attempt + 1
        posting.lease = self.now + LEASE
        return posting

    def record(self, posting: Posting, attempt: int, came: Came) -> None:
        there = self._of(posting)
        if came is Came.RECEIPT:
            if posting.state in LIVE:
                self._posted(there, posting)
            return
        if posting.state != "sending" or posting.attempt != attempt:
            return
        if came is Came.REFUSED:
            posting.state = "refused"
            self._to_review(posting)
        elif came is Came.NOT_REACHED:
            posting.state = "queued"
            posting.not_before = self.now + min(5 * 2 ** (attempt - 1), 600)
        else:
            self._unknown(posting)

    def next_unknown(self) -> Posting | None:
        over = [p for p in self._all() if p.state == "unknown" and p.quarantine <= self.now]
        return min(over, key=lambda p: (p.quarantine, p.id)) if over else None

    def looked_up(self, posting: Posting, *, seen: bool, blind: bool) -> None:
        """`blind`: the channel could not say."""
        if seen and not blind:
            self._posted(self._of(posting), posting)
        elif posting.state == "unknown" and posting.quarantine <= self.now:
            again = not blind and posting.attempt < ATTEMPTS and not self._refuses(posting)
            posting.state = "queued" if again else "needs_human"
            posting.not_before = self.now

    # ---- rules

    def _refuses(self, posting: Posting) -> bool:
        draft, approval, there = posting.draft, posting.approval, self._of(posting)
        stale = approval.shown != self.shown(there, draft)
        good = {a.person for a in self._counted(draft, approval.shown, lapsed=True)}
        return (
            approval.state != "live"
            or approval.expires <= self.now
            or draft.state != "approved"
            or draft.held
            or stale
            or not draft.cites <= {self.policy}
            or self._blocked(draft)
            or approval.person not in good
            or len(good) < self._people(draft)
        )

    def _blocked(self, draft: Draft) -> bool:
        owes = draft.text in {Text.SMALL, Text.LARGE}
        return draft.text is Text.FORBIDDEN or (owes and self.policy not in draft.cites)

    def _people(self, draft: Draft) -> int:
        return 2 if draft.text is Text.LARGE else 1

    def _counts(self, draft: Draft, who: str) -> bool:
        if who not in self.active:
            return False
        if draft.text is Text.LARGE:
            return who in APPROVERS and who != draft.author
        return who in REVIEWERS

    def _counted(self, draft: Draft, shown: Shown, *, lapsed: bool = False) -> list[Approval]:
        states = {"counted", "live"} if lapsed else {"counted"}
        return [
            a
            for a in draft.approvals
            if a.state in states
            and a.shown == shown
            and (lapsed or a.expires > self.now)
            and self._counts(draft, a.person)
        ]

    # ---- moves

    def _recall(self, draft: Draft) -> str:
        live = [p for p in self._all() if p.draft is draft and p.state in {*LIVE, "posted"}]
        if any(not p.recallable for p in live):
            return "wrong_state"
        for posting in live:
            posting.state = "void"
        self._void_approvals(draft)
        draft.state = "in_review"
        return ""

    def _set_aside(self, there: Conversation) -> None:
        for posting in there.postings:
            if posting.recallable:
                posting.state = posting.approval.state = "void"
        moving = [p.draft for p in _live(there)]
        for draft in there.drafts:
            if draft.state in {"requested", "in_review", "approved"} and draft not in moving:
                self._void_approvals(draft)
                draft.state = "superseded"

    def _posted(self, there: Conversation, posting: Posting) -> None:
        posting.state, posting.approval.state = "posted", "spent"
        posting.draft.state = "posted"
        there.answered.add(posting.turn)

    def _unknown(self, posting: Posting) -> None:
        posting.state, posting.quarantine = "unknown", self.now + QUARANTINE

    def _void(self, posting: Posting) -> None:
        posting.state = "void"
        self._to_review(posting)

    def _to_review(self, posting: Posting) -> None:
        self._void_approvals(posting.draft)
        if posting.draft.state == "approved":
            posting.draft.state = "in_review"

    def _void_approvals(self, draft: Draft) -> None:
        for approval in draft.approvals:
            if approval.state in {"counted", "live"}:
                approval.state = "void"

    def _all(self) -> list[Posting]:
        return [p for there in self.conversations for p in there.postings]

    def _of(self, posting: Posting) -> Conversation:
        return next(c for c in self.conversations if posting in c.postings)


def _live(there: Conversation) -> list[Posting]:
    return [p for p in there.postings if p.state in LIVE]
