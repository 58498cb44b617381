"""The shape of what a model answers, and the reader that takes it in whatever wrapping it comes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, TypeVar, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from desk.draft import Part
from policies.terms import Kind

MOST_CHARACTERS = 24_000  # of one raw answer; what is longer is not a reply
_MOST_SENTENCES = 40
_MOST_SENTENCE = 800
_MOST_CLAUSES = 8
_MOST_LINES = 40
_THOUGHTS = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.IGNORECASE | re.DOTALL)
_TEXT_SO_FAR = re.compile(r'"text"\s*:\s*"((?:[^"\\]|\\.)*)', re.DOTALL)


class Why(StrEnum):
    """Why a model gave no usable answer."""

    REFUSED_KEY = "refused_key"
    RATE_LIMITED = "rate_limited"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    SERVER_ERROR = "server_error"
    REFUSED_REQUEST = "refused_request"
    CUT = "cut"
    EMPTY = "empty"
    TOOL_CALL = "tool_call"
    NONSENSE = "nonsense"
    TOO_LONG = "too_long"
    RESTING = "resting"
    OVER_BUDGET = "over_budget"


_WORDS: dict[Why, str] = {
    Why.REFUSED_KEY: "the provider refused the key",
    Why.RATE_LIMITED: "the provider is limiting our calls",
    Why.UNREACHABLE: "the provider could not be reached",
    Why.TIMED_OUT: "the model timed out",
    Why.SERVER_ERROR: "the provider has an error of its own",
    Why.REFUSED_REQUEST: "the provider refused the request",
    Why.CUT: "the answer was cut off",
    Why.EMPTY: "the answer was empty",
    Why.TOOL_CALL: "the model called a tool that it was never given",
    Why.NONSENSE: "the answer was not in the shape that was asked for",
    Why.TOO_LONG: "the answer was longer than a reply can be",
    Why.RESTING: "the model failed repeatedly and is being left alone for a while",
    Why.OVER_BUDGET: "today's budget for the model is used up",
}


_PASSING = frozenset(
    {Why.RATE_LIMITED, Why.UNREACHABLE, Why.TIMED_OUT, Why.SERVER_ERROR, Why.CUT, Why.RESTING}
)


class ModelFailed(Exception):
    """A model gave no answer that can be used. Never holds a key or a customer's text."""

    def __init__(self, reason: Why, detail: str = "") -> None:
        """`detail` adds for example a status code."""
        self.reason = reason
        self.detail = detail
        super().__init__(self.words)

    @property
    def passing(self) -> bool:
        """Whether the same call may go well a little later."""
        return self.reason in _PASSING

    @property
    def words(self) -> str:
        """The reason as it is told to a reviewer."""
        return f"{_WORDS[self.reason]} ({self.detail})" if self.detail else _WORDS[self.reason]


class AnsweredCommitment(BaseModel):
    """What a sentence commits us to, as the model reads it: `words` are the words that say it,
    `about` what it is about, `amount` and `time` as the sentence writes them or empty.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    words: Annotated[str, Field(min_length=1, max_length=_MOST_SENTENCE)]
    about: Annotated[str, Field(max_length=_MOST_SENTENCE)] = ""
    amount: Annotated[str, Field(max_length=_MOST_SENTENCE)] = ""
    time: Annotated[str, Field(max_length=_MOST_SENTENCE)] = ""


def _or_unread(
    value: object, read: ValidatorFunctionWrapHandler
) -> tuple[AnsweredCommitment, ...] | None:
    """A reading that cannot be read is none: the reply it stands in is still good for the check,
    which then rests on patterns alone and says so.
    """
    try:
        return cast("tuple[AnsweredCommitment, ...] | None", read(value))
    except ValidationError:
        return None


class AnsweredSentence(BaseModel):
    """One sentence as the model answers it; `clauses` are the ids of clauses that support it,
    `commitments` what it commits us to, None where the model does not say.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[str, Field(min_length=1, max_length=_MOST_SENTENCE)]
    part: Part
    clauses: Annotated[tuple[str, ...], Field(max_length=_MOST_CLAUSES)]
    commitments: Annotated[tuple[AnsweredCommitment, ...] | None, WrapValidator(_or_unread)] = None


class Answered(BaseModel):
    """A whole answer: the reply's sentences in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sentences: Annotated[
        tuple[AnsweredSentence, ...], Field(min_length=1, max_length=_MOST_SENTENCES)
    ]


class Listed(BaseModel):
    """A short list of lines: questions, or ids in an order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lines: Annotated[
        tuple[Annotated[str, Field(max_length=_MOST_SENTENCE)], ...], Field(max_length=_MOST_LINES)
    ]


_Answer = TypeVar("_Answer", bound=BaseModel)


@dataclass(frozen=True)
class Usage:
    """Tokens of the calls behind one answer, counted by the provider; 0 where it does not say.

    `cost` is in USD by the configured prices.
    """

    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.cost + other.cost,
        )


@dataclass(frozen=True)
class ModelAnswer:
    """What a model answered, and which model it was; `seconds` is wall time."""

    sentences: tuple[AnsweredSentence, ...]
    model: str
    usage: Usage
    seconds: float


def schema() -> dict[str, object]:
    """The JSON schema of a reply, in the subset that strict structured outputs take."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["sentences"],
        "properties": {
            "sentences": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["text", "part", "clauses", "commitments"],
                    "properties": {
                        "text": {"type": "string"},
                        "part": {"type": "string", "enum": [part.value for part in Part]},
                        "clauses": {"type": "array", "items": {"type": "string"}},
                        "commitments": {"type": "array", "items": _commitment_schema()},
                    },
                },
            }
        },
    }


def listed_schema() -> dict[str, object]:
    """The JSON schema of a list of lines, in the same subset."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["lines"],
        "properties": {"lines": {"type": "array", "items": {"type": "string"}}},
    }


def _commitment_schema() -> dict[str, object]:
    said = {name: {"type": "string"} for name in ("words", "about", "amount", "time")}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["kind", *said],
        "properties": {
            "kind": {"type": "string", "enum": [kind.value for kind in Kind]},
            **said,
        },
    }


def read_answer(raw: str) -> Answered:
    """The answer in a model's raw text: bare, fenced, or after thoughts.

    Wrapping is forgiven, shape is not. Raises ModelFailed (empty, too long, nonsense); the detail
    of nonsense says what is wrong with the shape, so that one repair can be asked for.
    """
    return _read(raw, Answered)


def read_listed(raw: str) -> tuple[str, ...]:
    """The lines of a list in a model's raw text; raises ModelFailed as `read_answer` does."""
    return _read(raw, Listed).lines


def _read(raw: str, shape: type[_Answer]) -> _Answer:
    if len(raw) > MOST_CHARACTERS:
        raise ModelFailed(Why.TOO_LONG)
    text = _THOUGHTS.sub("", raw).strip()
    if not text:
        raise ModelFailed(Why.EMPTY)
    data = _first_object(text)
    if data is None:
        raise ModelFailed(Why.NONSENSE, "no JSON object")
    try:
        return shape.model_validate(data)
    except ValidationError as fault:
        first = fault.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise ModelFailed(Why.NONSENSE, f"{place}: {first['msg']}"[:200]) from None


def text_so_far(raw: str) -> str:
    """The sentences of an answer that is still arriving, for a person who watches."""
    pieces = []
    for found in _TEXT_SO_FAR.findall(raw):
        try:
            pieces.append(cast("str", json.loads(f'"{found}"')))
        except ValueError:  # cut in the middle of an escape
            pieces.append(found.rsplit("\\", 1)[0])
    return " ".join(pieces)


def _first_object(text: str) -> object | None:
    decoder = json.JSONDecoder()
    start = text.find("{")
    for _ in range(8):
        if start < 0:
            return None
        try:
            found, _end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            start = text.find("{", start + 1)
            continue
        return cast("object", found)
    return None
