"""What may be sent to the API about drafts beside each other, notes, and what is learnt."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from api.schemas import Body, Name, Needed, Words
from desk.draft import Stance
from desk.lessons import Decision


class NewAlternatives(Body):
    """A wish for one draft for each stance, beside each other."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"stances": ["accept", "decline", "ask"]}]},
    )
    stances: Annotated[tuple[Stance, ...], Field(min_length=2, max_length=4)] = (
        Stance.ACCEPT,
        Stance.DECLINE,
        Stance.ASK,
    )
    instruction: Annotated[Words, Field(max_length=2_000)] = ""


class NewNote(Body):
    """A word among colleagues; the customer never sees it."""

    text: Annotated[Words, Field(max_length=20_000)] = Field(examples=["Called twice, no answer."])


class GapDecision(Body):
    """What the owner decides about a gap: the clause that answers it, or why none is wanted.

    With neither, a decision before is undone and the gap is open again.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"clause": "refunds#late-delivery"}]},
    )
    clause: Name = ""
    dismissed_because: Name = ""


class SuggestionDecision(Body):
    """What the owner of the voice decides about a suggestion."""

    decision: Decision = Field(examples=["accepted"])


class NewThanks(Body):
    """A wish for a post that thanks everybody who praised us on a day; today if left out."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"channel": "sample", "account": "juniperandfinch"}]},
    )
    channel: Needed
    account: Name = ""
    day: date | None = None
