"""Who has a conversation open in front of them at this moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, and_, select

from desk.errors import Conflict
from desk.ids import ConversationId, PersonId, WorkspaceId
from store.schema import people, presence
from store.work import look, work

LASTS = timedelta(seconds=20)  # a page renews it every eight; one that is missed is forgiven


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks at a conversation; `editing` while they have the edit box open."""

    person: PersonId
    name: str
    editing: bool


class Presence:
    """Notes and tells who is looking."""

    def __init__(self, engine: Engine) -> None:
        """Over a database that has been migrated."""
        self._engine = engine

    def note(
        self,
        workspace: WorkspaceId,
        conversation: ConversationId,
        person: PersonId,
        now: datetime,
        *,
        editing: bool,
    ) -> None:
        """This person looks at it now. Raises NotFound where there is no such conversation."""
        values = {"editing": editing, "at": now}
        with work(self._engine, workspace) as scoped:
            mine = scoped.here(presence, conversation=conversation, person=person)
            if scoped.change(presence.update().where(mine).values(**values)):
                return
            scoped.change(
                presence.delete().where(scoped.here(presence), presence.c.at <= now - 3 * LASTS)
            )
            try:
                with scoped.attempt():
                    whose = {"conversation": conversation, "person": person}
                    scoped.add(presence, {**whose, **values})
            except Conflict:  # their other tab was faster
                scoped.change(presence.update().where(mine).values(**values))

    def leave(self, workspace: WorkspaceId, conversation: ConversationId, person: PersonId) -> None:
        """This person looks no more."""
        with work(self._engine, workspace) as scoped:
            mine = scoped.here(presence, conversation=conversation, person=person)
            scoped.change(presence.delete().where(mine))

    def of(
        self, workspace: WorkspaceId, conversations: Iterable[ConversationId], now: datetime
    ) -> Mapping[ConversationId, tuple[Viewer, ...]]:
        """Who looks at these, by name; conversations at which nobody looks are left out."""
        wanted = set(conversations)
        theirs = and_(people.c.workspace == presence.c.workspace, people.c.id == presence.c.person)
        query = select(presence, people.c.name).join(people, theirs)
        found: dict[ConversationId, tuple[Viewer, ...]] = {}
        with look(self._engine, workspace) as scoped:
            fresh = (scoped.here(presence), presence.c.at > now - LASTS)
            rows = scoped.rows(query.where(*fresh).order_by(people.c.name, people.c.id))
        for row in rows:
            name = ConversationId(row.conversation)
            if name in wanted:
                viewer = Viewer(PersonId(row.person), row.name, row.editing)
                found[name] = (*found.get(name, ()), viewer)
        return found
