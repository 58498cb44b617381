"""Values for the tests of the store: one complaint, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Engine

from desk.approval import Approval, ApprovalState, Snapshot
from desk.audit import Entry
from desk.commitment import Commitment
from desk.conversation import (
    Conversation,
    Destination,
    Direction,
    Message,
    MessageKind,
    Triage,
    Urgency,
)
from desk.draft import (
    Attribution,
    Citation,
    Draft,
    DraftKind,
    DraftState,
    Finding,
    Part,
    Revision,
    Sentence,
    Severity,
    Stance,
    text_digest,
)
from desk.facts import Fact, FactSource
from desk.granted import Granted
from desk.ids import (
    ApprovalId,
    ConversationId,
    DraftId,
    IncidentId,
    MessageId,
    PersonId,
    PostingId,
    RevisionId,
    WorkspaceId,
)
from desk.incident import Incident, Statement
from desk.people import Role
from desk.posting import Posting, PostingState
from policies.clause import ClauseId, ClauseVersion
from policies.terms import Kind, Money, Period, Unit
from store.accounts import Accounts
from store.records import SqlRecords

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
KEY = b"k" * 32
SHOP = WorkspaceId("shop")
OTHER = WorkspaceId("other")
ANA = PersonId("per_ana")
LATE = Citation(ClauseId("refunds#late-delivery"), ClauseVersion("v1"))
HOURS = Citation(ClauseId("contact#hours"), ClauseVersion("v7"))
TEXT = "Dear Robin, we refund the shipping fee of 5 EUR."


def opened(engine: Engine) -> SqlRecords:
    """Records with two workspaces, in each of which Ana works."""
    accounts = Accounts(engine)
    for workspace in (SHOP, OTHER):
        accounts.open_workspace(workspace, "A shop", NOON)
        accounts.add(
            workspace, "ana@shop.example", "Ana", frozenset({Role.AGENT}), NOON, person=ANA
        )
    return SqlRecords(engine, KEY)


def conversation(name: str = "1", workspace: WorkspaceId = SHOP) -> Conversation:
    return Conversation(
        id=ConversationId(f"con_{name}"),
        workspace=workspace,
        channel="sample",
        account="shop-page",
        thread=f"thread-{name}",
        subject="Ten days late",
        customer_name="Robin",
        customer_handle="@robin",
        public=True,
        turn=1,
        last_message=MessageId(f"msg_{name}"),
        last_remote=f"remote-{name}",
        opened_at=NOON,
        reply_due=NOON + HOUR,
        facts=(
            Fact("price", Money(Decimal("5.00"), "EUR"), FactSource.LOOKUP),
            Fact("delay", Period(Decimal(10), Unit.DAY), FactSource.CUSTOMER),
            Fact("ordered_on", date(2026, 2, 1), FactSource.AGENT),
            Fact("member", True, FactSource.REQUEST),
        ),
        scope={"region": "EU"},
        triage=Triage(MessageKind.COMPLAINT, "angry", Urgency.SOON, topics=("late delivery",)),
        assigned_to=ANA,
    )


def message(name: str = "1") -> Message:
    return Message(
        id=MessageId(f"msg_{name}"),
        conversation=ConversationId(f"con_{name}"),
        direction=Direction.INCOMING,
        author="Robin",
        text="It came ten days late 😡, I want my money back.",
        remote=f"remote-{name}",
        turn=1,
        sent_at=NOON,
        received_at=NOON,
        link="https://shop.example/post/1",
    )


def draft(name: str = "1") -> Draft:
    return Draft(
        id=DraftId(f"dra_{name}"),
        conversation=ConversationId(f"con_{name}"),
        turn=1,
        state=DraftState.REQUESTED,
        kind=DraftKind.REPLY,
        stance=Stance.BEST,
        instruction="",
        revision=None,
        requested_at=NOON,
        updated_at=NOON,
    )


def revision(name: str = "1", number: int = 1, text: str = TEXT) -> Revision:
    start = text.find("refund")
    return Revision(
        id=RevisionId(f"rev_{name}_{number}"),
        draft=DraftId(f"dra_{name}"),
        number=number,
        text=text,
        digest=text_digest(text),
        sentences=(Sentence(text, Part.RESOLUTION, (LATE,)),),
        commitments=(
            Commitment(
                Kind.REFUND, "refund", start, start + 6, "shipping fee", Money(Decimal(5), "EUR")
            ),
        ),
        findings=(Finding("repeats_others", Severity.LOOK, "nearly the same", clause=LATE.clause),),
        consulted=(LATE, HOURS),
        attribution=Attribution("composer", seconds=0.02),
        author=None,
        based_on=None,
        at=NOON,
    )


def approval(name: str = "1", suffix: str = "", number: int = 1) -> Approval:
    seen = Snapshot(
        conversation=ConversationId(f"con_{name}"),
        turn=1,
        draft=DraftId(f"dra_{name}"),
        revision=RevisionId(f"rev_{name}_{number}"),
        text_digest=text_digest(TEXT),
        destination=conversation(name).destination(),
        last_message=MessageId(f"msg_{name}"),
        citations=(LATE,),
    )
    return Approval(
        id=ApprovalId(f"app_{name}{suffix}"),
        snapshot=seen,
        sheet_digest=seen.digest,
        person=ANA,
        state=ApprovalState.LIVE,
        at=NOON,
        expires_at=NOON + 24 * HOUR,
    )


def posting(name: str = "1", suffix: str = "") -> Posting:
    return Posting(
        id=PostingId(f"pos_{name}{suffix}"),
        approval=ApprovalId(f"app_{name}{suffix}"),
        conversation=ConversationId(f"con_{name}"),
        draft=DraftId(f"dra_{name}"),
        revision=RevisionId(f"rev_{name}_1"),
        turn=1,
        destination=Destination("sample", "shop-page", f"thread-{name}", f"remote-{name}", True),
        text=TEXT,
        digest=text_digest(TEXT),
        key=f"key-{name}{suffix}",
        state=PostingState.QUEUED,
        attempt=0,
        not_before=NOON,
        created_at=NOON,
        updated_at=NOON,
    )


def received(records: SqlRecords, name: str = "1", workspace: WorkspaceId = SHOP) -> None:
    """A conversation with its first message, and a draft that is requested."""
    with records.begin(workspace) as tx:
        tx.conversations.add(conversation(name, workspace))
        tx.conversations.add_message(message(name))
        tx.drafts.add(draft(name))


def in_review(records: SqlRecords, name: str = "1", workspace: WorkspaceId = SHOP) -> None:
    """The same, and the draft has its first revision."""
    received(records, name, workspace)
    with records.begin(workspace) as tx:
        first = revision(name)
        tx.drafts.add_revision(first)
        tx.drafts.save(replace(draft(name), state=DraftState.IN_REVIEW, revision=first.id))


def incident(name: str) -> Incident:
    """An incident that goes on."""
    return Incident(
        id=IncidentId(f"inc_{name}"),
        title="Outage",
        statement="We know.",
        words=("outage",),
        holds=True,
        plain=True,
        every=HOUR,
        next_update=NOON + HOUR,
        opened_at=NOON,
        opened_by=ANA,
    )


def queued(records: SqlRecords, name: str = "1", workspace: WorkspaceId = SHOP) -> None:
    """The same, approved, and its posting waits to leave."""
    in_review(records, name, workspace)
    with records.begin(workspace) as tx:
        tx.approvals.add(approval(name))
        tx.postings.add(posting(name))
        five = Money(Decimal(5), "EUR")
        tx.complaints.add(ConversationId(f"con_{name}"), NOON, None)
        tx.incidents.add(incident(name))
        tx.incidents.state(Statement(incident(name).id, 1, "We know.", ANA, NOON))
        name_of = PostingId(f"pos_{name}")
        tx.grants.add([Granted(name_of, 0, "@robin", None, Kind.REFUND, five, NOON)])
        tx.audit(NOON, Entry(f"person:{ANA}", "approve", f"dra_{name}", {"turn": 1}))


def moved(records: SqlRecords, to: PostingState, name: str = "1", **values: object) -> bool:
    """Moves the posting one step on, as the worker would."""
    with records.begin(SHOP) as tx:
        now = tx.postings.get(PostingId(f"pos_{name}"))
        intent = to is PostingState.SENDING
        new = replace(now, state=to, attempt=now.attempt + intent, **values)  # type: ignore[arg-type]  # named fields
        return tx.postings.save(new, was=now.state, attempt=now.attempt)
