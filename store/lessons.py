"""What is learnt, in SQL: changes of facts, notes, edits, suggestions and gaps."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import Table, select

from desk.ids import ConversationId, DraftId, MessageId, PersonId, RevisionId
from desk.lessons import (
    Decision,
    Edit,
    EditKind,
    FactChange,
    Gap,
    GapCase,
    GapState,
    LookUp,
    Note,
    Suggestion,
)
from store.schema import edits, fact_changes, gap_cases, gaps, look_ups, notes, suggestions
from store.scoped import AnyRow, Scoped


class SqlFactLog:
    """`desk.lessons.FactLog` in SQL."""

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def add(self, change: FactChange) -> None:
        """Keep a change."""
        self._in.add(fact_changes, vars(change))

    def of(self, conversation: ConversationId) -> tuple[FactChange, ...]:
        """Every change of a case, oldest first."""
        return tuple(
            FactChange(**_values(row)) for row in _of(self._in, fact_changes, conversation)
        )

    def add_look_up(self, look_up: LookUp) -> None:
        """Keep what came of asking."""
        self._in.add(look_ups, vars(look_up))

    def look_ups(self, conversation: ConversationId) -> tuple[LookUp, ...]:
        """Every look-up about a case, oldest first."""
        return tuple(LookUp(**_values(row)) for row in _of(self._in, look_ups, conversation))


class SqlNotes:
    """`desk.lessons.Notes` in SQL."""

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def add(self, note: Note) -> None:
        """Keep a note."""
        self._in.add(notes, vars(note))

    def of(self, conversation: ConversationId) -> tuple[Note, ...]:
        """Every note about a conversation, oldest first."""
        return tuple(Note(**_values(row)) for row in _of(self._in, notes, conversation))


class SqlLessons:
    """`desk.lessons.Lessons` in SQL."""

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def add_edit(self, edit: Edit) -> None:
        """Keep the class of an edit."""
        self._in.add(edits, vars(edit))

    def edits(self, draft: DraftId) -> tuple[Edit, ...]:
        """The edits of a draft, oldest first."""
        query = select(edits).where(self._in.here(edits, draft=draft)).order_by(edits.c.at)
        return tuple(edit_of(row) for row in self._in.rows(query))

    def suggestion(self, name: str) -> Suggestion:
        """One suggestion. Raises NotFound."""
        query = select(suggestions).where(self._in.here(suggestions, id=name))
        return suggestion_of(self._in.one(query, f"suggestion {name}"))

    def suggested(self, words: str, instead: str) -> Suggestion | None:
        """The suggestion of these words, whatever its state."""
        same = self._in.here(suggestions, words=words, instead=instead)
        row = self._in.first(select(suggestions).where(same))
        return None if row is None else suggestion_of(row)

    def save_suggestion(self, suggestion: Suggestion) -> None:
        """Keep it, new or changed."""
        self._put(suggestions, suggestion)

    def gap(self, name: str) -> Gap:
        """One gap. Raises NotFound."""
        return gap_of(self._in.one(select(gaps).where(self._in.here(gaps, id=name)), f"gap {name}"))

    def open_gap(self, topic: str) -> Gap | None:
        """The open gap of this topic."""
        here = self._in.here(gaps, topic=topic, state=GapState.OPEN)
        row = self._in.first(select(gaps).where(here))
        return None if row is None else gap_of(row)

    def save_gap(self, gap: Gap) -> None:
        """Keep it, new or changed."""
        self._put(gaps, gap)

    def add_case(self, case: GapCase) -> None:
        """Keep that a conversation met a gap; meeting it again replaces it."""
        same = self._in.here(gap_cases, gap=case.gap, conversation=case.conversation)
        if not self._in.change(gap_cases.update().where(same).values(**vars(case))):
            self._in.add(gap_cases, vars(case))

    def cases(self, gap: str) -> tuple[GapCase, ...]:
        """Who met it, the newest first."""
        query = select(gap_cases).where(self._in.here(gap_cases, gap=gap))
        newest = query.order_by(gap_cases.c.at.desc(), gap_cases.c.conversation)
        return tuple(case_of(row) for row in self._in.rows(newest))

    def _put(self, table: Table, value: Suggestion | Gap) -> None:
        here = self._in.here(table, id=value.id)
        if not self._in.change(table.update().where(here).values(**vars(value))):
            self._in.add(table, vars(value))


def edit_of(row: AnyRow) -> Edit:
    """The edit in a row of its table."""
    return Edit(
        revision=RevisionId(row.revision),
        draft=DraftId(row.draft),
        conversation=ConversationId(row.conversation),
        person=PersonId(row.person),
        kind=EditKind(row.kind),
        why=row.why,
        at=row.at,
    )


def suggestion_of(row: AnyRow) -> Suggestion:
    """The suggestion in a row of its table."""
    return Suggestion(**{**_values(row), "state": Decision(row.state)})


def gap_of(row: AnyRow) -> Gap:
    """The gap in a row of its table."""
    values = {field.name: getattr(row, field.name) for field in fields(Gap)}
    return Gap(**{**values, "state": GapState(row.state)})


def case_of(row: AnyRow) -> GapCase:
    """The meeting with a gap in a row of its table."""
    return GapCase(
        gap=row.gap,
        conversation=ConversationId(row.conversation),
        draft=DraftId(row.draft),
        message=MessageId(row.message),
        revision=None if row.revision is None else RevisionId(row.revision),
        why=row.why,
        at=row.at,
    )


def _of(scoped: Scoped, table: Table, conversation: ConversationId) -> list[AnyRow]:
    query = select(table).where(scoped.here(table, conversation=conversation))
    return list(scoped.rows(query.order_by(table.c.at, table.c.id)))


def _values(row: AnyRow) -> dict[str, Any]:
    """The columns of a row by name, without its workspace."""
    return {name: value for name, value in row._mapping.items() if name != "workspace"}  # noqa: SLF001 SQLAlchemy's public name
