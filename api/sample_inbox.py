"""The sample inbox: what invented customers wrote to the sample company, read from `inbox.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from desk.facts import Fact, FactSource
from desk.ids import ConversationId
from desk.lifecycle import Desk
from desk.posting import Incoming
from policies.values import parse_value

_ACTOR = "sample"


class _Earlier(BaseModel):
    model_config = ConfigDict(extra="forbid")
    said_by: Literal["customer", "us"] = Field(alias="from")
    text: str
    minutes_ago: int


class _Letter(BaseModel):
    """One conversation of the sample inbox; `minutes_ago` counts back from the first start."""

    model_config = ConfigDict(extra="forbid")
    id: str
    channel: str
    account: str
    thread: str
    author: str
    handle: str
    public: bool
    minutes_ago: int
    text: str
    subject: str = ""
    facts: Mapping[str, bool | int | float | str] = Field(default_factory=dict)
    scope: Mapping[str, str] = Field(default_factory=dict)
    earlier: tuple[_Earlier, ...] = ()


def load(desk: Desk, folder: Path, now: datetime) -> int:
    """Put the sample inbox before the desk; returns how many conversations it has.

    Doing it again changes nothing, because each message keeps its id. A folder without an inbox
    has none.
    """
    path = folder / "inbox.yaml"
    if not path.is_file():
        return 0
    letters = [_Letter.model_validate(item) for item in yaml.safe_load(path.read_text("utf-8"))]
    for letter in letters:
        _open(desk, letter, now)
    return len(letters)


def _open(desk: Desk, letter: _Letter, now: datetime) -> None:
    conversation: ConversationId | None = None
    for number, said in enumerate(letter.earlier, start=1):
        at = now - timedelta(minutes=said.minutes_ago)
        remote = f"{letter.id}-{number}"
        if said.said_by == "customer":
            earlier = _incoming(letter, said.text, remote, at)
            conversation = desk.open(earlier, actor=_ACTOR, drafted=False).id
        elif conversation is not None:
            desk.remember(conversation, said.text, remote, at, _ACTOR)
    at = now - timedelta(minutes=letter.minutes_ago)
    facts = tuple(
        Fact(name, value if isinstance(value, bool) else parse_value(str(value)), FactSource.LOOKUP)
        for name, value in letter.facts.items()
    )
    incoming = _incoming(letter, letter.text, letter.id, at)
    desk.open(incoming, facts=facts, scope=letter.scope, actor=_ACTOR)


def _incoming(letter: _Letter, text: str, remote: str, at: datetime) -> Incoming:
    return Incoming(
        channel=letter.channel,
        account=letter.account,
        thread=letter.thread,
        remote=remote,
        author=letter.author,
        handle=letter.handle,
        text=text,
        sent_at=at,
        public=letter.public,
        subject=letter.subject,
    )
