"""What may be sent to the API. Unknown fields are refused, so that a misspelt one is noticed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from desk.complaint import Ending
from desk.conversation import Closing
from desk.draft import Stance
from desk.facts import Fact, FactSource, FactValue
from desk.records import Kept
from policies.front_matter import DIMENSIONS
from policies.values import parse_value

Scope = Literal[
    "conversations:read",
    "conversations:write",
    "drafts:read",
    "drafts:request",
    "search",
    "check",
]

LAST_ROW = 2_000_000_000  # no row has a greater number: it is what their columns hold

SCOPES: tuple[str, ...] = get_args(Scope)


def _whole(value: object) -> object:
    """A customer's words as they can be kept: half of a surrogate pair would fit nowhere."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("a time from the year 1 to the year 9999, in UTC") from None


def _dimension(name: str) -> str:
    """One that no clause can ask for is refused: it would silently rule nothing out."""
    if name not in DIMENSIONS:
        raise PydanticCustomError(
            "dimension",
            "not a dimension of a scope; known are {known}",
            {"known": ", ".join(DIMENSIONS)},
        )
    return name


# Longer than the desk takes, so that the desk says how much is too much.
Words = Annotated[str, BeforeValidator(_whole), Field(max_length=1_500_000)]
Name = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]
Browser = Annotated[str, StringConstraints(max_length=100, strip_whitespace=True)]
Needed = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
FactName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Dimension = Annotated[
    str, AfterValidator(_dimension), WithJsonSchema({"type": "string", "enum": list(DIMENSIONS)})
]
Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Value = bool | Decimal | Annotated[str, StringConstraints(max_length=500)]


class Body(BaseModel):
    """A request body."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Known(Body):
    """Facts of a case, and the dimensions of its scope.

    A value is written as policies write it: "15 EUR", "5 working days", "2026-03-01", true, 3.
    What the customer claims is kept as a claim, on which no licence rests.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [
                {"facts": {"delay": "10 working days", "purchase_date": "2026-03-01"}},
                {"claimed": {"reason": "damaged"}, "scope": {"region": "EU"}},
            ]
        },
    )
    facts: dict[FactName, Value] = Field(default_factory=dict, max_length=100)
    claimed: dict[FactName, Value] = Field(default_factory=dict, max_length=100)
    scope: dict[FactName, Name] = Field(default_factory=dict, max_length=20)

    def as_facts(self, source: FactSource) -> tuple[Fact, ...]:
        """The facts, said by `source`. Raises NotUnderstood for a value that reads as none."""
        said = [Fact(name, read(value), source) for name, value in self.facts.items()]
        claims = [
            Fact(name, read(value), FactSource.CUSTOMER) for name, value in self.claimed.items()
        ]
        return (*said, *claims)


class Customer(Body):
    """Who wrote to us."""

    name: Name = ""
    handle: Name = ""


class NewConversation(Known):
    """A message that a customer wrote somewhere."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "channel": "sample",
                    "thread": "order-4711",
                    "text": "It came ten days late, I want my money back.",
                    "customer": {"name": "Ada Example"},
                    "facts": {"delay": "10 working days"},
                    "scope": {"region": "EU"},
                }
            ]
        },
    )
    channel: Needed
    account: Name = ""
    thread: Name = ""
    message_id: Name = ""
    text: Words
    customer: Customer = Customer()
    public: bool = True
    subject: Name = ""
    link: Name = ""
    sent_at: Instant | None = None


class NewMessage(Body):
    """Something more that the customer of a conversation wrote."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"text": "Hello? Is anybody there?"}]},
    )
    text: Words
    message_id: Name = ""
    link: Name = ""
    sent_at: Instant | None = None


class EditedMessage(Body):
    """What a message says now, by the channel's own id of it."""

    channel: Needed
    account: Name = ""
    message_id: Needed
    text: Words
    at: Instant | None = None


class DeletedMessage(Body):
    """A message that is gone from its channel."""

    channel: Needed
    account: Name = ""
    message_id: Needed


class NewDraft(Body):
    """A wish for a draft. An instruction is for whoever writes it, never for the customer."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"stance": "best", "instruction": "shorter"}]},
    )
    stance: Stance = Stance.BEST
    instruction: Annotated[Words, Field(max_length=2_000)] = ""


class Cited(Body):
    """A clause in one version."""

    clause: Needed
    version: Needed


class NewRevision(Body):
    """A person's text, and the revision that was before them when they wrote it."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [{"text": "Dear Ada, we are sorry …", "based_on": "rev_0123"}]
        },
    )
    text: Words
    based_on: Name | None = None
    citing: tuple[Cited, ...] | None = Field(None, max_length=50)


class NewApproval(Body):
    """A yes to exactly the review sheet that has this digest."""

    digest: Digest = Field(examples=["0" * 64])


class NewRejection(Body):
    """A no, with a reason that teaches the next draft."""

    reason: Annotated[Words, Field(max_length=2_000)] = Field(examples=["It ignores the gift."])


class NewHold(Body):
    """Whether a draft is to wait, until when, and for what."""

    held: bool = Field(examples=[True])
    until: Instant | None = Field(
        default=None, description="Until then; without it until it is taken off."
    )
    why: Annotated[Words, Field(max_length=500)] = ""


class NewAssignment(Body):
    """Whose a conversation is to be."""

    person: Name | None = Field(
        description="A person's id; null gives it back.", examples=["per_1"]
    )


class SettledPromise(Body):
    """What became of a promise, and what shows it."""

    kept: Kept = Field(examples=["kept"])
    evidence: Annotated[Words, Field(max_length=2_000)] = Field(examples=["Booking 4711."])


class ClosedComplaint(Body):
    """How a complaint ended."""

    ending: Ending = Field(examples=["upheld"])
    note: Annotated[Words, Field(max_length=2_000)] = Field(examples=["Refunded the fee."])


class NewIncident(Body):
    """An incident: many customers, one thing, one statement meanwhile. `every` is in minutes."""

    title: Needed = Field(examples=["Website down"])
    statement: Annotated[Words, Field(max_length=5_000)] = Field(
        examples=["We know that our website is down. Thank you for your patience."]
    )
    words: tuple[Needed, ...] = Field(max_length=50, examples=[["website", "checkout"]])
    every: int = Field(default=60, ge=5, le=10_080)
    holds: bool = True
    plain: bool = True


class NewStatement(Body):
    """What customers are told from now on."""

    statement: Annotated[Words, Field(max_length=5_000)]


class NewErasure(Body):
    """That a customer asked to be erased."""

    asked_by_customer: Literal[True] = Field(description="Nothing else is a reason.")


class NewPresence(Body):
    """What somebody does who has a conversation open."""

    editing: bool = False


class NewClosing(Body):
    """Why a conversation is owed no reply."""

    why: Closing = Field(examples=["spam"])


class Settlement(Body):
    """What a person saw at the place: our post is there, or it is not."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"there": True, "link": "https://example.org/post/1"}]},
    )
    there: bool
    link: Name = ""


class Report(Body):
    """What the extension saw in the page after a person pressed the site's button.

    `token` is the one that was handed over; `text` is what stood there afterwards. With
    `posted: false` the person closed the page's box without posting.
    """

    posted: bool = True
    token: Annotated[str, StringConstraints(min_length=1, max_length=4_000)]
    text: Words = ""
    remote: Name = ""
    link: Name = ""


class Question(Body):
    """A question to the policies, in plain words.

    `scope` says where the case belongs; a dimension that no clause can ask for is refused.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [
                {"question": "Do I get my shipping fee back?"},
                {"question": "How long may I return it?", "scope": {"region": "EU"}},
            ]
        },
    )
    question: Annotated[Words, Field(min_length=1, max_length=10_000)]
    day: date | None = None
    scope: dict[Dimension, Name] = Field(default_factory=dict, max_length=20)
    limit: int = Field(8, ge=1, le=50)


class ToCheck(Known):
    """Any text, to be compared with clauses and facts.

    `citing` names the clauses that it rests on; without it each sentence rests on the clause that
    was found for it. `day` is the date of the case, today if left out.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "text": "We will refund your shipping fee of 4.90 EUR.",
                    "channel": "sample",
                    "facts": {"delay": "10 working days"},
                }
            ]
        },
    )
    text: Words
    channel: Needed
    account: Name = ""
    public: bool = True
    said: Words = ""
    names: tuple[Name, ...] = Field((), max_length=20)
    day: date | None = None
    citing: tuple[Name, ...] | None = Field(None, max_length=50)


def read(value: Value) -> FactValue:
    """A value as policies understand it. Raises NotUnderstood."""
    return parse_value(value) if isinstance(value, str) else value
