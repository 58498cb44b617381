"""An incident: many customers write about one thing, and one statement answers them meanwhile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from desk.ids import ConversationId, IncidentId, PersonId


@dataclass(frozen=True)
class Incident:
    """One incident, open until `closed_at`.

    `statement` is what customers are told meanwhile; `words` are what a message must hold one of
    to belong to it; while it `holds`, no ordinary reply to such a conversation may go out; `plain`
    asks for a changed tone, without cheer. `next_update` is when people are told more.
    """

    id: IncidentId
    title: str
    statement: str
    words: tuple[str, ...]
    holds: bool
    plain: bool
    every: timedelta
    next_update: datetime
    opened_at: datetime
    opened_by: PersonId
    closed_at: datetime | None = None
    closed_by: PersonId | None = None

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self.closed_at is None

    def matches(self, text: str) -> bool:
        """Whether a message is about it: it holds one of the words, whole, in any case."""
        return any(
            re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
            for word in self.words
        )


@dataclass(frozen=True)
class Statement:
    """What customers were told from a moment on."""

    incident: IncidentId
    number: int
    text: str
    person: PersonId
    at: datetime


class Incidents(Protocol):
    """Incidents, and what was stated in each, which never changes."""

    def get(self, incident: IncidentId, *, lock: bool = False) -> Incident:
        """One incident. Raises NotFound."""
        ...

    def open(self) -> tuple[Incident, ...]:
        """Those that go on, oldest first."""
        ...

    def add(self, incident: Incident) -> None:
        """Keep a new one."""
        ...

    def save(self, incident: Incident) -> None:
        """Write what has changed."""
        ...

    def state(self, statement: Statement) -> None:
        """Keep a statement, for ever."""
        ...

    def statements(self, incident: IncidentId) -> tuple[Statement, ...]:
        """What was stated, oldest first."""
        ...

    def owed(self) -> tuple[ConversationId, ...]:
        """Conversations that are owed a reply and belong to no incident."""
        ...

    def members(self, incident: IncidentId) -> tuple[ConversationId, ...]:
        """Conversations that belong to it, oldest first."""
        ...
