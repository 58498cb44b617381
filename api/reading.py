"""Reads of single things, in transactions that only read and wait for nobody."""

from __future__ import annotations

from dataclasses import dataclass

from api.house import House
from desk.conversation import Conversation, Message
from desk.draft import Draft, DraftState, Revision
from desk.errors import NotFound
from desk.ids import ConversationId, DraftId, PostingId
from desk.posting import Posting
from desk.records import FollowUp, Progress
from desk.sheet import Sheet, sheet_of
from desk.three_way import ThreeWay
from desk.three_way import three_way as compared


@dataclass(frozen=True)
class WholeConversation:
    """A conversation with all that is said in it, its open drafts and its tasks."""

    conversation: Conversation
    messages: tuple[Message, ...]
    drafts: tuple[Draft, ...]
    follow_ups: tuple[FollowUp, ...]


def conversation(house: House, name: ConversationId) -> WholeConversation:
    """One conversation. Raises NotFound."""
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        return WholeConversation(
            tx.conversations.get(name),
            tx.conversations.messages(name),
            tx.drafts.open_in(name),
            tx.lists.of(name),
        )


def message(house: House, there: Conversation, remote: str) -> Message:
    """What the channel of a conversation knows by this id, erased or not. Raises NotFound."""
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        found = tx.conversations.message_by_remote(there.channel, there.account, remote)
    if found is None:
        raise NotFound("message")
    return found


def draft(house: House, name: DraftId) -> tuple[Draft, Revision | None]:
    """A draft and its current revision. Raises NotFound."""
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        found = tx.drafts.get(name)
        return found, tx.drafts.revision(found.revision) if found.revision else None


def newest_open(house: House, name: ConversationId) -> Draft | None:
    """The draft of a conversation that can be edited now, or None."""
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        drafts = tx.drafts.open_in(name)
    return next((draft for draft in drafts if draft.state is DraftState.IN_REVIEW), None)


def bundle(house: House, name: DraftId) -> tuple[tuple[Draft, Revision | None], ...]:
    """A draft and those beside it, each with its current revision. Raises NotFound."""
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        found = tx.drafts.get(name)
        there = tx.drafts.in_bundle(found.bundle) if found.bundle else (found,)
        return tuple((d, tx.drafts.revision(d.revision) if d.revision else None) for d in there)


def three_way(house: House, name: DraftId) -> ThreeWay | None:
    """What changed under a draft. Raises NotFound."""
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        return compared(tx, house.desk.law, tx.drafts.get(name))


def revisions(house: House, name: DraftId) -> tuple[Revision, ...]:
    """Every revision of a draft, oldest first. Raises NotFound."""
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        tx.drafts.get(name)
        return tx.drafts.revisions(name)


def sheet(house: House, name: DraftId) -> Sheet:
    """The review sheet as it stands. Raises NotFound and WrongState."""
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        return sheet_of(tx, house.desk.law, name)


def progress(house: House, name: DraftId, after: int) -> tuple[Draft, tuple[Progress, ...]]:
    """A draft and its steps after the one with this number. Raises NotFound."""
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        return tx.drafts.get(name), tx.drafts.progress(name, after)


def posting(house: House, name: PostingId) -> Posting:
    """One posting. Raises NotFound."""
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        return tx.postings.get(name)


def postings_of(house: House, name: DraftId) -> tuple[Posting, ...]:
    """The postings of a draft. Raises NotFound."""
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        tx.drafts.get(name)
        return tx.postings.of_draft(name)
