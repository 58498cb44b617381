"""The queue: who is owed a reply, what is late, what waits for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api import reading, thanks
from api.auth import HouseOf
from api.console import rendering
from api.console.asking import Reader, pages
from api.house import House
from desk.approval import ApprovalState
from desk.conversation import Urgency
from desk.draft import DraftState, Reason
from desk.errors import NotFound
from desk.ids import ConversationId, PersonId
from desk.people import Person
from desk.posting import PostingState
from policies.book import Book
from store.views import DraftLine, QueueFilter, QueueRow

_LIMIT = 100
_MOST = 2_000  # rows that are looked through for the next one
_SEE_OTHER = 303
_UNDECIDED = {DraftState.IN_REVIEW, DraftState.FAILED}
_MOVING = {PostingState.QUEUED, PostingState.SENDING, PostingState.UNKNOWN}


@dataclass(frozen=True)
class Stage:
    """How far the reply to a conversation is: a style's name, and words."""

    name: str
    words: str


_STAGES: Mapping[DraftState, Stage] = {
    DraftState.REQUESTED: Stage("writing", "being written"),
    DraftState.FAILED: Stage("failed", "failed: ask again"),
    DraftState.REJECTED: Stage("failed", "rejected: ask again"),
}

FILTERS: Mapping[str, str] = {
    "": "All",
    "late": "Late",
    "mine": "Mine",
    "second": "Waits for a second person",
    "holding": "Holding replies",
    "person": "Needs a person",
}

Show = Annotated[str, Query(max_length=20)]
Words = Annotated[str, Query(max_length=200)]
After = Annotated[str, Query(max_length=200)]
Everything = Annotated[str, Query(max_length=3)]


def router() -> APIRouter:
    """The pages of this file."""
    made = pages()
    made.add_api_route("/", to_queue, methods=["GET"])
    made.add_api_route("/queue", read_queue, methods=["GET"])
    made.add_api_route("/queue/next", to_next, methods=["GET"])
    return made


def to_queue(_by: Reader) -> RedirectResponse:
    """The front page is the queue."""
    return RedirectResponse("/queue", _SEE_OTHER)


def read_queue(
    request: Request,
    by: Reader,
    house: HouseOf,
    show: Show = "",
    words: Words = "",
    after: After = "",
    everything: Everything = "",
) -> HTMLResponse:
    """The queue, or for htmx only its list, so that it stays live.

    With `everything` a search goes over answered conversations too, the newest first.
    """
    whole = bool(everything and words.strip())
    cabinet, now = house.cabinet, house.desk.law.clock()
    wanted = _wanted(by, show, words)
    book = house.desk.law.book()
    look = cabinet.views.conversations if whole else cabinet.views.queue
    found = look(cabinet.workspace, now, wanted, after=after, limit=_LIMIT)
    template = "_queue.html" if request.headers.get("HX-Request") else "queue.html"
    here = {"show": show, "words": words} | ({"everything": "yes"} if whole else {})
    return rendering.page(
        request,
        template,
        rows=[
            (row, stage_of(row, book))
            for row in (found.rows if whole else _riskiest_first(found.rows))
        ],
        everything=whole,
        waiting={
            name: cabinet.views.owed(cabinet.workspace, now, _wanted(by, name, ""))
            for name in FILTERS
            if name in {"holding", "person"}
        },
        filters=FILTERS,
        praise=[
            place
            for place in cabinet.views.learnt.praise(cabinet.workspace, now.date())[:3]
            if thanks.can_thank(house.desk, place)
        ],
        viewers=cabinet.presence.of(
            cabinet.workspace, (row.conversation.id for row in found.rows), now
        ),
        show=show if show in FILTERS else "",
        words=words,
        after=after,
        here="/queue?" + urlencode(here | {"after": after}),
        more="/queue?" + urlencode(here | {"after": found.next}) if found.next else "",
    )


def to_next(
    by: Reader, house: HouseOf, but: Annotated[str, Query(max_length=100)] = "", show: Show = ""
) -> RedirectResponse:
    """The one after this in the queue that waits for this person, once around, or the queue."""
    wanted = _wanted(by, show, "")
    rows = _riskiest_first(_whole_queue(house, wanted))
    here = _place(house, but, rows)
    for row in (*rows[here:], *rows[:here]):
        if row.conversation.id != but and _waits(house, row, by):
            return RedirectResponse(conversation_path(row.conversation.id), _SEE_OTHER)
    return RedirectResponse("/queue", _SEE_OTHER)


def _whole_queue(house: House, wanted: QueueFilter) -> tuple[QueueRow, ...]:
    """Every row of the queue, page by page: what comes next may stand beyond the first."""
    cabinet, now = house.cabinet, house.desk.law.clock()
    rows: list[QueueRow] = []
    after = ""
    while len(rows) < _MOST:
        page = cabinet.views.queue(cabinet.workspace, now, wanted, after=after, limit=_LIMIT)
        rows += page.rows
        after = page.next
        if not after:
            break
    return tuple(rows)


def stage_of(row: QueueRow, book: Book) -> Stage:
    """How far the reply is, in one word or three."""
    draft = row.draft
    if row.posting is PostingState.NEEDS_HUMAN:
        return Stage("person", "needs a person: is it posted?")
    if row.posting in _MOVING:
        return Stage("moving", "on its way")
    if draft is None:
        return Stage("none", "no draft")
    if draft.state in _STAGES:
        return _STAGES[draft.state]
    if draft.held:
        return Stage("held", "on hold")
    if draft.state is DraftState.IN_REVIEW:
        return _in_review(draft, book)
    return Stage("review", draft.state.value)


def _in_review(draft: DraftLine, book: Book) -> Stage:
    if _changed(draft, book):
        return Stage("stale", "a clause changed: look again")
    if draft.approvals:
        return Stage("second", "waits for a second person")
    if draft.reason is Reason.NO_REPLY_NEEDED and not draft.revision:
        return Stage("held", "no reply needed?")
    if draft.reason is not None:
        return Stage("holding", "holding reply" if draft.revision else "no reply drafted")
    return Stage("review", "in review")


def _changed(draft: DraftLine, book: Book) -> bool:
    """Whether it cites words that the book no longer holds; what is newer is found on the page."""
    return any(book.version(cited.clause, cited.version) is None for cited in draft.cited)


def _wanted(by: Person, show: str, words: str) -> QueueFilter:
    return QueueFilter(
        late=show == "late",
        assigned_to=PersonId(by.id) if show == "mine" else None,
        second=show == "second",
        holding=show == "holding",
        needs_person=show == "person",
        words=words.strip(),
    )


def _riskiest_first(rows: tuple[QueueRow, ...]) -> list[QueueRow]:
    """What cannot wait at the front; the rest stays ordered by when the reply is due."""
    return sorted(rows, key=lambda row: not _urgent(row))


def _urgent(row: QueueRow) -> bool:
    triage = row.conversation.triage
    return triage is not None and triage.urgency is Urgency.NOW


def _place(house: House, but: str, rows: list[QueueRow]) -> int:
    """How many of the rows stand before a conversation. It may have left the queue meanwhile."""
    cabinet, law = house.cabinet, house.desk.law
    if not but:
        return 0
    try:
        row = cabinet.views.row(cabinet.workspace, ConversationId(but), law.clock())
    except NotFound:
        return 0
    there = row.conversation
    due = there.reply_due
    if due is None:
        messages = reading.conversation(house, there.id).messages
        came = (m.sent_at for m in messages if m.turn == there.turn)
        due = min(came, default=there.opened_at) + law.terms.reply_due
    mine = (not _urgent(row), due, there.id)
    return sum((not _urgent(r), r.conversation.reply_due, r.conversation.id) < mine for r in rows)


def _waits(house: House, row: QueueRow, by: Person) -> bool:
    """Whether this person can still decide something about it."""
    draft = row.draft
    if row.posting is PostingState.NEEDS_HUMAN:
        return True
    if draft is None or draft.held or draft.state not in _UNDECIDED or row.posting in _MOVING:
        return False
    if not draft.approvals:
        return True
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        said = tx.approvals.of_draft(draft.id)
    return not any(a.person == by.id and a.state is ApprovalState.COUNTED for a in said)


def conversation_path(conversation: ConversationId) -> str:
    """Where a conversation is."""
    return f"/conversations/{conversation}"
