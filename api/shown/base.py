"""What all answers have in common: they are read off a value by the names of its fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict

S = TypeVar("S", bound="Shown")


class Shown(BaseModel):
    """An answer, read off a value of the desk by the names of its fields."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    @classmethod
    def of(cls, value: Any) -> Self:
        """The answer that shows this value."""
        return cls.model_validate(value)


class CitationShown(Shown):
    """A clause in one version."""

    clause: str
    version: str


def each(kind: type[S], values: Iterable[Any]) -> tuple[S, ...]:
    """Each of these values, shown."""
    return tuple(kind.of(value) for value in values)
