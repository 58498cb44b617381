"""Revisions as rows, and beside each the clause versions that it rests on."""

from __future__ import annotations

from desk.draft import Revision
from desk.ids import DraftId, PersonId, RevisionId
from store.schema import revision_clauses, revisions
from store.scoped import AnyRow, Scoped


def add_revision(scoped: Scoped, revision: Revision) -> None:
    """Keep a revision and what it rests on. Raises Conflict for a number that is taken."""
    with scoped.attempt():
        scoped.add(
            revisions,
            {
                "id": revision.id,
                "draft": revision.draft,
                "number": revision.number,
                "text": revision.text,
                "digest": revision.digest,
                "sentences": revision.sentences,
                "commitments": revision.commitments,
                "findings": revision.findings,
                "consulted": revision.consulted,
                "attribution": revision.attribution,
                "author": revision.author,
                "based_on": revision.based_on,
                "at": revision.at,
            },
        )
        cited = set(revision.cited)
        for citation in sorted({*cited, *revision.consulted}, key=lambda c: (c.clause, c.version)):
            scoped.add(
                revision_clauses,
                {
                    "revision": revision.id,
                    "clause": citation.clause,
                    "version": citation.version,
                    "cited": citation in cited,
                },
            )


def revision_of(row: AnyRow) -> Revision:
    """The revision in a row of its table."""
    return Revision(
        id=RevisionId(row.id),
        draft=DraftId(row.draft),
        number=row.number,
        text=row.text,
        digest=row.digest,
        sentences=row.sentences,
        commitments=row.commitments,
        findings=row.findings,
        consulted=row.consulted,
        attribution=row.attribution,
        author=None if row.author is None else PersonId(row.author),
        based_on=None if row.based_on is None else RevisionId(row.based_on),
        at=row.at,
    )
