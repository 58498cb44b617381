"""A person looks at a draft, edits it, and says yes or no to exactly what they were shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desk import authority, casefile, learning, rereading, sentences
from desk.approval import Approval, ApprovalState, Rejection
from desk.audit import Entry
from desk.check import Checked
from desk.draft import (
    Attribution,
    Citation,
    Draft,
    DraftState,
    Revision,
    Sentence,
    Severity,
    text_digest,
)
from desk.errors import BadText, Blocked, Conflict, NotPermitted, SheetChanged, WrongState
from desk.granted import grants_of
from desk.ids import ApprovalId, DraftId, PostingId, RevisionId, mint
from desk.intake import clean
from desk.law import Law
from desk.locking import locked_draft
from desk.people import ANSWERING, Person
from desk.posting import Posting, PostingState
from desk.records import Transaction
from desk.sheet import Sheet, sheet_of

_OPEN = frozenset({DraftState.IN_REVIEW})


def revise(
    tx: Transaction,
    law: Law,
    draft_id: DraftId,
    text: str,
    based_on: RevisionId | None,
    person: Person,
    now: datetime,
    *,
    citing: tuple[Citation, ...] | None = None,
) -> Revision:
    """A person's text as a new revision. An approved draft comes back to review.

    `based_on` is the revision that was before them; raises Conflict where there is a newer one,
    which is how two people never lose an edit. `citing` names the clauses that a whole new text
    rests on; without it each sentence keeps the clauses of the sentence that it came from.
    """
    _may_review(person)
    _, draft = locked_draft(tx, draft_id)
    if draft.state not in {DraftState.IN_REVIEW, DraftState.APPROVED}:
        raise WrongState(f"This draft is {draft.state.value}; only one in review can be edited.")
    if draft.revision != based_on:
        raise Conflict("There is a newer text. Compare it with yours and save again.")
    if draft.state is DraftState.APPROVED:
        withdraw(tx, draft_id, person, now, why="the text was edited")
        draft = tx.drafts.get(draft_id)
    old = tx.drafts.revision(based_on) if based_on else None
    wanted, parts, checked = tried(tx, law, draft, old, text, citing=citing)
    revision = Revision(
        id=RevisionId(mint("rev")),
        draft=draft.id,
        number=old.number + 1 if old else 1,
        text=wanted,
        digest=text_digest(wanted),
        sentences=parts,
        commitments=tuple(licensed.commitment for licensed in checked.commitments),
        findings=checked.findings,
        consulted=old.consulted if old else (),
        attribution=Attribution(author=person.id, book=law.book().digest),
        author=person.id,
        based_on=based_on,
        at=now,
    )
    tx.drafts.add_revision(revision)
    rereading.wanted(tx, law, revision, now)
    tx.drafts.save(replace(draft, revision=revision.id, updated_at=now, problem=""))
    lesson = learning.learn_from(tx, draft, old, revision, person, now)
    detail = {
        "revision": revision.id,
        "text": revision.digest,
        "based_on": based_on,
        "edit": lesson.kind.value if lesson else None,
    }
    tx.audit(now, Entry(person.actor, "draft.revised", f"draft:{draft.id}", detail))
    return revision


def tried(
    tx: Transaction,
    law: Law,
    draft: Draft,
    old: Revision | None,
    text: str,
    *,
    citing: tuple[Citation, ...] | None = None,
) -> tuple[str, tuple[Sentence, ...], Checked]:
    """A person's text as it would be saved over `old`: as the channel carries it, in sentences,
    checked. Nothing is kept, so that the check can run while they type. Raises BadText.
    """
    conversation = tx.conversations.get(draft.conversation)
    wanted = law.channel(draft.destination(conversation).channel).normalise(clean(text))
    if not wanted.strip():
        raise BadText("Nothing that can be seen is left of it on this channel.")
    messages = tx.conversations.messages(conversation.id)
    case = casefile.case_of(law, conversation, messages, draft, tx.lists.of(conversation.id))
    parts = _recited(sentences.carry(casefile.read(tx, old) if old else (), wanted), citing)
    parts = casefile.rebound(parts, law.book(), case.facts.as_of)
    return wanted, parts, casefile.checked(law, wanted, parts, case)


def approve(
    tx: Transaction, law: Law, draft_id: DraftId, digest: str, person: Person, now: datetime
) -> tuple[Approval, Posting | None]:
    """One person's yes to the sheet with this digest; with enough of them a posting is queued.

    Raises SheetChanged where the sheet is another by now, Blocked where a finding forbids it,
    NotPermitted where this person's yes would not count, TurnAnswered where the turn has one.
    """
    locked_draft(tx, draft_id)
    shown = sheet_of(tx, law, draft_id, lock=True)
    draft = shown.draft
    if draft.state is not DraftState.IN_REVIEW or draft.on_hold(now):
        state = "on hold" if draft.held else draft.state.value
        raise WrongState(f"This draft is {state}; only one in review can be approved.")
    if draft.turn != shown.conversation.turn or digest != shown.digest:
        raise SheetChanged(
            "Look at it again: the text, the place, a clause or the message changed."
        )
    if shown.blocked:
        codes = sorted({f.code for f in shown.findings if f.severity is Severity.BLOCK})
        raise Blocked(f"First mend: {', '.join(codes)}.", codes=codes)
    refusal = shown.requirement.refuses(person, shown.revision.author)
    if refusal:
        raise NotPermitted(refusal)
    counted = [
        approval
        for approval in shown.standing(now)
        if not shown.requirement.refuses(tx.people.get(approval.person), shown.revision.author)
    ]
    if any(approval.person == person.id for approval in counted):
        raise Conflict("You have approved this already; it waits for another person.")
    enough = len(counted) + 1 >= shown.requirement.people
    approval = Approval(
        id=ApprovalId(mint("apr")),
        snapshot=shown.snapshot,
        sheet_digest=digest,
        person=person.id,
        state=ApprovalState.LIVE if enough else ApprovalState.COUNTED,
        at=now,
        expires_at=now + law.terms.approval_life,
    )
    tx.approvals.add(approval)
    detail = {
        "draft": draft.id,
        "revision": shown.revision.id,
        "text": shown.revision.digest,
        "sheet": digest,
        "state": approval.state.value,
    }
    tx.audit(now, Entry(person.actor, "draft.approved", f"approval:{approval.id}", detail))
    if not enough:
        return approval, None
    posting = _queued(approval, shown, now, law)
    tx.postings.add(posting)
    owed = authority.owed(shown.checked.commitments, draft.kind)
    tx.grants.add(grants_of(posting, shown.conversation, owed))
    tx.drafts.save(replace(_resumed(draft), state=DraftState.APPROVED, updated_at=now, problem=""))
    entry = Entry("desk", "posting.queued", f"posting:{posting.id}", {"approval": approval.id})
    tx.audit(now, entry)
    return approval, posting


def reject(tx: Transaction, draft_id: DraftId, reason: str, person: Person, now: datetime) -> Draft:
    """One person's no, with a reason. The conversation stays in the queue without a draft."""
    _may_review(person)
    _, draft = locked_draft(tx, draft_id)
    if draft.state not in _OPEN:
        raise WrongState(f"This draft is {draft.state.value}; only one in review can be rejected.")
    if not reason.strip():
        raise BadText("Say why: it teaches the next draft.")
    if draft.revision is not None:
        tx.drafts.add_rejection(Rejection(draft.id, draft.revision, person.id, clean(reason), now))
    _void_counted(tx, draft_id, "the draft was rejected")
    done = replace(draft, state=DraftState.REJECTED, updated_at=now)
    tx.drafts.save(done)
    tx.audit(now, Entry(person.actor, "draft.rejected", f"draft:{draft.id}", {}))
    return done


def hold(
    tx: Transaction,
    draft_id: DraftId,
    person: Person,
    now: datetime,
    *,
    until: datetime | None = None,
    why: str = "",
) -> Draft:
    """Put a draft on hold: until a time, after which it waits in review again, or until somebody
    takes it off. Raises BadText for a time that has passed.
    """
    _may_review(person)
    _, draft = locked_draft(tx, draft_id)
    if draft.state not in _OPEN:
        raise WrongState(f"This draft is {draft.state.value}; only one in review can be held.")
    if until is not None and until <= now:
        raise BadText("That time has passed. Give a later one, or none to hold it by hand.")
    done = replace(
        draft,
        held=True,
        held_until=until,
        held_why=clean(why) if why.strip() else "",
        updated_at=now,
    )
    tx.drafts.save(done)
    detail = {"until": until.isoformat() if until else None}
    tx.audit(now, Entry(person.actor, "draft.held", f"draft:{draft.id}", detail))
    return done


def resume(tx: Transaction, draft_id: DraftId, person: Person, now: datetime) -> Draft:
    """Take a draft off hold."""
    _may_review(person)
    _, draft = locked_draft(tx, draft_id)
    if draft.state not in _OPEN:
        raise WrongState(f"This draft is {draft.state.value}; only one in review can be held.")
    done = replace(_resumed(draft), updated_at=now)
    tx.drafts.save(done)
    tx.audit(now, Entry(person.actor, "draft.resumed", f"draft:{draft.id}", {}))
    return done


def withdraw(
    tx: Transaction, draft_id: DraftId, person: Person, now: datetime, *, why: str = "undo"
) -> Draft:
    """Take an approval back while nothing has left: the posting is void, the draft in review."""
    _may_review(person)
    _, draft = locked_draft(tx, draft_id)
    if draft.state is not DraftState.APPROVED:
        raise WrongState(f"This draft is {draft.state.value}; there is no approval to take back.")
    for posting in tx.postings.of_draft(draft_id):
        if posting.state in {PostingState.VOID, PostingState.REFUSED, PostingState.CLOSED}:
            continue
        void = replace(
            posting,
            state=PostingState.VOID,
            updated_at=now,
            evidence=(*posting.evidence, f"void: {why}"),
        )
        queued = posting.state is PostingState.QUEUED and posting.attempt == 0
        if not queued or not tx.postings.save(void, was=PostingState.QUEUED, attempt=0):
            raise WrongState("It is already on its way and cannot be taken back.")
        tx.audit(now, Entry(person.actor, "posting.void", f"posting:{posting.id}", {"why": why}))
    _void_counted(tx, draft_id, why)
    done = replace(draft, state=DraftState.IN_REVIEW, updated_at=now)
    tx.drafts.save(done)
    return done


def _resumed(draft: Draft) -> Draft:
    return replace(draft, held=False, held_until=None, held_why="")


def _queued(approval: Approval, shown: Sheet, now: datetime, law: Law) -> Posting:
    return Posting(
        id=PostingId(mint("pst")),
        approval=approval.id,
        conversation=shown.conversation.id,
        draft=shown.draft.id,
        revision=shown.revision.id,
        turn=shown.conversation.turn,
        destination=shown.snapshot.destination,
        text=shown.revision.text,
        digest=shown.revision.digest,
        key=mint("key"),
        state=PostingState.QUEUED,
        attempt=0,
        not_before=now + law.terms.undo,
        created_at=now,
        updated_at=now,
    )


def _void_counted(tx: Transaction, draft_id: DraftId, why: str) -> None:
    for approval in tx.approvals.of_draft(draft_id):
        if approval.state in {ApprovalState.COUNTED, ApprovalState.LIVE}:
            tx.approvals.move(approval.id, ApprovalState.VOID, why)


def _recited(
    parts: tuple[Sentence, ...], citing: tuple[Citation, ...] | None
) -> tuple[Sentence, ...]:
    if citing is None:
        return parts
    return tuple(replace(s, citations=citing) for s in parts)


def _may_review(person: Person) -> None:
    if not person.active or not person.roles & ANSWERING:
        raise NotPermitted("Reviewing drafts takes the role agent, approver or admin.")
