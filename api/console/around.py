"""What stands around a draft on the review page: drafts beside it, notes, history, precedents."""

from __future__ import annotations

from dataclasses import dataclass

from api import learnt
from api.house import House
from desk.beside import private_place
from desk.conversation import Conversation
from desk.draft import Draft, Revision, Severity, Side, Stance
from desk.errors import DeskError
from desk.lessons import Edit, FactChange, LookUp, Note
from desk.records import Transaction
from store.learnt import Precedent
from store.views import QueueRow

_HALVES = {Side.NOTE, Side.MESSAGE}


@dataclass(frozen=True)
class Neighbour:
    """A draft of the same bundle, with its text and how many findings block it."""

    draft: Draft
    revision: Revision | None

    @property
    def label(self) -> Stance | Side:
        """What tells it from the others: its half of a pair, else its stance."""
        return self.draft.side if self.draft.side in _HALVES else self.draft.stance

    @property
    def blocks(self) -> int:
        """How many findings block it, as it was written."""
        found = self.revision.findings if self.revision else ()
        return sum(finding.severity is Severity.BLOCK for finding in found)


@dataclass(frozen=True)
class Around:
    """Everything around a draft. `no_pair` says why no pair can be made, empty where one can;
    `undoes` is the change of facts that would be taken back next.
    """

    bundle: tuple[Neighbour, ...]
    notes: tuple[Note, ...]
    changes: tuple[FactChange, ...]
    look_ups: tuple[LookUp, ...]
    edits: tuple[Edit, ...]
    history: tuple[QueueRow, ...]
    precedents: tuple[Precedent, ...]
    no_pair: str
    undoes: tuple[FactChange, ...]


def read(house: House, tx: Transaction, conversation: Conversation, draft: Draft | None) -> Around:
    """All of it, for one conversation and the draft that is shown."""
    cabinet, now = house.cabinet, house.desk.law.clock()
    changes = tx.facts.of(conversation.id)
    bundle = tx.drafts.in_bundle(draft.bundle) if draft and draft.bundle else ()
    return Around(
        bundle=tuple(
            Neighbour(one, tx.drafts.revision(one.revision) if one.revision else None)
            for one in bundle
        ),
        notes=tx.notes.of(conversation.id),
        changes=changes,
        look_ups=tx.facts.look_ups(conversation.id),
        edits=tx.lessons.edits(draft.id) if draft else (),
        history=cabinet.views.of_customer(cabinet.workspace, conversation, now),
        precedents=learnt.precedents_of(house, draft.id) if draft else (),
        no_pair=_no_pair(house, conversation),
        undoes=_undoable(changes),
    )


def _undoable(changes: tuple[FactChange, ...]) -> tuple[FactChange, ...]:
    """The newest changes that nobody has taken back."""
    undone = {change.undoes for change in changes}
    standing = [c for c in changes if not c.undoes and c.batch not in undone]
    return tuple(c for c in standing if c.batch == standing[-1].batch)


def _no_pair(house: House, conversation: Conversation) -> str:
    try:
        private_place(house.desk.law, conversation)
    except DeskError as refusal:
        return refusal.detail
    return ""
