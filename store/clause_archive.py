"""The words of every clause version that was ever in use, so that old decisions can show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from desk.draft import Citation
from desk.ids import WorkspaceId
from policies.clause import Audience, Clause, ClauseId, ClauseVersion, PolicyId
from store.schema import clause_archive
from store.work import look, work


@dataclass(frozen=True)
class ArchivedClause:
    """What a clause said in one version."""

    clause: ClauseId
    version: ClauseVersion
    policy: PolicyId
    policy_title: str
    title: str
    text: str
    audience: Audience
    first_seen: datetime


class ClauseArchive:
    """Keeps clauses of a workspace for as long as the workspace stands."""

    def __init__(self, engine: Engine) -> None:
        """Over a database that has been migrated."""
        self._engine = engine

    def keep(self, workspace: WorkspaceId, clauses: Iterable[Clause], now: datetime) -> int:
        """Keep those that are new; answers with how many. The first words of a version stand."""
        table = clause_archive
        with work(self._engine, workspace) as scoped:
            scoped.turn("clauses")  # servers that start together have the same new ones
            known = {
                (row.clause, row.version)
                for row in scoped.rows(
                    select(table.c.clause, table.c.version).where(scoped.here(table))
                )
            }
            new = {(c.id, c.version): c for c in clauses if (c.id, c.version) not in known}
            rows = [
                {
                    "workspace": workspace,
                    "clause": clause.id,
                    "version": clause.version,
                    "policy": clause.policy,
                    "policy_title": clause.policy_title,
                    "title": clause.title,
                    "text": clause.text,
                    "audience": clause.audience,
                    "first_seen": now,
                }
                for clause in new.values()
            ]
            scoped.add_many(table, rows)
        return len(rows)

    def read(
        self, workspace: WorkspaceId, citations: Iterable[Citation]
    ) -> dict[Citation, ArchivedClause]:
        """What these clause versions said; those that were never kept are left out."""
        table, wanted = clause_archive, set(citations)
        with look(self._engine, workspace) as scoped:
            named = table.c.clause.in_({citation.clause for citation in wanted})
            rows = scoped.rows(select(table).where(scoped.here(table), named))
        found = (
            ArchivedClause(
                clause=ClauseId(row.clause),
                version=ClauseVersion(row.version),
                policy=PolicyId(row.policy),
                policy_title=row.policy_title,
                title=row.title,
                text=row.text,
                audience=Audience(row.audience),
                first_seen=row.first_seen,
            )
            for row in rows
        )
        known = {Citation(clause.clause, clause.version): clause for clause in found}
        return {citation: known[citation] for citation in known.keys() & wanted}
