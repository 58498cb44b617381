"""Messages that another system sends us, signed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool

from api.auth import HouseOf
from api.house import House
from api.operations import add
from api.refusals import NotSetUp
from api.shown.policy import TakenIn
from channels.incoming import parse_incoming
from channels.signature import HEADER, verify

_CHANNEL = "webhook"


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["hooks"])
    extra = {
        "parameters": [
            {
                "name": HEADER,
                "in": "header",
                "required": True,
                "schema": {"type": "string"},
                "description": "t=<unix seconds>,v1=<hex of HMAC-SHA256 over seconds.body>",
            }
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _MESSAGE, "example": _EXAMPLE}},
        },
    }
    add(
        made,
        "POST",
        "/hooks/webhook",
        receive_webhook,
        status=202,
        problems=(400, 404, 409),
        openapi_extra=extra,
    )
    return made


async def receive_webhook(request: Request, house: HouseOf) -> TakenIn:
    """Take in a signed message.

    The body is signed with one of the webhook's secrets; the message's own `id` makes sending it
    twice harmless.
    """
    return await run_in_threadpool(
        _take_in, house, await request.body(), request.headers.get(HEADER, "")
    )


def _take_in(house: House, body: bytes, signature: str) -> TakenIn:
    secrets = house.settings.webhook_secrets
    if not secrets or _CHANNEL not in house.desk.law.channels:
        raise NotSetUp("Set MAKEGOOD_WEBHOOK_URL and MAKEGOOD_WEBHOOK_SECRETS.")
    now = house.desk.law.clock()
    verify(secrets, signature, body, now)
    conversation = house.desk.open(parse_incoming(body, now=now), actor="connector:webhook")
    house.wake()
    return TakenIn(conversation=conversation.id)


_TEXT = {"type": "string", "maxLength": 500}
_MESSAGE = {
    "type": "object",
    "required": ["id", "thread", "text"],
    "properties": {
        "id": {**_TEXT, "description": "Your id of the message; sending it twice is harmless."},
        "thread": _TEXT,
        "text": {"type": "string", "description": "What the customer wrote."},
        "author": {"type": "object", "properties": {"name": _TEXT, "handle": _TEXT}},
        "sent_at": {"type": "string", "format": "date-time"},
        "account": _TEXT,
        "public": {"type": "boolean", "default": False},
        "subject": _TEXT,
        "url": {"type": "string", "format": "uri"},
    },
}
_EXAMPLE = {
    "id": "m-1",
    "thread": "t-1",
    "author": {"name": "Ada Example"},
    "text": "It came ten days late, I want my money back.",
}
