"""What is learnt: notes, a customer's history, edits, suggestions for the voice, policy gaps."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from api import learnt
from api.auth import HouseOf, person_with
from api.operations import add
from api.replay import Replayed
from api.routes.asking import AnyPerson, MayRead
from api.schemas_learning import GapDecision, NewNote, SuggestionDecision
from api.shown.base import each
from api.shown.case import QueueRowShown
from api.shown.learning import (
    EditShown,
    GapCaseShown,
    GapClosed,
    GapRowShown,
    GapShown,
    GapWhole,
    NoteShown,
    PrecedentShown,
    SuggestionShown,
)
from desk.ids import ConversationId, DraftId
from desk.lessons import Decision, Gap, GapState
from desk.people import Principal, Role, insist_person

Owner = Annotated[Principal, Depends(person_with(Role.POLICY_OWNER, Role.ADMIN))]


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["learning"], route_class=Replayed)
    there = "/conversations/{conversation_id}"
    add(made, "GET", f"{there}/notes", list_notes, problems=(404,))
    add(made, "POST", f"{there}/notes", write_note, status=201, problems=(404,))
    add(made, "GET", f"{there}/history", read_history, problems=(404,))
    add(made, "GET", "/drafts/{draft_id}/precedents", list_precedents, problems=(404,))
    add(made, "GET", "/edits", list_edits)
    add(made, "GET", "/suggestions", list_suggestions)
    path = "/suggestions/{suggestion_id}/decision"
    add(made, "POST", path, decide_suggestion, problems=(404, 409))
    add(made, "GET", "/gaps", list_gaps)
    add(made, "GET", "/gaps/{gap_id}", read_gap, problems=(404,))
    add(made, "POST", "/gaps/{gap_id}/decision", decide_gap, problems=(404, 409))
    return made


def list_notes(conversation_id: str, _by: AnyPerson, house: HouseOf) -> tuple[NoteShown, ...]:
    """List the notes of a conversation.

    Words among colleagues, oldest first; no program reads them.
    """
    return each(NoteShown, house.desk.notebook.notes(ConversationId(conversation_id)))


def write_note(conversation_id: str, body: NewNote, by: AnyPerson, house: HouseOf) -> NoteShown:
    """Write a note.

    The customer never sees it, and no draft is made of it.
    """
    note = house.desk.notebook.note(ConversationId(conversation_id), body.text, insist_person(by))
    return NoteShown.of(note)


def read_history(conversation_id: str, _by: MayRead, house: HouseOf) -> tuple[QueueRowShown, ...]:
    """Read a customer's other conversations.

    The same handle on the same channel, newest first.
    """
    there, _ = house.desk.said(ConversationId(conversation_id))
    cabinet, now = house.cabinet, house.desk.law.clock()
    rows = cabinet.views.of_customer(cabinet.workspace, there, now)
    return tuple(QueueRowShown.of(row) for row in rows)


def list_precedents(draft_id: str, _by: AnyPerson, house: HouseOf) -> tuple[PrecedentShown, ...]:
    """List what was sent before under the clauses of a draft.

    The newest first. A precedent permits nothing; the check does not know it.
    """
    return tuple(
        PrecedentShown(
            conversation=one.conversation,
            draft=one.draft,
            clause=one.clause,
            text=one.revision.text,
            at=one.at,
        )
        for one in learnt.precedents_of(house, DraftId(draft_id))
    )


def list_edits(
    _by: AnyPerson, house: HouseOf, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> tuple[EditShown, ...]:
    """List people's edits.

    Each with its class (style, fact, policy, commitment, wrong clause) and why; newest first.
    """
    rows = house.cabinet.views.learnt.edits(house.cabinet.workspace, limit=limit)
    return tuple(EditShown.of(row.edit) for row in rows)


def list_suggestions(
    _by: AnyPerson, house: HouseOf, state: Decision | None = None
) -> tuple[SuggestionShown, ...]:
    """List suggestions for the voice.

    Words that people take out of drafts. None is in use before an owner has accepted it.
    """
    found = house.cabinet.views.learnt.suggestions(house.cabinet.workspace, state)
    return each(SuggestionShown, found)


def decide_suggestion(
    suggestion_id: str, body: SuggestionDecision, by: Owner, house: HouseOf
) -> SuggestionShown:
    """Accept or decline a suggestion.

    Accepted words are avoided from then on, as if they stood in voice.yaml; `open` undoes it.
    """
    done = house.desk.notebook.decide(suggestion_id, insist_person(by), body.decision)
    return SuggestionShown.of(done)


def list_gaps(
    _by: AnyPerson, house: HouseOf, state: GapState | None = None
) -> tuple[GapRowShown, ...]:
    """List policy gaps.

    What customers ask, or our people promise, and no clause answers; the most frequent first.
    """
    rows = house.cabinet.views.learnt.gaps(house.cabinet.workspace, state)
    return tuple(GapRowShown(**_of(row.gap), met=row.met, said=row.said) for row in rows)


def read_gap(gap_id: str, _by: AnyPerson, house: HouseOf) -> GapWhole:
    """Read a gap.

    With everybody who met it, in their words, and whether they still wait.
    """
    gap, cases = learnt.gap(house, gap_id)
    return GapWhole(**_of(gap), cases=each(GapCaseShown, cases))


def decide_gap(gap_id: str, body: GapDecision, by: Owner, house: HouseOf) -> GapClosed:
    """Close a gap, or open it again.

    With `clause` everybody who still waits is answered anew. With `dismissed_because` no clause
    is wanted. With neither, the decision before is undone.
    """
    notebook, person = house.desk.notebook, insist_person(by)
    drafts: tuple[str, ...] = ()
    if body.clause:
        drafts = notebook.close_gap(gap_id, body.clause, person)
        house.wake()
    elif body.dismissed_because:
        notebook.dismiss_gap(gap_id, body.dismissed_because, person)
    else:
        notebook.reopen_gap(gap_id, person)
    gap, _ = learnt.gap(house, gap_id)
    return GapClosed(**_of(gap), drafts=drafts)


def _of(gap: Gap) -> dict[str, Any]:
    return dict(GapShown.of(gap))
