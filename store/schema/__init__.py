"""Every table. Each has `workspace`, and every reference carries it, so that nothing crosses."""

from store.schema.edge import (
    clause_archive,
    cursors,
    idempotency,
    sample_posts,
    sites_off,
)
from store.schema.gate import approvals, audit, grants, postings
from store.schema.learning import (
    edits,
    fact_changes,
    gap_cases,
    gaps,
    look_ups,
    notes,
    suggestions,
)
from store.schema.metadata import metadata
from store.schema.people import api_keys, people, person_roles, sessions, sign_in_links, workspaces
from store.schema.registers import complaints, incidents, statements
from store.schema.work import (
    conversations,
    drafts,
    follow_ups,
    messages,
    presence,
    progress,
    readings,
    rejections,
    revision_clauses,
    revisions,
)

__all__ = [
    "api_keys",
    "approvals",
    "audit",
    "clause_archive",
    "complaints",
    "conversations",
    "cursors",
    "drafts",
    "edits",
    "fact_changes",
    "follow_ups",
    "gap_cases",
    "gaps",
    "grants",
    "idempotency",
    "incidents",
    "look_ups",
    "messages",
    "metadata",
    "notes",
    "people",
    "person_roles",
    "postings",
    "presence",
    "progress",
    "readings",
    "rejections",
    "revision_clauses",
    "revisions",
    "sample_posts",
    "sessions",
    "sign_in_links",
    "sites_off",
    "statements",
    "suggestions",
    "workspaces",
]
