"""One call of a model, whoever provides it: messages in, raw text and token counts out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

OnRaw = Callable[[str], None]


@dataclass(frozen=True)
class Said:
    """One message of a call."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True)
class Shape:
    """The JSON that an answer is asked for in: its name and its JSON schema, in the subset that
    strict structured outputs take.
    """

    name: str
    schema: Mapping[str, object]


@dataclass(frozen=True)
class Raw:
    """What came back. Token counts are the provider's, or estimated from characters."""

    text: str
    tokens_in: int
    tokens_out: int


class Caller(Protocol):
    """A provider's model. Gives it no tools, whatever it asks for."""

    @property
    def name(self) -> str:
        """The model's name, as a revision's attribution shows it."""
        ...

    async def call(self, messages: Sequence[Said], shape: Shape, on_raw: OnRaw) -> Raw:
        """One answer in a shape, as far as the provider can be held to it, streamed; `on_raw` is
        told all raw text so far. Raises ModelFailed.
        """
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...


def estimated(texts: Sequence[str]) -> int:
    """Tokens of texts where nobody counts them: about four characters each."""
    return sum(len(text) for text in texts) // 4
