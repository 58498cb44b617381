"""A message comes in: it is kept once, belongs to a turn, and whatever rested on the old turn is
void.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from desk.approval import ApprovalState
from desk.audit import Entry
from desk.conversation import Closing, Conversation, Direction, Message
from desk.draft import DraftState
from desk.errors import BadText
from desk.facts import Fact, merged, stamped
from desk.ids import ConversationId, MessageId, WorkspaceId, mint
from desk.law import Terms
from desk.people import Person
from desk.posting import Incoming, Posting, PostingState
from desk.records import Transaction

WROTE_AGAIN = "the customer wrote again"
MAX_TEXT = 100_000  # code points; a longer message is refused, never cut


def clean(text: str) -> str:
    """The text as it can be kept: NUL and lone surrogates replaced. Raises BadText.

    Hidden and turning characters stay, so that the reviewer is shown what was sent.
    """
    if len(text) > MAX_TEXT:
        raise BadText(f"It has {len(text)} characters; the most is {MAX_TEXT}.")
    kept = text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    if not kept.strip():
        raise BadText("It is empty. Send at least one character that can be seen.")
    return kept


def receive(
    tx: Transaction,
    workspace: WorkspaceId,
    incoming: Incoming,
    *,
    facts: tuple[Fact, ...],
    scope: Mapping[str, str],
    actor: str,
    now: datetime,
    terms: Terms,
) -> tuple[Conversation, bool]:
    """Keep a message. Returns its conversation and whether the message was new."""
    text = clean(incoming.text)
    facts = stamped(facts, actor, now)
    known = tx.conversations.message_by_remote(incoming.channel, incoming.account, incoming.remote)
    if known is not None:
        return tx.conversations.get(known.conversation), False
    there = tx.conversations.at_thread(incoming.channel, incoming.account, incoming.thread)
    message_id = MessageId(mint("msg"))
    if there is None:
        conversation = _opened(workspace, incoming, message_id, facts, scope, now, terms)
        tx.conversations.add(conversation)
        action = "conversation.opened"
    else:
        conversation = _continued(tx, there, incoming, message_id, facts, scope, now, terms)
        tx.conversations.save(conversation)
        action = "message.received"
    tx.conversations.add_message(
        Message(
            id=message_id,
            conversation=conversation.id,
            direction=Direction.INCOMING,
            author=incoming.author,
            text=text,
            remote=incoming.remote,
            turn=conversation.turn,
            sent_at=incoming.sent_at,
            received_at=now,
            link=incoming.link,
        )
    )
    entry = Entry(actor, action, f"conversation:{conversation.id}", {"message": message_id})
    tx.audit(now, entry)
    return conversation, True


def remember(
    tx: Transaction, conversation: ConversationId, text: str, remote: str, at: datetime, actor: str
) -> None:
    """Keep a reply of ours that was given before Makegood came, so that it is known of."""
    there = tx.conversations.get(conversation, lock=True)
    if tx.conversations.message_by_remote(there.channel, there.account, remote) is not None:
        return
    message = Message(
        id=MessageId(mint("msg")),
        conversation=conversation,
        direction=Direction.OUTGOING,
        author="",
        text=clean(text),
        remote=remote,
        turn=there.turn,
        sent_at=at,
        received_at=at,
    )
    tx.conversations.add_message(message)
    tx.conversations.save(replace(there, reply_due=None))
    subject = f"conversation:{conversation}"
    tx.audit(at, Entry(actor, "reply.remembered", subject, {"message": message.id}))


def close(
    tx: Transaction, conversation: ConversationId, why: Closing, person: Person, now: datetime
) -> Conversation:
    """No reply is owed any more. What is already on its way is not called back."""
    there = tx.conversations.get(conversation, lock=True)
    set_aside(tx, conversation, now, f"no reply is owed ({why.value})")
    closed = replace(there, reply_due=None)
    tx.conversations.save(closed)
    subject, detail = f"conversation:{conversation}", {"why": why.value}
    entry = Entry(person.actor, "conversation.closed", subject, detail)
    tx.audit(now, entry)
    return closed


def set_aside(tx: Transaction, conversation: ConversationId, now: datetime, why: str) -> None:
    """Void what waits to be posted and supersede the open drafts of a conversation.

    A posting that has been on the wire is left: only its outcome can tell what became of it.
    """
    live = tx.postings.live_in(conversation)
    queued = (p for p in live if p.state is PostingState.QUEUED and p.attempt == 0)
    for posting in [each for each in queued if _voided(tx, each, why, now)]:
        tx.approvals.move(posting.approval, ApprovalState.VOID, why)
        entry = Entry("desk", "posting.void", f"posting:{posting.id}", {"why": why})
        tx.audit(now, entry)
    moving = {p.draft for p in tx.postings.live_in(conversation)}
    for draft in tx.drafts.open_in(conversation):
        if draft.id in moving:
            continue
        for approval in tx.approvals.of_draft(draft.id):
            if approval.state in {ApprovalState.COUNTED, ApprovalState.LIVE}:
                tx.approvals.move(approval.id, ApprovalState.VOID, why)
        tx.drafts.save(
            replace(draft, state=DraftState.SUPERSEDED, updated_at=now, problem=f"Because {why}.")
        )
        tx.audit(now, Entry("desk", "draft.superseded", f"draft:{draft.id}", {"why": why}))


def _voided(tx: Transaction, posting: Posting, why: str, now: datetime) -> bool:
    """Whether it was queued still, and so is void now."""
    evidence = (*posting.evidence, f"void: {why}")
    void = replace(posting, state=PostingState.VOID, updated_at=now, evidence=evidence)
    return tx.postings.save(void, was=PostingState.QUEUED, attempt=0)


def _opened(
    workspace: WorkspaceId,
    incoming: Incoming,
    message: MessageId,
    facts: tuple[Fact, ...],
    scope: Mapping[str, str],
    now: datetime,
    terms: Terms,
) -> Conversation:
    return Conversation(
        id=ConversationId(mint("cnv")),
        workspace=workspace,
        channel=incoming.channel,
        account=incoming.account,
        thread=incoming.thread,
        subject=incoming.subject,
        customer_name=incoming.author,
        customer_handle=incoming.handle,
        public=incoming.public,
        turn=1,
        last_message=message,
        last_remote=incoming.remote,
        opened_at=now,
        reply_due=incoming.sent_at + terms.reply_due,
        facts=facts,
        scope=dict(scope),
    )


def _continued(
    tx: Transaction,
    there: Conversation,
    incoming: Incoming,
    message: MessageId,
    facts: tuple[Fact, ...],
    scope: Mapping[str, str],
    now: datetime,
    terms: Terms,
) -> Conversation:
    conversation = tx.conversations.get(there.id, lock=True)
    set_aside(tx, conversation.id, now, WROTE_AGAIN)
    return replace(
        conversation,
        turn=conversation.turn + (1 if answered(tx, conversation) else 0),
        last_message=message,
        last_remote=incoming.remote,
        # A burst is one turn: the clock of its first message runs on.
        reply_due=conversation.reply_due or incoming.sent_at + terms.reply_due,
        facts=merged(conversation.facts, facts),
        scope={**conversation.scope, **scope},
        triage=None,
    )


def answered(tx: Transaction, conversation: Conversation) -> bool:
    """Whether this turn has, or may already have, our reply."""
    if any(
        p.attempt > 0 and p.turn == conversation.turn for p in tx.postings.live_in(conversation.id)
    ):
        return True
    messages = tx.conversations.messages(conversation.id)
    return any(m.direction is Direction.OUTGOING and m.turn == conversation.turn for m in messages)
