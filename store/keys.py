"""Keys of programs: stored hashed, with scopes, and never able to approve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from desk.ids import KeyId, WorkspaceId, mint
from desk.people import Program
from store.schema import api_keys
from store.scoped import AnyRow
from store.tokens import hashed, new_secret
from store.work import look, work


@dataclass(frozen=True)
class IssuedKey:
    """A program's key as lists show it: when it was made, and when it was taken back."""

    program: Program
    created_at: datetime
    revoked_at: datetime | None


class Keys:
    """The keys of one or more programs."""

    def __init__(self, engine: Engine) -> None:
        """Over a database that has been migrated."""
        self._engine = engine

    def make(
        self, workspace: WorkspaceId, name: str, scopes: frozenset[str], now: datetime
    ) -> tuple[Program, str]:
        """A new program and its key, which is told this once."""
        program, secret = Program(KeyId(mint("key")), name, scopes), new_secret("mk")
        with work(self._engine, workspace) as scoped:
            scoped.add(
                api_keys,
                {
                    "id": program.id,
                    "name": name,
                    "key_hash": hashed(secret),
                    "scopes": scopes,
                    "created_at": now,
                },
            )
        return program, secret

    def find(self, secret: str) -> tuple[WorkspaceId, Program] | None:
        """The program that a key belongs to; None if there is none or it was taken back."""
        with look(self._engine, WorkspaceId("")) as scoped:
            row = scoped.first(select(api_keys).where(api_keys.c.key_hash == hashed(secret)))
            if row is None or row.revoked_at is not None:
                return None
            return WorkspaceId(row.workspace), _program(row)

    def all(self, workspace: WorkspaceId) -> tuple[IssuedKey, ...]:
        """Every key of a workspace, newest first."""
        with look(self._engine, workspace) as scoped:
            query = select(api_keys).where(scoped.here(api_keys))
            rows = scoped.rows(query.order_by(api_keys.c.created_at.desc(), api_keys.c.id))
            return tuple(IssuedKey(_program(row), row.created_at, row.revoked_at) for row in rows)

    def revoke(self, workspace: WorkspaceId, key: KeyId, now: datetime) -> None:
        """Take a key back, for good. Raises NotFound."""
        with work(self._engine, workspace) as scoped:
            scoped.save(api_keys, key, {"revoked_at": now})


def _program(row: AnyRow) -> Program:
    return Program(KeyId(row.id), row.name, row.scopes)
