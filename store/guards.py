"""What the database refuses by itself, whoever writes to it: the fourth lock of the gate.

A guard is a trigger that refuses one thing. Each is written once, as a condition that both
databases understand, and rendered for SQLite or PostgreSQL. The moves of a posting come from
`desk.posting.MOVES`, so that the two cannot differ. A change here needs a migration that calls
`install` again.
"""

# ruff: noqa: S608 - the SQL is built from names in this program, never from values

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Index, Table, UniqueConstraint

from desk.audit import GENESIS
from desk.posting import MOVES, PostingState
from store.schema import (
    approvals,
    audit,
    conversations,
    messages,
    postings,
    revision_clauses,
    revisions,
)

INSERT, UPDATE, DELETE = "INSERT", "UPDATE", "DELETE"


@dataclass(frozen=True)
class Guard:
    """Refuse `event` on `table` where `when` holds (SQL over OLD and NEW). `says` is the reason."""

    name: str
    table: str
    event: str
    when: str
    says: str


def guards() -> tuple[Guard, ...]:
    """Every guard that both databases have."""
    return (*_nothing_lost(), *_approval_guards(), *_posting_guards(), *_audit_guards())


def install(connection: Connection) -> None:
    """Put every guard in place, replacing older ones of the same name."""
    for statement in statements(connection.dialect.name):
        connection.exec_driver_sql(statement)


def statements(dialect: str) -> Iterator[str]:
    """The SQL of `install` for "sqlite" or "postgresql"."""
    if dialect == "postgresql":
        for guard in guards():
            yield from _postgresql(guard)
        for table in KEPT:
            yield from _no_truncate(table.name)
    else:
        for guard in (*guards(), *_no_replace()):
            yield from _sqlite(guard)


# Rows of these tables are never deleted.
KEPT: tuple[Table, ...] = (
    audit,
    approvals,
    postings,
    revisions,
    revision_clauses,
    messages,
    conversations,
)
# Rows of these are never changed either.
_FIXED = (audit, revisions, revision_clauses)
# An update of these may touch a column of a unique key.
_KEYS_CHANGE = (approvals, conversations)


def _nothing_lost() -> Iterator[Guard]:
    for table in KEPT:
        yield Guard(f"{table.name}_keeps", table.name, DELETE, "TRUE", "rows are never deleted")
    for table in _FIXED:
        yield Guard(f"{table.name}_stands", table.name, UPDATE, "TRUE", "rows are never changed")
    yield Guard(
        "messages_stand",
        "messages",
        UPDATE,
        f"""{_changes(messages, besides={"author", "text", "link", "erased_at"})}
        OR OLD.erased_at IS NOT NULL
        OR NOT (NEW.erased_at IS NOT NULL AND NEW.text = '' AND NEW.author = '' AND NEW.link = '')
        """,
        "a message never changes; it can only be erased, once and whole",
    )


def _approval_guards() -> Iterator[Guard]:
    yield Guard(
        "approvals_begin",
        "approvals",
        INSERT,
        """NEW.state NOT IN ('counted', 'live')
        OR NOT EXISTS (SELECT 1 FROM people p WHERE p.workspace = NEW.workspace
            AND p.id = NEW.person AND p.active)
        OR NOT EXISTS (SELECT 1 FROM drafts d JOIN revisions r
            ON r.workspace = d.workspace AND r.draft = d.id
            WHERE d.workspace = NEW.workspace AND d.id = NEW.draft AND d.turn = NEW.turn
            AND r.id = NEW.revision AND r.digest = NEW.text_digest)""",
        "an approval is an active person's, of one revision of a draft, for the draft's turn",
    )
    yield Guard(
        "approvals_stand",
        "approvals",
        UPDATE,
        _changes(approvals, besides={"state", "why_void"}),
        "what was approved never changes",
    )
    yield Guard(
        "approvals_move",
        "approvals",
        UPDATE,
        """NEW.state <> OLD.state AND NOT (
            (OLD.state = 'counted' AND NEW.state IN ('live', 'void'))
            OR (OLD.state = 'live' AND NEW.state IN ('spent', 'void')))""",
        "an approval moves from counted to live, and from live to spent or void",
    )
    yield Guard(
        "approvals_spent",
        "approvals",
        UPDATE,
        f"NEW.state = 'spent' AND OLD.state <> 'spent' AND NOT {_posting_in('posted')}",
        "an approval is spent when its posting is posted, not before",
    )
    yield Guard(
        "approvals_held",
        "approvals",
        UPDATE,
        "NEW.state = 'void' AND OLD.state <> 'void' AND "
        + _posting_in("sending", "unknown", "needs_human", "posted"),
        "an approval is not void while its posting may still appear",
    )


def _posting_guards() -> Iterator[Guard]:
    same = " AND ".join(
        f"a.{name} = NEW.{name}"
        for name in (
            *("conversation", "turn", "draft", "revision"),
            *("channel", "account", "thread", "parent", "public"),
        )
    )
    yield Guard(
        "postings_begin",
        "postings",
        INSERT,
        f"""NEW.state <> 'queued' OR NEW.attempt <> 0 OR NEW.remote <> ''
        OR NOT EXISTS (SELECT 1 FROM approvals a WHERE a.workspace = NEW.workspace
            AND a.id = NEW.approval AND a.state = 'live' AND a.text_digest = NEW.digest
            AND {same})""",
        "a posting begins queued, for a live approval, at the place that was approved",
    )
    yield Guard(
        "postings_text",
        "postings",
        INSERT,
        "text_sha256(NEW.text) <> NEW.digest",
        "the text of a posting has the digest that was approved",
    )
    moving = {
        *("state", "attempt", "not_before", "updated_at", "lease_owner", "lease_until"),
        *("quarantine_until", "remote", "link", "read_back", "evidence"),
    }
    yield Guard(
        "postings_stand",
        "postings",
        UPDATE,
        _changes(postings, besides=moving),
        "what is posted, and where, never changes",
    )
    yield Guard(
        "postings_move",
        "postings",
        UPDATE,
        f"NEW.state <> OLD.state AND NOT ({_known_moves()})",
        "a posting does not move this way",
    )
    yield Guard(
        "postings_attempt",
        "postings",
        UPDATE,
        """NEW.attempt <> OLD.attempt
        + CASE WHEN OLD.state = 'queued' AND NEW.state = 'sending' THEN 1 ELSE 0 END
        OR (NEW.state = 'posted' AND NEW.attempt = 0)""",
        "the attempt grows by one when the intent is committed, and only then",
    )
    finals = ", ".join(f"'{state}'" for state, onward in MOVES.items() if not onward)
    yield Guard(
        "postings_end",
        "postings",
        UPDATE,
        f"""OLD.state IN ({finals})
        AND {_changes(postings, besides={"state", "updated_at", "read_back", "evidence"})}""",
        "a posting that has ended stays as it ended",
    )
    yield Guard(
        "postings_intent",
        "postings",
        UPDATE,
        """OLD.state = 'queued' AND NEW.state = 'sending' AND NOT EXISTS (
            SELECT 1 FROM approvals a
            JOIN people p ON p.workspace = a.workspace AND p.id = a.person
            JOIN drafts d ON d.workspace = a.workspace AND d.id = a.draft
            JOIN conversations c ON c.workspace = a.workspace AND c.id = a.conversation
            WHERE a.workspace = NEW.workspace AND a.id = NEW.approval AND a.state = 'live'
            AND p.active AND d.revision = a.revision
            AND c.turn = a.turn AND c.last_message = a.last_message)""",
        "intent needs a live approval by an active person of what still stands",
    )


def _audit_guards() -> Iterator[Guard]:
    last = "SELECT max(b.number) FROM audit b WHERE b.workspace = NEW.workspace"
    yield Guard(
        "audit_follows",
        "audit",
        INSERT,
        f"""NEW.number <> coalesce(({last}), 0) + 1 OR NEW.before <> coalesce(
            (SELECT b.seal FROM audit b WHERE b.workspace = NEW.workspace
                AND b.number = NEW.number - 1), '{GENESIS}')""",
        "a row of the audit follows the one before, without a gap",
    )


def _no_replace() -> Iterator[Guard]:
    """SQLite only: INSERT OR REPLACE and UPDATE OR REPLACE would delete what is in the way."""
    for table in KEPT:
        for name, columns, where in _unique(table):
            taken = " AND ".join(f"o.{column} = NEW.{column}" for column in columns)
            yield Guard(
                f"{name}_insert",
                table.name,
                INSERT,
                f"{where('NEW')} AND EXISTS (SELECT 1 FROM {table.name} o WHERE {taken}"
                f" AND {where('o')})",
                name,
            )
            if table in _KEYS_CHANGE:
                yield Guard(
                    f"{name}_update",
                    table.name,
                    UPDATE,
                    f"{where('NEW')} AND EXISTS (SELECT 1 FROM {table.name} o WHERE {taken}"
                    f" AND {where('o')} AND o.rowid <> OLD.rowid)",
                    name,
                )


@dataclass(frozen=True)
class _Where:
    condition: str

    def __call__(self, row: str) -> str:
        return f"{row}.{self.condition}" if self.condition else "TRUE"


def _unique(table: Table) -> Iterator[tuple[str, tuple[str, ...], _Where]]:
    yield f"pk_{table.name}", tuple(c.name for c in table.primary_key.columns), _Where("")
    for constraint in sorted(table.constraints, key=lambda c: str(c.name)):
        if isinstance(constraint, UniqueConstraint):
            yield str(constraint.name), tuple(c.name for c in constraint.columns), _Where("")
    for index in sorted(table.indexes, key=lambda i: str(i.name)):
        if index.unique:
            yield str(index.name), tuple(c.name for c in index.columns), _Where(_partial(index))


def _partial(index: Index) -> str:
    where = index.dialect_options["sqlite"]["where"]
    return "" if where is None else str(where)


def _changes(table: Table, besides: Iterable[str]) -> str:
    kept = [c.name for c in table.columns if c.name not in set(besides)]
    return "(" + " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in kept) + ")"


def _posting_in(*states: str) -> str:
    names = ", ".join(f"'{PostingState(state)}'" for state in states)
    return f"""EXISTS (SELECT 1 FROM postings q WHERE q.workspace = NEW.workspace
        AND q.approval = NEW.id AND q.state IN ({names}))"""


def _known_moves() -> str:
    return " OR ".join(
        f"(OLD.state = '{old}' AND NEW.state = '{new}')"
        for old, onward in MOVES.items()
        for new in sorted(onward)
    )


def _sqlite(guard: Guard) -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS {guard.name}"
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} WHEN {guard.when} "
        f"BEGIN SELECT RAISE(ABORT, '{guard.name}: {_quoted(guard.says)}'); END"
    )


def _postgresql(guard: Guard) -> Iterator[str]:
    row = "OLD" if guard.event == DELETE else "NEW"
    when = guard.when.replace("text_sha256(NEW.text)", _SHA256)
    yield (
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ "
        f"BEGIN IF ({when}) THEN RAISE EXCEPTION '{guard.name}: {_quoted(guard.says)}' "
        f"USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{guard.name}'; "
        f"END IF; RETURN {row}; END $guard$"
    )
    yield f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}"
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )


_SHA256 = "encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex')"


def _no_truncate(table: str) -> Iterator[str]:
    name = f"{table}_no_truncate"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ "
        f"BEGIN RAISE EXCEPTION '{name}: rows are never deleted' "
        f"USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{name}'; END $guard$"
    )
    yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    yield (
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )


def _quoted(words: str) -> str:
    return words.replace("'", "''")
