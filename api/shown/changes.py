"""What changed under a draft, as JSON and pages show it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from api.house import House
from api.shown.base import Shown, each
from api.shown.case import MessageShown
from desk.three_way import ThreeWay


class ClauseChangeShown(Shown):
    """A cited clause, then and now; `now` is empty where nothing of it is in force."""

    clause: str
    title: str
    then: str
    now: str


class ThreeWayShown(Shown):
    """Then, what changed, and now."""

    at: datetime
    by: str | None
    was_approved: bool
    approved_text: str
    edited_text: str
    why: tuple[str, ...]
    clauses: tuple[ClauseChangeShown, ...]
    messages: tuple[MessageShown, ...]

    @classmethod
    def over(cls, house: House, value: ThreeWay) -> Self:
        """The comparison, with the words of clauses that are out of the book by now."""
        cabinet = house.cabinet
        book = house.desk.law.book()
        wanted = [change.then for change in value.clauses]
        archived = cabinet.archive.read(cabinet.workspace, wanted) if wanted else {}
        clauses = []
        for change in value.clauses:
            old = book.version(change.then.clause, change.then.version) or archived.get(change.then)
            clauses.append(
                ClauseChangeShown(
                    clause=change.then.clause,
                    title=old.title if old else (change.now.title if change.now else ""),
                    then=old.text if old else "",
                    now=change.now.text if change.now else "",
                )
            )
        return cls(
            at=value.at,
            by=value.by,
            was_approved=value.was_approved,
            approved_text=value.then.text,
            edited_text=value.mine.text if value.mine else "",
            why=value.why,
            clauses=tuple(clauses),
            messages=each(MessageShown, value.messages),
        )
