"""What the database refuses by itself, whoever writes to it: the fourth lock of the gate.

A guard refuses one thing. Each is written once, as a condition that both databases understand;
`store/triggers.py` makes triggers of them. The moves of a posting come from `desk.posting.MOVES`,
so that the two cannot differ. A change here needs a migration that calls `triggers.install`.
"""

# ruff: noqa: S608 - the SQL is built from names in this program, never from values

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Table

from desk.audit import GENESIS
from desk.posting import MOVES, PostingState
from store.schema import (
    approvals,
    audit,
    complaints,
    conversations,
    grants,
    messages,
    postings,
    revision_clauses,
    revisions,
    statements,
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
    return (
        *_nothing_lost(),
        *_people_guards(),
        *_approval_guards(),
        *_posting_guards(),
        *_audit_guards(),
    )


# Rows of these tables are never deleted.
KEPT: tuple[Table, ...] = (
    audit,
    approvals,
    postings,
    revisions,
    revision_clauses,
    messages,
    conversations,
    grants,
    complaints,
    statements,
)
_REVISION_WORDS = frozenset({"text", "sentences", "commitments", "findings", "erased_at"})
_COMPLAINT_MOVES = frozenset({"state", "owner", "ending", "note", "closed_at", "closed_by"})
# Rows of these are never changed either.
_FIXED = (audit, revision_clauses, statements)


def _nothing_lost() -> Iterator[Guard]:
    for table in KEPT:
        yield Guard(f"{table.name}_keeps", table.name, DELETE, "TRUE", "rows are never deleted")
    for table in _FIXED:
        yield Guard(f"{table.name}_stand", table.name, UPDATE, "TRUE", "rows are never changed")
    yield Guard(
        "messages_stand",
        "messages",
        UPDATE,
        f"""{_changes(messages, besides={"author", "text", "link", "remote", "erased_at"})}
        OR OLD.erased_at IS NOT NULL
        OR NOT (NEW.erased_at IS NOT NULL AND NEW.text = '' AND NEW.author = '' AND NEW.link = ''
            AND (NEW.remote = '' OR substr(NEW.remote, 1, 7) = 'erased:'))
        """,
        "a message never changes; it can only be erased, once and whole",
    )
    yield Guard(
        "revisions_stand",
        "revisions",
        UPDATE,
        f"""{_changes(revisions, besides=_REVISION_WORDS)} OR {_not_erased("revisions")}""",
        "a revision never changes; it can only be erased, once and whole",
    )
    yield Guard(
        "complaints_stand",
        "complaints",
        UPDATE,
        _changes(complaints, besides=_COMPLAINT_MOVES),
        "the number of a complaint, and whose it is, never change",
    )
    yield Guard(
        "grants_stand",
        "grants",
        UPDATE,
        _changes(grants, besides={"customer"}),
        "what was granted never changes; only to whom can be erased",
    )


def _people_guards() -> Iterator[Guard]:
    for table, other in (("people", "api_keys"), ("api_keys", "people")):
        for event in (INSERT, UPDATE):
            yield Guard(
                f"{table}_{event.lower()}_apart",
                table,
                event,
                f"""EXISTS (SELECT 1 FROM {other} o
                    WHERE o.workspace = NEW.workspace AND o.id = NEW.id)""",
                "no program has the id of a person",
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
            AND d.conversation = NEW.conversation
            AND r.id = NEW.revision AND r.digest = NEW.text_digest)
        OR NOT EXISTS (SELECT 1 FROM messages m WHERE m.workspace = NEW.workspace
            AND m.conversation = NEW.conversation AND m.id = NEW.last_message)""",
        "an approval is an active person's, of one revision of a draft, for the draft's turn",
    )
    yield Guard(
        "approvals_stand",
        "approvals",
        UPDATE,
        f"""{_changes(approvals, besides={"state", "why_void", "thread", "parent"})}
        OR (NEW.thread <> OLD.thread AND NEW.thread <> '')
        OR (NEW.parent <> OLD.parent AND NEW.parent <> '')
        OR (OLD.state IN ('counted', 'live')
            AND (NEW.thread <> OLD.thread OR NEW.parent <> OLD.parent))""",
        "what was approved never changes; the place can be erased when it is over",
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
        *("quarantine_until", "unknown_since", "remote", "link", "read_back", "evidence"),
    }
    yield Guard(
        "postings_stand",
        "postings",
        UPDATE,
        f"""{_changes(postings, besides=moving)} AND {_not_erased("postings")}""",
        "what is posted, and where, never changes; it can only be erased when it is over",
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
        AND {_changes(postings, besides={"state", "updated_at", "read_back", "evidence"})}
        AND {_not_erased("postings")}""",
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


def _not_erased(table: str) -> str:
    """Whether a change is anything but an erasure, which happens once and takes all words."""
    if table == "revisions":
        gone = "NEW.text = '' AND NEW.sentences = '[]' AND NEW.findings = '[]'"
        same = _changes(revisions, besides=_REVISION_WORDS)
    else:
        finals = ", ".join(f"'{state}'" for state, onward in MOVES.items() if not onward)
        gone = f"NEW.text = '' AND NEW.thread = '' AND OLD.state IN ({finals})"
        gone += " AND NEW.read_back = '' AND NEW.link = '' AND NEW.remote IN ('', 'erased')"
        words = {"text", "thread", "parent", "remote", "link", "read_back", "evidence"}
        same = _changes(postings, besides={*words, "erased_at"})
    return f"NOT (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND {gone} AND NOT {same})"


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
