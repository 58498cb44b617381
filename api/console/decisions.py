"""What a person decides about a draft: save an edit, approve, take it back, reject, hold."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api import reading
from api.auth import HouseOf
from api.console import citing, compared, holding, rendering
from api.console.asking import Reviewer, pages
from api.console.citing import Cited
from api.console.holding import Lasts
from api.house import House
from desk.draft import DraftState
from desk.errors import Conflict, WrongState
from desk.ids import DraftId, RevisionId

_SEE_OTHER = 303
_CONFLICT = 409

Text = Annotated[str, Form(max_length=1_000_000)]
Digest = Annotated[str, Form(max_length=64)]
Short = Annotated[str, Form(max_length=2_000)]


def router() -> APIRouter:
    """The forms of this file."""
    made = pages()
    path = "/drafts/{draft_id}"
    made.add_api_route(f"{path}/revisions", save, methods=["POST"])
    made.add_api_route(f"{path}/approvals", approve, methods=["POST"])
    made.add_api_route(f"{path}/withdrawal", withdraw, methods=["POST"])
    made.add_api_route(f"{path}/rejections", reject, methods=["POST"])
    made.add_api_route(f"{path}/hold", hold, methods=["POST"])
    return made


def save(
    draft_id: str,
    request: Request,
    by: Reviewer,
    house: HouseOf,
    text: Text = "",
    based_on: Short = "",
    cite: Cited = (),
) -> Response:
    """Save an edit as a new revision; where somebody was faster, both texts are shown."""
    name = DraftId(draft_id)
    before = RevisionId(based_on) if based_on else None
    try:
        house.desk.revise(name, text, before, by, citing=citing.chosen(cite))
    except Conflict:
        return _both(request, house, name, text, based_on, cite)
    except WrongState as why:
        return _too_late(request, house, name, text, why)
    return _back(house, name)


def approve(
    draft_id: str, request: Request, by: Reviewer, house: HouseOf, digest: Digest = ""
) -> Response:
    """Approve exactly the sheet that was on this person's screen."""
    name = DraftId(draft_id)
    try:
        house.desk.approve(name, digest, by)
    except WrongState:
        draft, _ = reading.draft(house, name)
        if draft.state is not DraftState.SUPERSEDED:
            raise
        values = {"conversation": draft.conversation}
        return rendering.page(request, "replaced.html", _CONFLICT, **values)
    house.wake()
    return _back(house, name)


def withdraw(draft_id: str, by: Reviewer, house: HouseOf) -> Response:
    """Undo an approval while nothing has left."""
    name = DraftId(draft_id)
    house.desk.withdraw(name, by)
    return _back(house, name)


def reject(draft_id: str, by: Reviewer, house: HouseOf, reason: Short = "") -> Response:
    """Reject a draft with a reason."""
    name = DraftId(draft_id)
    house.desk.reject(name, reason, by)
    return _back(house, name)


def hold(
    draft_id: str,
    by: Reviewer,
    house: HouseOf,
    held: Short = "",
    lasts: Annotated[Lasts, Form()] = Lasts.BY_HAND,
    why: Short = "",
) -> Response:
    """Put a draft on hold for a while or until it is taken off, or take it off."""
    name = DraftId(draft_id)
    if held == "yes":
        until = holding.until(house.desk.law.clock(), lasts)
        house.desk.hold(name, by, until=until, why=why)
    else:
        house.desk.resume(name, by)
    return _back(house, name)


def _both(
    request: Request,
    house: House,
    name: DraftId,
    mine: str,
    based_on: str,
    cited: tuple[str, ...],
) -> Response:
    """Two people edited the same text: both versions, and neither is lost."""
    draft, theirs = reading.draft(house, name)
    revisions = {revision.id: revision for revision in reading.revisions(house, name)}
    start = revisions.get(RevisionId(based_on))
    begun = start.text if start else ""
    accounts = house.cabinet.accounts.all(house.cabinet.workspace)
    names = {account.person.id: account.person.name for account in accounts}
    return rendering.page(
        request,
        "conflict.html",
        _CONFLICT,
        draft=draft,
        theirs=theirs,
        who=names.get(theirs.author, "Makegood") if theirs and theirs.author else "Makegood",
        mine=mine,
        cited=cited,
        start=begun,
        their_changes=compared.shortened(begun, theirs.text if theirs else ""),
        my_changes=compared.shortened(begun, mine),
    )


def _too_late(
    request: Request, house: House, name: DraftId, mine: str, why: WrongState
) -> Response:
    """Somebody decided about this draft while it was edited: the edit is shown, not lost."""
    draft, there = reading.draft(house, name)
    newest = reading.newest_open(house, draft.conversation)
    return rendering.page(
        request,
        "too_late.html",
        _CONFLICT,
        draft=draft,
        why=why.detail,
        mine=mine,
        newest=newest,
        my_changes=compared.shortened(there.text if there else "", mine),
    )


def _back(house: House, name: DraftId) -> Response:
    draft, _ = reading.draft(house, name)
    return RedirectResponse(f"/conversations/{draft.conversation}?draft={name}", _SEE_OTHER)
