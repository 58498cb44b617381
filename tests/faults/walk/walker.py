"""Walks the real HTTP API at random beside the oracle, and compares every answer, every state and
what the channel has seen.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from desk.draft import text_digest
from desk.ids import DraftId, PostingId
from desk.sending import Claim
from policies.book import Book
from tests.faults.walk.oracle import (
    DONE,
    REVIEWERS,
    Came,
    Conversation,
    Draft,
    Gate,
    Posting,
    Shown,
    Text,
)
from tests.services.a_desk import HERE, clause
from tests.services.a_house import Rooms, proposal
from tests.services.counting_channel import Fault
from tests.services.web_server import Answer, Client

# What each misbehaviour of the channel looks like to the sender.
_LOOKS_LIKE = {
    None: Came.RECEIPT,
    Fault.DUPLICATE: Came.RECEIPT,
    Fault.CHANGE: Came.RECEIPT,
    Fault.REFUSE: Came.REFUSED,
    Fault.NOT_REACHED: Came.NOT_REACHED,
    Fault.LOSE_REQUEST: Came.UNKNOWN,
    Fault.LOSE_ANSWER: Came.UNKNOWN,
    Fault.DELAY: Came.UNKNOWN,
    Fault.HIDE: Came.UNKNOWN,
}
_FAULTS = (None, None, *(fault for fault in Fault if fault is not Fault.DUPLICATE))
_WHO = (*3 * ("ada", "ben", "cleo"), "dan", "program", "nobody")
_OPEN_AT_ONCE = 3  # conversations


def _always() -> bool:
    return True


class Differs(AssertionError):
    """The program and the oracle do not agree; with the last steps."""


@dataclass(frozen=True)
class Taken:
    """An attempt that a worker has begun and not ended."""

    claim: Claim
    posting: Posting
    attempt: int
    until: float


class Walker:
    """One walk over one database. `steps` counts what was done, by name."""

    def __init__(self, rooms: Rooms, port: int, seed: int) -> None:
        self.rooms = rooms
        self.gate = Gate()
        self.steps: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self.log: list[str] = []
        self._chance = random.Random(seed)  # noqa: S311 the same walk each time
        self._start = rooms.bench.clock()
        self._digests: list[tuple[Conversation, Draft, str, Shown]] = []
        self._taken: list[Taken] = []
        self._number = 0
        self._judged = 0
        self._covers: dict[str, str] = {}  # posting -> digest of the text that was approved
        self.clients = {name: Client(port, token) for name, token in self._tokens().items()}
        self._moves: tuple[tuple[int, Callable[[], None], Callable[[], bool]], ...] = (
            (2, self.customer_writes, _always),
            (30, self.customer_writes, lambda: self._any("posted", "rejected")),
            (30, self.drafts_are_written, lambda: self._any("requested")),
            (5, self.somebody_looks, lambda: self._any("in_review")),
            (9, self.person_edits, lambda: self._any("in_review", "approved")),
            (6, self.person_approves, lambda: bool(self._digests)),
            (16, self.person_looks_and_approves, lambda: self._any("in_review")),
            (1, self.person_rejects, lambda: self._any("in_review", "approved")),
            (1, self.person_holds, lambda: self._any("in_review")),
            (20, self.person_holds, lambda: any(c.draft().held for c in self._open())),
            (2, self.person_takes_it_back, lambda: self._any("approved")),
            (1, self.policy_changes, _always),
            (1, self.person_goes, _always),
            (5, self.person_comes, lambda: len(self.gate.active) < len(REVIEWERS) + 1),
            (20, self.worker_claims, lambda: self._posts("queued")),
            (16, self.worker_sends, lambda: bool(self._taken)),
            (10, self.worker_works, lambda: self._posts("queued")),
            (1, self.worker_dies, lambda: bool(self._taken)),
            (8, self.worker_looks_up, lambda: self._posts("unknown")),
            (4, self.person_has_it_looked_up, lambda: self._posts("unknown", "needs_human")),
            (6, self.person_settles, lambda: self._posts("needs_human", "unknown")),
            (4, self.time_passes, _always),
        )

    def walk(self, steps: int) -> None:
        for _ in range(steps):
            self.step()

    def step(self) -> None:
        """One step, and everything compared after it."""
        can = [(weight, move) for weight, move, possible in self._moves if possible()]
        move = self._chance.choices([move for _, move in can], [weight for weight, _ in can])[0]
        self.steps[move.__name__] += 1
        self.log = [*self.log[-30:], move.__name__]
        move()
        self.compare()

    def end(self) -> None:
        """I8: with no further fault every approval comes to an end; then all is compared."""
        while self._taken:
            self._send(self._taken.pop(0), None)
        for _ in range(40):
            self._pass(700)
            self._work_without_fault()
        left = {p.state for c in self.gate.conversations for p in c.postings}
        self._same("everything at an end", left <= {*DONE, "needs_human"}, True)
        for there in self.gate.conversations:
            self._compare(there)

    # ---- what happens

    def customer_writes(self) -> None:
        open_ones = self._open()
        self._number += 1
        body: dict[str, Any] = {
            "channel": "counting",
            "account": "shop",
            "message_id": f"m{self._number}",
            "text": f"Message {self._number}",
            "customer": {"name": "Kim", "handle": "@kim"},
        }
        new = len(open_ones) < _OPEN_AT_ONCE
        there = None if new else self._chance.choice(open_ones)
        body["thread"] = f"t{self._number}" if there is None else self._thread[there.id]
        answer = self._twice("program", "/v1/conversations", body)
        self._expect(answer, "")
        name = str(answer.data["id"])
        found = self.clients["root"].ask("GET", f"/v1/conversations/{name}").data
        newest = max(found["drafts"], key=lambda d: (d["requested_at"], d["id"]))
        asked = [d for d in found["drafts"] if d["state"] == "requested"] or [newest]
        if there is None:
            there = Conversation(name, drafts=[Draft(str(asked[0]["id"]), 1)])
            self.gate.conversations.append(there)
            self._thread[name] = body["thread"]
        else:
            self.gate.message(there, str(asked[0]["id"]))
        self._same("turn", found["turn"], there.turn)

    def drafts_are_written(self) -> None:
        text = self._chance.choice((*Text, Text.PLAIN, Text.SMALL, Text.SMALL, Text.LARGE))
        cites = self._chance.random() < 0.9
        while (work := self.rooms.desk.claim_draft("w1")) is not None:
            citations = self.rooms.bench.cites() if cites else ()
            done = self.rooms.desk.propose(work.draft.id, "w1", proposal(text, *citations))
            draft = self._draft(done.id)
            self._same("asked for", draft.state, "requested")
            self.gate.written(draft, str(done.revision), text, cites=cites)

    def somebody_looks(self) -> None:
        there = self._somewhere()
        if there is None:
            return
        draft = self._pick(there)
        answer = self.clients[self._reader()].ask("GET", f"/v1/drafts/{draft.id}/sheet")
        self._expect(answer, "" if draft.revision else "wrong_state")
        if draft.revision:
            shown = self.gate.shown(there, draft)
            self._digests = [*self._digests[-5:], (there, draft, answer.data["digest"], shown)]

    def person_edits(self) -> None:
        there, who = self._somewhere(), self._who()
        if there is None:
            return
        draft = self._pick(there)
        text, cites = self._chance.choice((*Text, Text.SMALL)), self._chance.random() < 0.9
        based_on = draft.revision if self._chance.random() < 0.85 else "rev_of_before"
        cited = [{"clause": c.clause, "version": c.version} for c in self.rooms.bench.cites()]
        body = {"text": text, "based_on": based_on or None, "citing": cited if cites else []}
        answer = self._twice(who, f"/v1/drafts/{draft.id}/revisions", body)
        problem = self.gate.revise(draft, based_on, who)
        self._expect(answer, problem)
        if not problem:
            self.gate.written(draft, str(answer.data["id"]), text, cites=cites)
            draft.author = who

    def person_approves(self) -> None:
        if self._digests:
            self._approve(*self._chance.choice(self._digests))

    def person_looks_and_approves(self) -> None:
        self.somebody_looks()
        if self._digests:
            self._approve(*self._digests[-1])

    def person_rejects(self) -> None:
        there, who = self._somewhere(), self._who()
        if there is not None:
            draft = self._pick(there)
            answer = self._twice(who, f"/v1/drafts/{draft.id}/rejections", {"reason": "No."})
            self._expect(answer, self.gate.reject(draft, who))

    def person_holds(self) -> None:
        there, who, held = self._somewhere(), self._who(), self._chance.random() < 0.2
        if there is not None:
            draft = self._pick(there)
            answer = self._twice(who, f"/v1/drafts/{draft.id}/hold", {"held": held})
            self._expect(answer, self.gate.hold(draft, who, held=held))

    def person_takes_it_back(self) -> None:
        there, who = self._somewhere(), self._who()
        if there is not None:
            draft = self._pick(there)
            answer = self._twice(who, f"/v1/drafts/{draft.id}/withdrawal", None)
            self._expect(answer, self.gate.withdraw(draft, who))

    def policy_changes(self) -> None:
        self.gate.policy += 1
        self.rooms.bench.book = Book.of([clause(version=f"v{self.gate.policy}")])
        if self._chance.random() < 0.5:
            return  # the desk is not told: the claim has to see it
        self.rooms.desk.policy_changed()
        for there in self.gate.told_of_policy():
            found = self.clients["root"].ask("GET", f"/v1/conversations/{there.id}").data
            new = [d for d in found["drafts"] if d["state"] == "requested"]
            self._same("a new draft asked for", len(new), 1)
            there.drafts.append(Draft(str(new[0]["id"]), there.turn))

    def person_goes(self) -> None:
        who = self._chance.choice(sorted(REVIEWERS))
        self.rooms.bench.revoke(self.rooms.bench.people[who].id)
        self.gate.active.discard(who)

    def person_comes(self) -> None:
        who = self._chance.choice(sorted(REVIEWERS - self.gate.active))
        self.rooms.bench.accounts.set_active(HERE, self.rooms.bench.people[who].id, active=True)
        self.gate.active.add(who)
        self.clients[who].token = self._session(who)

    def worker_claims(self) -> None:
        owner = self._chance.choice(("w1", "w2"))
        claim, posting = self.rooms.desk.claim_posting(owner), self.gate.claim()
        self._same("claimed", claim and str(claim.posting.id), posting and posting.id)
        if claim is not None and posting is not None:
            until = self.gate.now + 50
            self._taken.append(Taken(claim, posting, posting.attempt, until))

    def worker_sends(self) -> None:
        if self._taken:
            taken = self._taken.pop(self._chance.randrange(len(self._taken)))
            self._send(taken, self._chance.choice(_FAULTS))

    def worker_works(self) -> None:
        self.worker_claims()
        self.worker_sends()

    def worker_dies(self) -> None:
        if self._taken:
            self._taken.pop(0)

    def worker_looks_up(self) -> None:
        wanted = self.gate.next_unknown()
        blind = self._blind()
        found = self.rooms.desk.look_up()
        self._same("looked up", found and str(found.id), wanted and wanted.id)
        if wanted is not None:
            self.gate.looked_up(wanted, seen=self._visible(wanted), blind=blind)
        self.rooms.bench.channel.blind = False

    def person_has_it_looked_up(self) -> None:
        posting, who = self._some_posting(), self._who()
        if posting is None:
            return
        blind = self._blind()
        answer = self.clients[who].ask("POST", f"/v1/postings/{posting.id}/look-up")
        problem = self.gate.may(who)
        if not problem and posting.state not in {"unknown", "needs_human"}:
            problem = "wrong_state"
        self._expect(answer, problem)
        if not problem:
            self.gate.looked_up(posting, seen=self._visible(posting), blind=blind)
        self.rooms.bench.channel.blind = False

    def person_settles(self) -> None:
        """They look at the place and tell the truth."""
        posting, who = self._some_posting(), self._who()
        if posting is None:
            return
        there = next(c for c in self.gate.conversations if posting in c.postings)
        seen = self._there(posting)
        body = {"there": seen, "link": ""}
        answer = self._twice(who, f"/v1/postings/{posting.id}/settlement", body)
        self._expect(answer, self.gate.settle(there, posting, who, seen=seen))

    def time_passes(self) -> None:
        self._pass(self._chance.choice((1, 5, 12, 31, 31, 61, 61, 700, 90_000)))
        self.rooms.desk.lapse()
        self.gate.lapse()

    # ---- what is compared

    def compare(self) -> None:
        there = self._somewhere()
        if there is not None:
            self._compare(there)
        self._judge()

    def _compare(self, there: Conversation) -> None:
        draft = there.draft()
        found = self.clients["root"].ask("GET", f"/v1/drafts/{draft.id}").data
        self._same("state of the draft", found["state"], draft.state)
        self._same("revision", found["revision"] or "", draft.revision)
        if there.postings:
            of = there.postings[-1].draft.id
            rows = self.clients["root"].ask("GET", f"/v1/drafts/{of}/postings").data
            expected = {p.id: (p.state, p.attempt) for p in there.postings if p.draft.id == of}
            self._same("postings", {r["id"]: (r["state"], r["attempt"]) for r in rows}, expected)

    def _judge(self) -> None:
        """What the world has seen, against what people approved."""
        posts = self.rooms.bench.channel.posts
        if len(posts) == self._judged:
            return
        self._judged = len(posts)
        times = Counter(post.key for post in posts)
        self._same("I2 posted once", max(times.values()), 1)
        turns = Counter((post.destination.thread, self._turn_of(post.approval)) for post in posts)
        self._same("I2 one reply a turn", max(turns.values()), 1)
        for post in posts[-3:]:
            self._same("I1 the approved text", text_digest(post.text), self._covers[post.approval])

    # ---- hands

    def _approve(self, there: Conversation, draft: Draft, digest: str, shown: Shown) -> None:
        who = self._who()
        answer = self._twice(who, f"/v1/drafts/{draft.id}/approvals", {"digest": digest})
        problem = self.gate.approve(there, draft, shown, who)
        self._expect(answer, problem)
        if problem:
            return
        posting = answer.data["posting"]
        live = draft.approvals[-1].state == "live"
        self._same("enough people", posting is not None, live)
        if posting is not None:
            self.gate.queue(there, draft, str(posting["id"]))
            self._covers[answer.data["approval"]["id"]] = text_digest(draft.text)
            self._turns[answer.data["approval"]["id"]] = there.turn

    def _send(self, taken: Taken, fault: Fault | None) -> None:
        channel = self.rooms.bench.channel
        if fault is not None:
            channel.then([fault])
        late = self.gate.now >= taken.until
        self.rooms.desk.send(taken.claim)
        came = Came.NOT_REACHED if late and fault is not Fault.REFUSE else _LOOKS_LIKE[fault]
        self.gate.record(taken.posting, taken.attempt, came)

    def _work_without_fault(self) -> None:
        for _ in range(50):
            self.rooms.desk.lapse()
            self.gate.lapse()
            claim, posting = self.rooms.desk.claim_posting("last"), self.gate.claim()
            self._same("claimed", claim and str(claim.posting.id), posting and posting.id)
            if claim is not None and posting is not None:
                self._send(Taken(claim, posting, posting.attempt, self.gate.now + 50), None)
            wanted = self.gate.next_unknown()
            if wanted is not None:
                self.worker_looks_up()
            if claim is None and wanted is None:
                return

    def _pass(self, seconds: float) -> None:
        """What is on its way arrives first: a quarantine outlasts every delay."""
        channel = self.rooms.bench.channel
        channel.arrive()
        channel.reveal()
        self.gate.now += seconds
        self.rooms.bench.clock.now = self._start + timedelta(seconds=self.gate.now)
        channel.now = self.rooms.bench.clock.now

    def _twice(self, who: str, path: str, body: object) -> Answer:
        """A request with a key, now and then sent again: done once and answered the same."""
        self._number += 1
        key = f"k{self._number}"
        answer = self.clients[who].ask("POST", path, body, key)
        if answer.status < 300 and self._chance.random() < 0.2:
            again = self.clients[who].ask("POST", path, body, key)
            self._same("the same answer", (again.status, again.data), (answer.status, answer.data))
        return answer

    def _expect(self, answer: Answer, problem: str) -> None:
        self.answers[answer.code or "yes"] += 1
        self._same("the answer", answer.code, problem)

    def _same(self, what: str, found: object, wanted: object) -> None:
        if found != wanted:
            steps = " ".join(self.log)
            raise Differs(f"{what}: the program {found}, the oracle {wanted}. Steps: {steps}")

    def _open(self) -> list[Conversation]:
        """Those in which something may still happen, not for ever."""
        young = [c for c in self.gate.conversations[-12:] if c.turn < 4 and c.message < 12]
        return young[-_OPEN_AT_ONCE:]

    def _any(self, *states: str) -> bool:
        """Whether the draft asked for last is so in a conversation that is open."""
        return any(there.draft().state in states for there in self._open())

    def _posts(self, *states: str) -> bool:
        return any(p.state in states for c in self.gate.conversations for p in c.postings)

    def _somewhere(self) -> Conversation | None:
        open_ones = self._open()
        return self._chance.choice(open_ones) if open_ones else None

    def _pick(self, there: Conversation) -> Draft:
        return there.draft() if self._chance.random() < 0.9 else self._chance.choice(there.drafts)

    def _draft(self, name: DraftId) -> Draft:
        return next(d for c in self.gate.conversations for d in c.drafts if d.id == name)

    def _some_posting(self) -> Posting | None:
        waiting = [p for c in self.gate.conversations[-12:] for p in c.postings]
        stuck = [p for p in waiting if p.state in {"unknown", "needs_human"}]
        if stuck and self._chance.random() < 0.8:
            return self._chance.choice(stuck)
        return self._chance.choice(waiting) if waiting else None

    def _there(self, posting: Posting) -> bool:
        key = self.rooms.desk.posting(PostingId(posting.id)).key
        return any(post.key == key for post in self.rooms.bench.channel.posts)

    def _visible(self, posting: Posting) -> bool:
        """Whether a look-up sees it."""
        record = self.rooms.desk.posting(PostingId(posting.id))
        return self.rooms.bench.channel.find(record) is not None if not self._is_blind else False

    def _blind(self) -> bool:
        self._is_blind = self.rooms.bench.channel.blind = self._chance.random() < 0.15
        return self._is_blind

    def _who(self) -> str:
        return self._chance.choice(_WHO)

    def _reader(self) -> str:
        return self._chance.choice(sorted(self.gate.active))

    def _turn_of(self, approval: str) -> int:
        return self._turns[approval]

    def _session(self, who: str) -> str:
        person = self.rooms.admin if who == "root" else self.rooms.bench.people[who]
        lasts = timedelta(days=36_500)
        now = self.rooms.bench.clock()
        return self.rooms.cabinet.sessions.open(HERE, person.id, now, lasts).token

    def _tokens(self) -> dict[str, str]:
        self._thread: dict[str, str] = {}
        self._turns: dict[str, int] = {}
        self._is_blind = False
        scopes = frozenset({"conversations:write", "drafts:request"})
        _, secret = self.rooms.cabinet.keys.make(HERE, "program", scopes, self._start)
        people = {name: self._session(name) for name in ("ada", "ben", "cleo", "dan", "root")}
        return {**people, "program": secret, "nobody": ""}
