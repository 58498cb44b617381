"""What comes in: conversations, further messages, facts."""

from __future__ import annotations

import hashlib
from datetime import datetime

from fastapi import APIRouter, Request, Response

from api import fact_values, reading
from api.auth import HouseOf
from api.house import House
from api.operations import add
from api.replay import KEY, Replayed
from api.routes.asking import MayWrite, Reviewer
from api.schemas import Known, NewClosing, NewConversation, NewMessage
from api.shown.case import ConversationShown, MessageShown
from api.shown.drafts import DraftShown
from desk.facts import FactSource
from desk.ids import ConversationId, mint
from desk.people import Person, Principal
from desk.posting import Incoming


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["conversations"], route_class=Replayed)
    add(made, "POST", "/conversations", open_conversation, status=201, problems=(409,))
    path = "/conversations/{conversation_id}"
    add(made, "POST", f"{path}/messages", add_message, status=201, problems=(404, 409))
    add(made, "POST", f"{path}/facts", add_facts, status=202, problems=(404, 409))
    add(made, "POST", f"{path}/closing", close_conversation, problems=(404,))
    return made


def open_conversation(
    body: NewConversation, by: MayWrite, house: HouseOf, request: Request, response: Response
) -> ConversationShown:
    """Bring a customer's message.

    Opens a conversation and has a draft made for it. A `message_id` that is known changes
    nothing; a `thread` that is known is continued.
    """
    remote = body.message_id or _remote(request, by)
    conversation = house.desk.open(
        Incoming(
            channel=body.channel,
            account=body.account or account_of(house, body.channel),
            thread=body.thread or remote,
            remote=remote,
            author=body.customer.name,
            handle=body.customer.handle,
            text=body.text,
            sent_at=sent(body.sent_at, house),
            public=body.public,
            subject=body.subject,
            link=body.link,
        ),
        facts=body.as_facts(source_of(by)),
        scope=body.scope,
        actor=by.actor,
    )
    house.wake()
    response.headers["Location"] = f"/v1/conversations/{conversation.id}"
    return ConversationShown.of(conversation)


def add_message(
    conversation_id: str, body: NewMessage, by: MayWrite, house: HouseOf, request: Request
) -> MessageShown:
    """Bring a further message of the same customer.

    Whatever waited for approval rested on the message before, so it is set aside and a new draft
    is made.
    """
    there = reading.conversation(house, ConversationId(conversation_id)).conversation
    remote = body.message_id or _remote(request, by)
    house.desk.open(
        Incoming(
            channel=there.channel,
            account=there.account,
            thread=there.thread,
            remote=remote,
            author=there.customer_name,
            handle=there.customer_handle,
            text=body.text,
            sent_at=sent(body.sent_at, house),
            public=there.public,
            subject=there.subject,
            link=body.link,
        ),
        actor=by.actor,
    )
    house.wake()
    return MessageShown.of(reading.message(house, there, remote))


def add_facts(conversation_id: str, body: Known, by: MayWrite, house: HouseOf) -> DraftShown:
    """Add facts to a case.

    What was drafted without them is drafted again; the answer is the new draft.
    """
    facts = fact_values.checked(house.desk.law.book(), body.as_facts(source_of(by)))
    draft = house.desk.know(ConversationId(conversation_id), facts, body.scope, by)
    house.wake()
    return DraftShown.of(draft)


def close_conversation(
    conversation_id: str, body: NewClosing, by: Reviewer, house: HouseOf
) -> ConversationShown:
    """Close a conversation that is owed no reply.

    A person says why. What waits for approval is set aside, nothing is deleted, and the
    customer's next message opens it again.
    """
    return ConversationShown.of(house.desk.close(ConversationId(conversation_id), body.why, by))


def source_of(by: Principal) -> FactSource:
    """Who says a fact: a person at the desk, or a program that knows the company's records."""
    return FactSource.AGENT if isinstance(by, Person) else FactSource.REQUEST


def account_of(house: House, channel: str) -> str:
    """The connector's own account; one that serves many sites has none, and must be told."""
    return str(getattr(house.desk.law.channel(channel), "account", ""))


def sent(at: datetime | None, house: House) -> datetime:
    """When the customer wrote. A time in the future would put off when the reply is due."""
    now = house.desk.law.clock()
    return now if at is None else min(at, now)


def _remote(request: Request, by: Principal) -> str:
    """An id for a message that came without one; the same again for the same Idempotency-Key."""
    key = request.headers.get(KEY, "")
    if not key:
        return mint("in")
    digest = hashlib.sha256(f"{by.actor}\n{key}".encode()).hexdigest()
    return f"in_{digest[:32]}"
