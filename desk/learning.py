"""What a person's edit teaches: its class, a suggestion for the voice, or a gap for the owner."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desk import edits, gaps, suggesting
from desk.draft import Draft, Revision
from desk.ids import mint
from desk.lessons import Decision, Edit, EditKind, Suggestion
from desk.people import Person
from desk.records import Transaction


def learn_from(
    tx: Transaction,
    draft: Draft,
    old: Revision | None,
    new: Revision,
    person: Person,
    now: datetime,
) -> Edit | None:
    """Class a person's edit and keep what it teaches; None where there was nothing to edit."""
    if old is None or old.text == new.text:
        return None
    kind, why = edits.classed(old, new)
    edit = Edit(new.id, draft.id, draft.conversation, person.id, kind, why, now)
    tx.lessons.add_edit(edit)
    gaps.met_edit(tx, draft, kind, why, new, now)
    if kind is EditKind.STYLE:
        for words, instead in suggesting.suggested(old, new):
            _suggest(tx, words, instead, new, now)
    return edit


def _suggest(tx: Transaction, words: str, instead: str, new: Revision, now: datetime) -> None:
    known = tx.lessons.suggested(words, instead)
    if known is None:
        known = Suggestion(mint("sug"), words, instead, 0, new.id, Decision.OPEN, now)
    tx.lessons.save_suggestion(replace(known, times=known.times + 1, revision=new.id))
