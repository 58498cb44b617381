"""What must be true when all is quiet: what the outside has seen, beside the order of the audit."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from api.records_room import WORKSPACE
from desk.audit import Row
from desk.draft import Citation, DraftState, text_digest
from desk.ids import ConversationId, DraftId, RevisionId
from desk.posting import PostingState
from store.records import SqlTransaction
from tests.faults.races.cases import Case
from tests.faults.races.servers import ROOM, Servers
from tests.services.counting_receiver import Effect

CLAUSE = "late-parcels#late-delivery"
_NEVER_POSTED = {PostingState.VOID, PostingState.REFUSED, PostingState.CLOSED}


@dataclass(frozen=True)
class World:
    """One look at everything."""

    servers: Servers
    posts: dict[str, list[Effect]]  # by approval
    moments: dict[tuple[str, str], int]  # (action, subject) -> number of its first row
    audit: list[Row]

    @classmethod
    def seen(cls, servers: Servers) -> World:
        posts: defaultdict[str, list[Effect]] = defaultdict(list)
        for effect in servers.receiver.posts(ROOM):
            posts[effect.approval].append(effect)
        audit = list(servers.audit_log.rows(WORKSPACE))
        moments: dict[tuple[str, str], int] = {}
        for row in audit:
            moments.setdefault((row.entry.action, row.entry.subject), row.number)
        return cls(servers, dict(posts), moments, audit)


def judge(world: World, race: str, case: Case) -> int:
    """I1, I2, I3 and I9 over this case; how often it was posted."""
    with world.servers.records.begin(WORKSPACE) as tx:
        draft = tx.drafts.get(DraftId(case.draft))
        postings = tx.postings.of_draft(draft.id)
        approvals = {each.id: each for each in tx.approvals.of_draft(draft.id)}
    said = (race, [(who, answer.status, answer.code) for who, answer in case.said])
    posts = [post for name in approvals for post in world.posts.get(name, [])]
    posted = [each for each in postings if each.state is PostingState.POSTED]
    assert len(posts) == len(posted) <= 1, (said, [p.state for p in postings])
    assert (draft.state is DraftState.POSTED) == bool(posts), (said, draft.state)
    for posting in postings:
        assert posting.state in {*_NEVER_POSTED, PostingState.POSTED}, (said, posting.state)
        approval = approvals[posting.approval]
        intent = world.moments.get(("posting.intent", f"posting:{posting.id}"))
        if intent is None:
            continue
        assert approval.sheet_digest == case.digest, said
        assert posting.digest == text_digest(posting.text) == approval.snapshot.text_digest, said
        given = world.moments["draft.approved", f"approval:{approval.id}"]
        for between in (
            ("message.received", f"conversation:{case.conversation}"),
            ("draft.revised", f"draft:{case.draft}"),
            ("person.deactivated", f"person:{approval.person}"),
        ):
            assert not given < world.moments.get(between, 0) < intent, (said, between)
    for post in posts:
        assert post.text == posted[0].text, said
        assert post.thread == posted[0].destination.thread, said
    answers = Counter(code or "done" for (who, _, code) in said[1] if who == "edit")
    assert answers["done"] <= 1, said  # of two edits of one revision one is lost, and is told
    return len(posts)


def assert_old_words_stay(world: World, case: Case, since: datetime) -> None:
    """I3 for a clause: what left after `since` does not rest on the clause as it was, and what a
    person wrote is still there.
    """
    with world.servers.records.begin(WORKSPACE) as tx:
        draft = tx.drafts.get(DraftId(case.draft))
        before = _cited(tx, case)
        for posting in tx.postings.of_draft(draft.id):
            number = world.moments.get(("posting.intent", f"posting:{posting.id}"))
            rests = before in tx.approvals.get(posting.approval).snapshot.citations
            assert number is None or not rests or world.audit[number - 1].at <= since
        if case.kept:
            assert draft.state in {DraftState.IN_REVIEW, DraftState.POSTED}
            assert draft.revision is not None
            assert tx.drafts.revision(draft.revision).text == case.kept


def nothing_rests_on_old_words(servers: Servers, cases: list[Case]) -> bool:
    """Whether no draft waits in review with the clause as it was, but those that people wrote."""
    with servers.records.begin(WORKSPACE) as tx:
        waiting = [
            (_cited(tx, case), tx.drafts.revision(draft.revision))
            for case in cases
            for draft in tx.drafts.open_in(ConversationId(case.conversation))
            if draft.revision is not None
        ]
    return not any(before in each.cited and each.author is None for before, each in waiting)


def _cited(tx: SqlTransaction, case: Case) -> Citation:
    first = tx.drafts.revision(RevisionId(case.revision))
    return next(c for c in first.cited if c.clause == CLAUSE)
