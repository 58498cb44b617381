"""The outbox: everything that may happen to a posting, one method each.

Each method is one transaction, except `send` and `look_up`, which commit before and after they
speak to a channel and hold nothing while they do.
"""

from __future__ import annotations

from datetime import timedelta

from desk import outcomes, sending
from desk.errors import NotPermitted, WrongState
from desk.ids import PostingId, WorkspaceId
from desk.law import Law
from desk.locking import locked_posting
from desk.people import Principal, insist_person
from desk.posting import OutcomeUnknown, Posting, PostingState, Receipt
from desk.records import Records, Transaction
from desk.room import Room
from desk.sending import Claim, Result
from desk.watching import Watch

_WATCHED = 100  # unknown postings that one look passes over


class Outbox(Room):
    """The postings of one workspace."""

    def __init__(self, workspace: WorkspaceId, records: Records, law: Law) -> None:
        """`records` keeps, `law` is what is decided by."""
        super().__init__(workspace, records, law)
        self._watch = Watch()

    def expire(self) -> int:
        """Approvals that ran out before their reply left are void, and the drafts are in review
        again. Returns how many.
        """
        now = self.law.clock()
        with self._records.begin(self.workspace) as tx:
            gone = tx.postings.expired(now)
            for posting in gone:
                outcomes.void(tx, posting, "the approval has expired", now)
            return len(gone)

    def claim_posting(self, owner: str) -> Claim | None:
        """Commit the intent for the next posting that is due; None where none is, or where this one
        may not go any more.
        """
        return self._claimed(owner)[1]

    def _claimed(self, owner: str) -> tuple[bool, Claim | None]:
        """Whether a posting was due, and the claim of it."""
        channels = frozenset(n for n, c in self.law.channels.items() if not c.in_hands)
        now = self.law.clock()
        with self._records.begin(self.workspace) as tx:
            posting = tx.postings.next_queued(now, channels)
            if posting is None:
                return False, None
            lease = self.law.terms.posting_lease
            channel = self.law.channel(posting.destination.channel)
            lease = max(lease, channel.send_deadline + timedelta(seconds=15))
            return True, sending.claim(tx, self.law, posting, owner, now, lease)

    def claim_postings(self, owner: str, most: int) -> tuple[Claim, ...]:
        """Up to `most` postings that are due, for a worker that sends them all at once.

        Each intent is a transaction of its own: one that fails takes none of the others with it,
        and whoever claims no more than it sends at this moment leaves nothing begun and unsent.
        """
        claims: list[Claim] = []
        due = True
        while due and len(claims) < most:
            due, claim = self._claimed(owner)
            claims += [claim] if claim else []
        return tuple(claims)

    def send(self, claim: Claim) -> Posting:
        """Post a claimed reply and write down what came of it."""
        channel = self.law.channel(claim.reply.destination.channel)
        result = sending.attempt(channel, claim.reply, self.law.clock())
        return self.record(claim.posting, result)

    def record(self, posting: Posting, result: Result) -> Posting:
        """Write down what came of an attempt."""
        with self._records.begin(self.workspace) as tx:
            return sending.record(tx, self.law, posting, result, self.law.clock())

    def lapse(self) -> int:
        """Attempts whose sender stopped become unknown. Returns how many."""
        with self._records.begin(self.workspace) as tx:
            return sending.lapse(tx, self.law, self.law.clock())

    def look_up(self, posting_id: PostingId | None = None) -> Posting | None:
        """Look for the next posting with an unknown outcome, or for this one, on its channel."""
        with self._records.begin(self.workspace) as tx:
            posting = self._next_unknown(tx) if posting_id is None else tx.postings.get(posting_id)
        if posting is None:
            return None
        if posting.state not in {PostingState.UNKNOWN, PostingState.NEEDS_HUMAN}:
            raise WrongState(f"This posting is {posting.state.value}; its outcome is known.")
        found = self._find(posting)
        waiting = posting.state is PostingState.UNKNOWN and not self._over(posting)
        if waiting and not isinstance(found, Receipt):
            return posting  # it may still arrive, whoever asked and whatever the wall clock says
        self._watch.forget(posting.id)
        with self._records.begin(self.workspace) as tx:
            return sending.looked_up(tx, self.law, posting, found, self.law.clock())

    def doubt(self) -> int:
        """The records are an older copy of themselves: nothing that was queued in it leaves by
        itself, because it may be there already. Returns how many postings people have to look at.
        """
        with self._records.begin(self.workspace) as tx:
            queued = tx.postings.queued()
        return sum(self._doubted(posting) for posting in queued)

    def _doubted(self, posting: PostingId) -> bool:
        with self._records.begin(self.workspace) as tx:
            return sending.doubted(tx, posting, self.law.clock())

    def _next_unknown(self, tx: Transaction) -> Posting | None:
        """The next one whose quarantine is over by both clocks; all others are watched."""
        young: set[PostingId] = set()
        now = self.law.clock()
        while len(young) < _WATCHED:
            posting = tx.postings.next_unknown(now, frozenset(young))
            if posting is None or self._over(posting):
                return posting
            young.add(posting.id)
        return None

    def _over(self, posting: Posting) -> bool:
        quarantine = self.law.quarantine(posting.destination.channel)
        return self._watch.over(posting, self.law.steady(), quarantine)

    def settle(self, posting_id: PostingId, by: Principal, *, there: bool, link: str) -> Posting:
        """A person looked at the place and says whether our post is there."""
        person = insist_person(by)
        with self._records.begin(self.workspace) as tx:
            _, posting = locked_posting(tx, posting_id)
            if posting.state is not PostingState.NEEDS_HUMAN:
                raise WrongState(f"This posting is {posting.state.value}; nobody has to look.")
            now = self.law.clock()
            return sending.settled_by_person(
                tx, self.law, posting, actor=person.actor, there=there, link=link, now=now
            )

    def hand_over(self, posting_id: PostingId, by: Principal) -> Claim:
        """Give an approved reply to the person who will press the button on the page."""
        person = insist_person(by)
        now = self.law.clock()
        with self._records.begin(self.workspace) as tx:
            _, posting = locked_posting(tx, posting_id)
            channel = self.law.channel(posting.destination.channel)
            if not channel.in_hands:
                raise NotPermitted("The worker posts on this channel.")
            if posting.state is not PostingState.QUEUED:
                raise WrongState(f"This posting is {posting.state.value}.")
            lease = self.law.terms.in_page_lease
            claim = sending.claim(tx, self.law, posting, person.actor, now, lease)
        if claim is None:
            raise WrongState("It may not be posted any more; the draft is back in review.")
        return claim

    def posting(self, posting_id: PostingId) -> Posting:
        """One posting."""
        with self._records.begin(self.workspace) as tx:
            return tx.postings.get(posting_id)

    def _find(self, posting: Posting) -> Receipt | OutcomeUnknown | None:
        channel = self.law.channels.get(posting.destination.channel)
        if channel is None:
            return OutcomeUnknown("this channel is not set up any more")
        if not channel.looks_up:
            return OutcomeUnknown("this channel cannot be searched")
        try:
            return channel.find(posting)
        except OutcomeUnknown as unknown:
            return unknown
        except Exception as surprise:  # noqa: BLE001 - whatever a connector raises, nothing is known
            return OutcomeUnknown(f"the look-up failed with {type(surprise).__name__}")
