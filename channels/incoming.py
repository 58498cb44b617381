"""A message that a webhook brings in, as JSON.

    {"id": "…", "thread": "…", "author": {"name": "…", "handle": "…"}, "text": "…",
     "sent_at": "2026-03-01T10:00:00Z", "account": "…", "public": false, "subject": "…", "url": "…"}

`id`, `thread` and `text` are needed; the others have a default.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from channels.place import web_link
from channels.text import normalise
from desk.errors import BadText
from desk.posting import Incoming

MAX_BODY = 1_000_000  # bytes
_MAX_NAME = 500  # code points of an id, a name, a subject


def parse_incoming(
    body: bytes, *, now: datetime, channel: str = "webhook", account: str = "default"
) -> Incoming:
    """The message in `body`. Raises BadText, which names the field and what it should hold.

    `account` stands where the body names none; a time ahead of `now` counts as `now`.
    """
    data = _object(body)
    author = data.get("author") or {}
    if not isinstance(author, dict):
        raise BadText('"author" is an object with "name" and "handle".')
    handle = _short(author, "handle", "")
    public = data.get("public", False)
    if not isinstance(public, bool):
        raise BadText('"public" is true or false.')
    text = data.get("text")
    if not isinstance(text, str) or not text.strip():
        raise BadText('"text" is needed: what the customer wrote.')
    return Incoming(
        channel=channel,
        account=_short(data, "account", account),
        thread=_short(data, "thread"),
        remote=_short(data, "id"),
        author=_short(author, "name", handle),
        handle=handle,
        text=text,
        sent_at=_time(data.get("sent_at"), now),
        public=public,
        subject=_short(data, "subject", ""),
        link=web_link(data.get("url")),
    )


def _object(body: bytes) -> dict[str, Any]:
    if len(body) > MAX_BODY:
        raise BadText(f"The body has {len(body)} bytes; the most is {MAX_BODY}.")
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise BadText("The body is not JSON.") from broken
    if not isinstance(data, dict):
        raise BadText("The body is a JSON object.")
    return data


def _short(data: dict[str, Any], name: str, default: str | None = None) -> str:
    value = data.get(name, default)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # many help desks number their messages
    if not isinstance(value, str):
        raise BadText(f'"{name}" is needed, as text.')
    value = " ".join(normalise(value).split())
    if len(value) > _MAX_NAME or (default is None and not value):
        raise BadText(f'"{name}" has 1 to {_MAX_NAME} characters.')
    return value


def _time(value: object, now: datetime) -> datetime:
    if value is None:
        return now
    wanted = BadText('"sent_at" is a time with its zone, such as 2026-03-01T10:00:00Z.')
    if not isinstance(value, str):
        raise wanted
    try:
        at = datetime.fromisoformat(value)
        if at.tzinfo is None:
            raise wanted
        return min(at.astimezone(UTC), now)
    except (ValueError, OverflowError) as broken:
        raise wanted from broken
