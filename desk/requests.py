"""A draft is requested, claimed by a worker, and comes back as a proposal or an abstention."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desk import casefile, complaints, gaps, staleness, standby
from desk.audit import Entry
from desk.conversation import Conversation, Destination, Message, standing
from desk.draft import (
    Abstention,
    Citation,
    Draft,
    DraftKind,
    DraftState,
    Finding,
    Outcome,
    Revision,
    Sentence,
    Severity,
    Side,
    Stance,
    text_digest,
    text_of,
)
from desk.errors import WrongState
from desk.ids import ConversationId, DraftId, PersonId, RevisionId, mint
from desk.intake import set_aside
from desk.law import Law
from desk.locking import locked_draft
from desk.records import FollowUp, Transaction

_STANDING = frozenset({DraftState.REQUESTED, DraftState.IN_REVIEW})
RECENT = timedelta(days=14)  # how far back a reply may be that a new one must not repeat
MOST_RECENT = 20
_MOST_PROMISES = 10


@dataclass(frozen=True)
class Work:
    """A draft that a worker has claimed, with all that the pipeline may know of its case.

    `recent` are texts that other customers were sent lately on this channel, `promises` what this
    customer was promised and is still owed, here or in their other conversations. `plain` says
    that an incident asks for a tone without cheer.
    """

    draft: Draft
    conversation: Conversation
    messages: tuple[Message, ...]
    recent: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    plain: bool = False


@dataclass(frozen=True)
class Wish:
    """A draft that somebody wants: how it treats the customer's wish, and where it would stand."""

    stance: Stance = Stance.BEST
    instruction: str = ""
    side: Side = Side.WHOLE
    place: Destination | None = None


def request(
    tx: Transaction,
    conversation: ConversationId,
    *,
    stance: Stance,
    instruction: str,
    actor: str,
    now: datetime,
) -> Draft:
    """A new draft for the present turn. Older open drafts of the conversation are superseded."""
    (draft,) = request_all(tx, conversation, (Wish(stance, instruction),), actor=actor, now=now)
    return draft


def request_all(
    tx: Transaction,
    conversation: ConversationId,
    wishes: tuple[Wish, ...],
    *,
    actor: str,
    now: datetime,
) -> tuple[Draft, ...]:
    """New drafts for the present turn, beside each other. Older open ones are superseded."""
    there = tx.conversations.get(conversation, lock=True)
    set_aside(tx, conversation, now, "a new draft was asked for")
    bundle = mint("bnd") if len(wishes) > 1 else ""
    # A microsecond apart, so that their order is that of the wishes.
    return tuple(
        _added(tx, there, wish, bundle, actor, now + n * timedelta(microseconds=1))
        for n, wish in enumerate(wishes)
    )


def beside(tx: Transaction, draft_id: DraftId, wish: Wish, *, actor: str, now: datetime) -> Draft:
    """One more draft of the same turn, beside this one; nothing is superseded."""
    there, draft = locked_draft(tx, draft_id)
    if draft.turn != there.turn or draft.state not in _STANDING:
        raise WrongState(f"This draft is {draft.state.value}; ask for a new one instead.")
    bundle = draft.bundle or mint("bnd")
    if not draft.bundle:
        tx.drafts.save(replace(draft, bundle=bundle))
    return _added(tx, there, wish, bundle, actor, now)


def _added(
    tx: Transaction,
    there: Conversation,
    wish: Wish,
    bundle: str,
    actor: str,
    now: datetime,
) -> Draft:
    draft = Draft(
        id=DraftId(mint("drf")),
        conversation=there.id,
        turn=there.turn,
        state=DraftState.REQUESTED,
        kind=DraftKind.REPLY,
        stance=wish.stance,
        instruction=wish.instruction,
        revision=None,
        requested_at=now,
        updated_at=now,
        bundle=bundle,
        side=wish.side,
        place=wish.place,
    )
    tx.drafts.add(draft)
    detail: dict[str, str | int | None] = {"turn": there.turn}
    if bundle:
        detail |= {"stance": wish.stance.value, "side": wish.side.value}
    tx.audit(now, Entry(actor, "draft.requested", f"draft:{draft.id}", detail))
    return draft


def claim(tx: Transaction, law: Law, owner: str, now: datetime) -> Work | None:
    """The next draft to write, leased to `owner`; None where nothing waits.

    A draft that has been tried too often fails with a word for the person who looks; its
    conversation stays in the queue.
    """
    draft = tx.drafts.claim(owner, now, now + law.terms.draft_lease)
    if draft is None:
        return None
    if draft.attempts > law.terms.max_draft_attempts:
        fail(tx, draft, f"Writing it was begun {draft.attempts - 1} times and never ended.", now)
        return None
    return work_on(tx, draft, now)


def work_on(tx: Transaction, draft: Draft, now: datetime) -> Work:
    """A draft with all that the pipeline may know of its case at this moment."""
    conversation = tx.conversations.get(draft.conversation)
    others = tx.conversations.of_customer(conversation)
    owed = [task for one in (conversation.id, *others) for task in tx.lists.of(one)]
    return Work(
        draft,
        conversation,
        standing(tx.conversations.messages(draft.conversation)),
        recent=tx.conversations.sent_to_others(conversation, now - RECENT, MOST_RECENT),
        promises=tuple(task.what for task in owed if task.done_at is None)[:_MOST_PROMISES],
        plain=standby.plain(tx, conversation),
    )


def propose(
    tx: Transaction, law: Law, draft_id: DraftId, owner: str, outcome: Outcome, now: datetime
) -> Draft:
    """Take what the pipeline returned and put the draft before people.

    The desk re-derives what it must trust: commitments, findings and licence are computed here,
    whatever the pipeline believed. An outcome whose lease is gone is dropped. One that cites a
    clause that changed while it was written is dropped too, and the draft waits to be written anew.
    """
    conversation, draft = locked_draft(tx, draft_id)
    if draft.state is not DraftState.REQUESTED or tx.drafts.owner(draft_id) != owner:
        return draft
    day = casefile.facts_of(conversation, tx.conversations.messages(conversation.id)).as_of
    if staleness.fallen(_cited(outcome), law.book(), day):
        tx.drafts.unlease(draft_id, counted=False)  # nobody is to blame
        return draft
    conversation = replace(conversation, triage=outcome.triage)
    tx.conversations.save(conversation)
    complaints.noticed(tx, conversation, now)
    incident = standby.holding(tx, conversation)
    if incident is not None:
        outcome = standby.instead(incident, conversation, outcome)
    if isinstance(outcome, Abstention):
        draft = replace(
            draft,
            kind=DraftKind.HOLDING,
            reason=outcome.reason,
            explanation=outcome.explanation,
            questions=outcome.questions,
            role=outcome.role,
        )
        gaps.met_silence(tx, draft, outcome, now)
        if outcome.follow_up:
            tx.lists.add(_follow_up(draft, outcome, now, law))
        sentences = outcome.holding
    else:
        sentences = outcome.sentences
    revision = None
    if sentences:
        revision = revised(
            tx, law, draft, conversation, sentences, outcome=outcome, author=None, now=now
        )
        tx.drafts.add_revision(revision)
    draft = replace(
        draft,
        state=DraftState.IN_REVIEW,
        revision=revision.id if revision else None,
        updated_at=now,
    )
    tx.drafts.save(draft)
    detail = {
        "kind": draft.kind.value,
        "reason": draft.reason.value if draft.reason else None,
        "revision": revision.id if revision else None,
        "text": revision.digest if revision else None,
    }
    tx.audit(now, Entry("pipeline", "draft.proposed", f"draft:{draft.id}", detail))
    return draft


def revised(
    tx: Transaction,
    law: Law,
    draft: Draft,
    conversation: Conversation,
    sentences: tuple[Sentence, ...],
    *,
    outcome: Outcome,
    author: PersonId | None,
    now: datetime,
) -> Revision:
    """The first revision of a draft: the text as the channel will carry it, and its check."""
    place = draft.destination(conversation)
    channel = law.channel(place.channel)
    limits = channel.limits_for(place)
    text = channel.normalise(text_of(sentences, paragraphs=limits.paragraphs))
    messages = tx.conversations.messages(conversation.id)
    case = casefile.case_of(law, conversation, messages, draft, tx.lists.of(conversation.id))
    checked = casefile.checked(law, text, sentences, case)
    return Revision(
        id=RevisionId(mint("rev")),
        draft=draft.id,
        number=1,
        text=text,
        digest=text_digest(text),
        sentences=sentences,
        commitments=tuple(licensed.commitment for licensed in checked.commitments),
        findings=_joined(checked.findings, outcome.findings),
        consulted=outcome.consulted,
        attribution=outcome.attribution,
        author=author,
        based_on=None,
        at=now,
    )


def fail(tx: Transaction, draft: Draft, problem: str, now: datetime) -> None:
    """Writing it did not work. The conversation stays in the queue, with the reason."""
    tx.drafts.save(replace(draft, state=DraftState.FAILED, problem=problem, updated_at=now))
    tx.audit(now, Entry("pipeline", "draft.failed", f"draft:{draft.id}", {}))


def _cited(outcome: Outcome) -> tuple[Citation, ...]:
    parts = outcome.holding if isinstance(outcome, Abstention) else outcome.sentences
    return tuple(citation for part in parts for citation in part.citations)


def _joined(checked: tuple[Finding, ...], seen: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The check's findings and what only the pipeline could see. It cannot block or unblock."""
    notes = tuple(finding for finding in seen if finding.severity is not Severity.BLOCK)
    return (*checked, *notes)


def _follow_up(draft: Draft, outcome: Abstention, now: datetime, law: Law) -> FollowUp:
    return FollowUp(
        id=mint("fup"),
        conversation=draft.conversation,
        draft=draft.id,
        what=outcome.follow_up,
        role=outcome.role,
        due=now + law.terms.follow_up,
    )
