"""What is learnt as JSON shows it: changes of facts, notes, edits, suggestions, gaps."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from api.shown.base import Shown, each
from api.shown.case import FactShown
from desk.lessons import Decision, EditKind, FactChange, GapState, LookUp


class FactChangeShown(Shown):
    """One change of a fact or of the scope, then and now; null where there was or is none."""

    name: str
    in_scope: bool
    was: FactShown | None
    now: FactShown | None
    actor: str
    at: datetime
    undoes: str

    @classmethod
    def of(cls, value: FactChange) -> Self:
        """The change, shown."""
        return cls(
            name=value.name,
            in_scope=value.in_scope,
            was=FactShown.of(value.was) if value.was else None,
            now=FactShown.of(value.now) if value.now else None,
            actor=value.actor,
            at=value.at,
            undoes=value.undoes,
        )


class LookUpShown(Shown):
    """What came of asking the company's own system; where it did not answer, nothing is known."""

    id: str
    turn: int
    at: datetime
    answered: bool
    says: str


class FactsShown(Shown):
    """What is known of a case, how it became known, and what the company's system said."""

    facts: tuple[FactShown, ...]
    scope: dict[str, str]
    changes: tuple[FactChangeShown, ...]
    look_ups: tuple[LookUpShown, ...]

    @classmethod
    def whole(
        cls,
        facts: tuple[FactShown, ...],
        scope: dict[str, str],
        changes: tuple[FactChange, ...],
        look_ups: tuple[LookUp, ...],
    ) -> Self:
        """All of it, shown."""
        return cls(
            facts=facts,
            scope=scope,
            changes=each(FactChangeShown, changes),
            look_ups=each(LookUpShown, look_ups),
        )


class NoteShown(Shown):
    """A word among colleagues."""

    id: str
    conversation: str
    person: str
    text: str
    at: datetime


class EditShown(Shown):
    """A person's edit: its class and why."""

    revision: str
    draft: str
    conversation: str
    person: str
    kind: EditKind
    why: str
    at: datetime


class SuggestionShown(Shown):
    """Words that people take out of drafts, and what they write instead."""

    id: str
    words: str
    instead: str
    times: int
    revision: str
    state: Decision
    at: datetime
    decided_by: str | None
    decided_at: datetime | None


class GapShown(Shown):
    """Something that no clause answers; `waiting` counts conversations that met it."""

    id: str
    topic: str
    near: tuple[str, ...]
    state: GapState
    opened_at: datetime
    clause: str
    note: str
    decided_by: str | None
    decided_at: datetime | None


class GapRowShown(GapShown):
    """A gap in a list, how many conversations met it, and the newest in the customer's words."""

    met: int
    said: str


class GapCaseShown(Shown):
    """One conversation that met a gap, in the customer's words; empty where they were erased."""

    conversation: str
    draft: str
    why: str
    at: datetime
    said: str
    waits: bool


class GapWhole(GapShown):
    """A gap with everybody who met it."""

    cases: tuple[GapCaseShown, ...]


class GapClosed(GapShown):
    """A gap after a decision, and the drafts that were asked for because of it."""

    drafts: tuple[str, ...]


class PrecedentShown(Shown):
    """What was sent before under the same clause. It permits nothing."""

    conversation: str
    draft: str
    clause: str
    text: str
    at: datetime
