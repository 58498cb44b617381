"""One case without any record: what the command line and the measures draft and check."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from api.house import Say, Studio
from desk import casefile
from desk.check import Checked
from desk.conversation import Conversation, Direction, Message
from desk.draft import (
    Abstention,
    Draft,
    DraftKind,
    DraftState,
    Outcome,
    Sentence,
    Stance,
    text_of,
)
from desk.facts import Fact
from desk.ids import ConversationId, DraftId, MessageId, WorkspaceId, mint
from desk.intake import clean
from desk.records import FollowUp
from desk.requests import Work


@dataclass(frozen=True)
class Asked:
    """A customer's message, with what is known of the case. `day` None is today."""

    text: str
    channel: str
    account: str = ""
    customer: str = ""
    subject: str = ""
    public: bool = True
    facts: tuple[Fact, ...] = ()
    scope: Mapping[str, str] | None = None
    stance: Stance = Stance.BEST
    instruction: str = ""


@dataclass(frozen=True)
class Drafted:
    """What came of it: the outcome, its text as the channel would carry it, and its check."""

    outcome: Outcome
    text: str
    sentences: tuple[Sentence, ...]
    checked: Checked
    seconds: float


def draft(
    studio: Studio, asked: Asked, say: Say = lambda _stage, _says, _partial="": None
) -> Drafted:
    """A draft for one message. Raises BadText and UnknownChannel."""
    began = time.perf_counter()
    work = _work(studio, asked)
    outcome = studio.write(work, say)
    holding = isinstance(outcome, Abstention)
    sentences = outcome.holding if isinstance(outcome, Abstention) else outcome.sentences
    channel = studio.law.channel(asked.channel)
    limits = channel.limits_for(work.conversation.destination())
    text = channel.normalise(text_of(sentences, paragraphs=limits.paragraphs))
    follow_ups = _follow_ups(outcome, work, studio)
    kind = DraftKind.HOLDING if holding else DraftKind.REPLY
    drafted = replace(work.draft, kind=kind)
    case = casefile.case_of(studio.law, work.conversation, work.messages, drafted, follow_ups)
    checked = casefile.checked(studio.law, text, sentences, case)
    return Drafted(outcome, text, sentences, checked, time.perf_counter() - began)


def _work(studio: Studio, asked: Asked) -> Work:
    studio.law.channel(asked.channel)
    now = studio.law.clock()
    conversation_id, message_id = ConversationId(mint("cnv")), MessageId(mint("msg"))
    message = Message(
        id=message_id,
        conversation=conversation_id,
        direction=Direction.INCOMING,
        author=asked.customer,
        text=clean(asked.text),
        remote="",
        turn=1,
        sent_at=now,
        received_at=now,
    )
    conversation = Conversation(
        id=conversation_id,
        workspace=WorkspaceId("standalone"),
        channel=asked.channel,
        account=asked.account,
        thread="",
        subject=asked.subject,
        customer_name=asked.customer,
        customer_handle="",
        public=asked.public,
        turn=1,
        last_message=message_id,
        last_remote="",
        opened_at=now,
        reply_due=now + studio.law.terms.reply_due,
        facts=asked.facts,
        scope=dict(asked.scope or {}),
    )
    wanted = Draft(
        id=DraftId(mint("drf")),
        conversation=conversation_id,
        turn=1,
        state=DraftState.REQUESTED,
        kind=DraftKind.REPLY,
        stance=asked.stance,
        instruction=asked.instruction,
        revision=None,
        requested_at=now,
        updated_at=now,
    )
    return Work(wanted, conversation, (message,))


def _follow_ups(outcome: Outcome, work: Work, studio: Studio) -> tuple[FollowUp, ...]:
    if not isinstance(outcome, Abstention) or not outcome.follow_up:
        return ()
    due = studio.law.clock() + studio.law.terms.follow_up
    task = FollowUp(
        id=mint("fup"),
        conversation=work.conversation.id,
        draft=work.draft.id,
        what=outcome.follow_up,
        role=outcome.role,
        due=due,
    )
    return (task,)
