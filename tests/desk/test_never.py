"""The promises, as properties: whatever people, workers, customers and the channel do, in whatever
order, nothing goes out unapproved, nothing twice, nothing is lost, and the record is true.
"""

from __future__ import annotations

from contextlib import suppress

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desk.conversation import Destination
from desk.draft import Draft, DraftState, text_digest
from desk.errors import DeskError
from desk.ids import ApprovalId, DraftId, PostingId
from desk.people import Person
from desk.posting import Posting, PostingState
from desk.sending import Claim
from policies.book import Book
from store.engine import open_engine
from store.migrate import migrate
from tests.services.a_desk import HERE, Bench, clause
from tests.services.counting_channel import Fault

_DONE = {PostingState.POSTED, PostingState.VOID, PostingState.REFUSED, PostingState.CLOSED}
people = st.sampled_from(["ada", "ben", "cleo", "dan"])
texts = st.sampled_from(["Hello.", "We refund 5.", "We refund 300.", "This is forbidden."])
threads = st.sampled_from(["t1", "t2"])


class Gate(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        engine = open_engine("sqlite://")
        migrate(engine)
        self.bench = Bench(engine)
        self.count = 0
        self.claims: list[Claim] = []
        self.sheets: dict[DraftId, str] = {}  # draft -> a digest that somebody was shown
        self.approved: dict[ApprovalId, tuple[str, Destination]] = {}  # what each covers

    def teardown(self) -> None:
        """I8: with no further fault, every approval comes to an end."""
        self.bench.channel.faults.clear()
        self.bench.channel.blind = False
        self.bench.channel.reveal()
        for claim in self.claims:
            self.bench.desk.send(claim)
        for _ in range(30):
            self.bench.channel.arrive()  # what is on its way arrives before a quarantine ends
            self.bench.clock.move(minutes=30)
            self.bench.desk.lapse()
            while (last := self.bench.desk.claim_posting("last")) is not None:
                self.bench.desk.send(last)
            while self.bench.desk.look_up() is not None:
                pass
        for posting in self._postings():
            assert posting.state in {*_DONE, PostingState.NEEDS_HUMAN}, posting.state
        self.nothing_twice_nothing_unapproved()
        self.the_record_is_true()
        self.bench.engine.dispose()

    # ---- what people, customers, policy and workers do

    @rule(thread=threads)
    def customer_writes(self, thread: str) -> None:
        self.count += 1
        self.bench.message(f"Message {self.count}", thread=thread, remote=f"m{self.count}")

    @initialize()
    def a_case_is_ready(self) -> None:
        """The usual start, so that most steps are spent where it gets interesting."""
        self.customer_writes("t1")
        self.draft_is_written("We refund 5.")
        self.somebody_looks()

    @rule(text=texts)
    def draft_is_written(self, text: str) -> None:
        work = self.bench.desk.claim_draft("w1")
        if work is not None:
            self.bench.desk.fail(work.draft.id, "w1", "again")
            self.bench.written(text)

    @rule(who=people, text=texts, old=st.booleans())
    def person_edits(self, who: str, text: str, *, old: bool) -> None:
        for draft in self._drafts():
            base = None if old else draft.revision
            with suppress(DeskError):
                self.bench.desk.revise(draft.id, text, base, self._who(who))

    @rule()
    def somebody_looks(self) -> None:
        for draft in self._drafts():
            if draft.revision is not None:
                self.sheets[draft.id] = self.bench.desk.sheet(draft.id).digest

    @rule(who=people, again=st.booleans())
    def person_approves_what_was_shown(self, who: str, *, again: bool) -> None:
        for draft in self._drafts():
            digest = self.sheets.get(draft.id, "0" * 64)
            for _ in range(2 if again else 1):  # a double click
                self._approve(draft.id, digest, who)

    @rule(who=people)
    def person_looks_and_approves(self, who: str) -> None:
        self.somebody_looks()
        self.person_approves_what_was_shown(who, again=False)

    @rule(who=people)
    def person_takes_it_back(self, who: str) -> None:
        for draft in self._drafts():
            with suppress(DeskError):
                self.bench.desk.withdraw(draft.id, self._who(who))

    @rule()
    def policy_changes(self) -> None:
        self.count += 1
        self.bench.book = Book.of([clause(version=f"v{self.count}")])

    @rule()
    def desk_is_told_of_policy(self) -> None:
        self.bench.desk.policy_changed()

    @rule()
    def ada_is_revoked(self) -> None:
        self.bench.revoke(self.bench.ada.id)

    @rule(fault=st.sampled_from(Fault))
    def channel_will_misbehave(self, fault: Fault) -> None:
        if fault is not Fault.DUPLICATE:  # a channel that posts twice by itself is not ours to stop
            self.bench.channel.then([fault])

    @rule(fault=st.sampled_from([None, *Fault]))
    def worker_posts_all(self, fault: Fault | None) -> None:
        if fault is not None:
            self.channel_will_misbehave(fault)
        for owner in ("w1", "w2"):
            self.worker_claims(owner)
        while self.claims:
            self.worker_sends(crash=False)

    @rule(owner=st.sampled_from(["w1", "w2"]))
    def worker_claims(self, owner: str) -> None:
        claim = self.bench.desk.claim_posting(owner)
        if claim is not None:
            self.claims.append(claim)

    @rule(crash=st.booleans())
    def worker_sends(self, *, crash: bool) -> None:
        if self.claims:
            claim = self.claims.pop(0)
            if not crash:
                self.bench.desk.send(claim)

    @rule()
    def worker_looks_up_at_once(self) -> None:
        self.bench.desk.look_up()

    @rule(minutes=st.sampled_from([1, 5, 60]))
    def time_passes(self, minutes: int) -> None:
        # A request on its way arrives within the send deadline, which the quarantine outlasts.
        self.bench.channel.arrive()
        self.claims.clear()  # a sender paused past its lease is cut off by its own deadline
        self.bench.channel.reveal()
        self.bench.clock.move(minutes=minutes)
        self.bench.desk.lapse()
        self.bench.desk.look_up()

    @rule()
    def person_settles(self) -> None:
        for posting in self._postings():
            if posting.state is PostingState.NEEDS_HUMAN:
                seen = any(p.key == posting.key for p in self.bench.channel.posts)
                self.bench.desk.settle(posting.id, self.bench.ben, there=seen, link="")

    # ---- what must hold after every step

    @invariant()
    def nothing_twice_nothing_unapproved(self) -> None:
        seen = set()
        for post in self.bench.channel.posts:
            assert post.key not in seen, "I2 posted twice"
            seen.add(post.key)
            digest, destination = self.approved[post.approval]
            assert text_digest(post.text) == digest, "I1 not the approved text"
            assert post.destination == destination, "I1 not the approved place"

    @invariant()
    def the_record_is_true(self) -> None:
        shown = {post.key for post in self.bench.channel.posts}
        for posting in self._postings():
            if posting.state is PostingState.POSTED:
                assert posting.key in shown, "I9 recorded posted, and it is not there"
            if posting.state in {PostingState.VOID, PostingState.REFUSED, PostingState.CLOSED}:
                assert posting.key not in shown, "I9 recorded void, and it is there"

    # ---- hands

    def _approve(self, draft_id: DraftId, digest: str, who: str) -> None:
        with suppress(DeskError):  # a refusal is an answer; what counts is what was done
            approval, _ = self.bench.desk.approve(draft_id, digest, self._who(who))
            assert approval.snapshot.digest == digest, "I1 not what was shown"
            covers = (approval.snapshot.text_digest, approval.snapshot.destination)
            self.approved[approval.id] = covers

    def _who(self, name: str) -> Person:
        return self.bench.people[name]

    def _drafts(self) -> list[Draft]:
        with self.bench.records.begin(HERE) as tx:
            found: list[Draft] = []
            for thread in ("t1", "t2"):
                there = tx.conversations.at_thread("counting", "shop", thread)
                if there is not None:
                    found += tx.drafts.open_in(there.id)
        return [d for d in found if d.state is not DraftState.REQUESTED]

    def _postings(self) -> list[Posting]:
        with self.bench.engine.connect() as connection:
            rows = connection.exec_driver_sql("select id from postings").fetchall()
        return [self.bench.desk.posting(PostingId(row[0])) for row in rows]


TestGate = Gate.TestCase
TestGate.settings = settings(
    max_examples=60,
    stateful_step_count=50,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking fifty steps takes minutes
    suppress_health_check=[HealthCheck.too_slow],
)
