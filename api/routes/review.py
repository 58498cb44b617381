"""Review: the sheet, a person's edits, and their yes or no."""

from __future__ import annotations

from fastapi import APIRouter

from api import reading
from api.auth import HouseOf
from api.house import House
from api.operations import add
from api.replay import Replayed
from api.routes.asking import AnyPerson, Reviewer
from api.schemas import NewApproval, NewHold, NewRejection, NewRevision
from api.shown.drafts import DraftShown, RevisionShown
from api.shown.review import ApprovalShown, Approved, ClauseBeside, PostingShown, SheetShown
from desk.draft import Citation
from desk.ids import DraftId, RevisionId
from desk.sheet import Sheet
from policies.clause import ClauseId, ClauseVersion


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["review"], route_class=Replayed)
    path = "/drafts/{draft_id}"
    add(made, "GET", f"{path}/sheet", read_sheet, problems=(404, 409))
    add(made, "POST", f"{path}/revisions", revise_draft, status=201, problems=(404, 409))
    add(made, "POST", f"{path}/approvals", approve_draft, status=201, problems=(404, 409))
    add(made, "POST", f"{path}/rejections", reject_draft, status=201, problems=(404, 409))
    add(made, "POST", f"{path}/hold", hold_draft, problems=(404, 409))
    add(made, "POST", f"{path}/withdrawal", withdraw_approval, problems=(404, 409))
    return made


def read_sheet(draft_id: str, _by: AnyPerson, house: HouseOf) -> SheetShown:
    """Read the review sheet.

    Exactly what an approval is about, derived at this moment, with the digest that names it, and
    the words of every clause that was cited or consulted.
    """
    sheet = reading.sheet(house, DraftId(draft_id))
    return SheetShown.beside(sheet, _clauses(house, sheet))


def revise_draft(draft_id: str, body: NewRevision, by: Reviewer, house: HouseOf) -> RevisionShown:
    """Save an edited text as a new revision.

    `based_on` is the revision that was edited; where there is a newer one the answer is a
    conflict and nothing is lost. An approved draft comes back to review.
    """
    citing = None
    if body.citing is not None:
        citing = tuple(
            Citation(ClauseId(each.clause), ClauseVersion(each.version)) for each in body.citing
        )
    based_on = RevisionId(body.based_on) if body.based_on else None
    return RevisionShown.of(
        house.desk.revise(DraftId(draft_id), body.text, based_on, by, citing=citing)
    )


def approve_draft(draft_id: str, body: NewApproval, by: Reviewer, house: HouseOf) -> Approved:
    """Approve exactly the sheet with this digest.

    With enough approvals the reply is queued for posting; `posting` is empty while another
    person has to agree. The undo window is until `posting.not_before`.
    """
    approval, posting = house.desk.approve(DraftId(draft_id), body.digest, by)
    house.wake()
    return Approved(
        approval=ApprovalShown.of(approval),
        posting=PostingShown.of(posting) if posting else None,
    )


def reject_draft(draft_id: str, body: NewRejection, by: Reviewer, house: HouseOf) -> DraftShown:
    """Reject a draft with a reason.

    The conversation stays in the queue.
    """
    return DraftShown.of(house.desk.reject(DraftId(draft_id), body.reason, by))


def hold_draft(draft_id: str, body: NewHold, by: Reviewer, house: HouseOf) -> DraftShown:
    """Put a draft on hold, or take it off.

    A draft on hold cannot be approved. With `until` it waits in review again from then on.
    """
    name = DraftId(draft_id)
    if not body.held:
        return DraftShown.of(house.desk.resume(name, by))
    return DraftShown.of(house.desk.hold(name, by, until=body.until, why=body.why))


def withdraw_approval(draft_id: str, by: Reviewer, house: HouseOf) -> DraftShown:
    """Take an approval back.

    Possible while nothing has left; the draft is in review again, its text kept.
    """
    return DraftShown.of(house.desk.withdraw(DraftId(draft_id), by))


def _clauses(house: House, sheet: Sheet) -> tuple[ClauseBeside, ...]:
    """The words of each clause: from the book, else as they were when they were in use."""
    book, cabinet = house.desk.law.book(), house.cabinet
    wanted = dict.fromkeys((*sheet.revision.cited, *sheet.revision.consulted))
    found = {citation: book.version(citation.clause, citation.version) for citation in wanted}
    gone = [citation for citation, clause in found.items() if clause is None]
    archived = cabinet.archive.read(cabinet.workspace, gone) if gone else {}
    return tuple(
        ClauseBeside(
            clause=citation.clause,
            version=citation.version,
            policy_title=words.policy_title,
            title=words.title,
            text=words.text,
            audience=words.audience,
            in_book=clause is not None,
        )
        for citation, clause in found.items()
        if (words := clause or archived.get(citation)) is not None
    )
