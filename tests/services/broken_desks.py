"""Desks with one rule of the gate left out, to see that the schedules notice.

Each is a mistake that is easily made and that nothing but the order of events would show.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk import sending
from desk.ids import PostingId
from desk.posting import OutcomeUnknown, Posting, PostingState, Refused
from desk.sending import Claim, Result
from tests.services.a_desk import HERE, START
from tests.services.a_worker import WatchedDesk

_LONG = timedelta(days=1)
_NEVER = START + timedelta(days=365_000)


class RetriesUnknown(WatchedDesk):
    """An unknown outcome is just tried again: no look-up."""

    def look_up(self, posting_id: PostingId | None = None) -> Posting | None:
        del posting_id
        with self.kept.begin(HERE) as tx:
            posting = tx.postings.next_unknown(self.law.clock() + _LONG)
            if posting is None:
                return None
            back = replace(posting, state=PostingState.QUEUED, quarantine_until=None)
            tx.postings.save(back, was=PostingState.UNKNOWN, attempt=posting.attempt)
            return back


class PutsStuckBack(WatchedDesk):
    """What a stock job queue does: a job whose worker is gone goes back to the queue."""

    def lapse(self) -> int:
        with self.kept.begin(HERE) as tx:
            stuck = tx.postings.lapsed(self.law.clock())
            for posting in stuck:
                back = replace(posting, state=PostingState.QUEUED, lease_until=None)
                tx.postings.save(back, was=PostingState.SENDING, attempt=posting.attempt)
        return len(stuck)


class BelievesAtOnce(WatchedDesk):
    """A look-up that finds nothing is believed before the quarantine is over."""

    def look_up(self, posting_id: PostingId | None = None) -> Posting | None:
        del posting_id
        with self.kept.begin(HERE) as tx:
            posting = tx.postings.next_unknown(self.law.clock() + _LONG)
            if posting is None:
                return None
            over = replace(posting, quarantine_until=None, unknown_since=None)
            tx.postings.save(over, was=posting.state, attempt=posting.attempt)
        return super().look_up(posting.id)


class SendsFirst(WatchedDesk):
    """The intent is committed after the post, together with its outcome."""

    def claim_postings(self, owner: str, most: int) -> tuple[Claim, ...]:
        del most
        channels = frozenset(self.law.channels)
        now = self.law.clock()
        with self.kept.begin(HERE) as tx:
            posting = tx.postings.next_queued(now, channels)
            if posting is None:
                return ()
            claim = sending.claim(tx, self.law, posting, owner, now, timedelta(minutes=1))
            if claim is not None:
                channel = self.law.channel(posting.destination.channel)
                result = sending.attempt(channel, claim.reply, now)
                sending.record(tx, self.law, claim.posting, result, now)
        return ()


class ForgetsItsLease(WatchedDesk):
    """Whoever was paused past its lease sends all the same."""

    def send(self, claim: Claim) -> Posting:
        return super().send(
            replace(claim, reply=replace(claim.reply, until=_NEVER, late=lambda: False))
        )


class CallsItRefused(WatchedDesk):
    """A 5xx is taken for a definite no."""

    def record(self, posting: Posting, result: Result) -> Posting:
        if isinstance(result, OutcomeUnknown):
            result = Refused(str(result))
        return super().record(posting, result)


BROKEN: dict[str, type[WatchedDesk]] = {
    "retries what is unknown": RetriesUnknown,
    "puts stuck rows back": PutsStuckBack,
    "believes a look-up at once": BelievesAtOnce,
    "sends before the intent": SendsFirst,
    "forgets its lease": ForgetsItsLease,
    "takes unknown for refused": CallsItRefused,
}
