"""Values of the desk as JSON text and back: one codec for each type, read off its annotations.

A field that is added to a dataclass with a default is read from older rows as that default. In a
union of several types the JSON says which it is (`{"money": …}`), except where JSON's own types
already tell. The text is pure ASCII, so that any string at all fits both databases.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Generic, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Turn = Callable[[Any], Any]
_NATIVE = (str, int, float, bool, NoneType)


@dataclass(frozen=True)
class Codec(Generic[T]):
    """Writes and reads values of one type."""

    encode: Callable[[T], Any]
    decode: Callable[[Any], T]

    def dump(self, value: T) -> str:
        """The value as JSON text. Raises TypeError or ValueError for what does not fit the type."""
        return json.dumps(self.encode(value), separators=(",", ":"), allow_nan=False)

    def load(self, text: str) -> T:
        """The value that `dump` was given. Raises ValueError or KeyError for other text."""
        return self.decode(json.loads(text))


@cache
def codec(shape: Any) -> Codec[Any]:
    """The codec of a type: dataclasses, enums, tuples, mappings, unions and plain values."""
    if isinstance(shape, NewType):
        return codec(shape.__supertype__)
    origin, inner = get_origin(shape), get_args(shape)
    if origin in {Union, UnionType}:
        return _union(inner)
    if origin in {tuple, frozenset}:
        return _many(origin, codec(inner[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(codec(inner[1]))
    if shape in _NATIVE:
        return Codec(_same, _same)
    if shape in {date, datetime}:
        return Codec(lambda value: value.isoformat(), shape.fromisoformat)
    if shape is Decimal:
        return Codec(str, Decimal)
    if isinstance(shape, type) and issubclass(shape, Enum):
        return Codec(lambda value: value.value, shape)
    if is_dataclass(shape):
        return _dataclass(shape)
    raise TypeError(f"no codec for {shape!r}")


def _dataclass(shape: Any) -> Codec[Any]:
    hints = get_type_hints(shape)
    parts = {field.name: codec(hints[field.name]) for field in fields(shape)}
    needed = {
        field.name
        for field in fields(shape)
        if field.default is MISSING and field.default_factory is MISSING
    }

    def encode(value: Any) -> Any:
        if type(value) is not shape:
            raise TypeError(f"{type(value).__name__} is not {shape.__name__}")
        return {name: part.encode(getattr(value, name)) for name, part in parts.items()}

    def decode(data: Any) -> Any:
        known = {name: parts[name].decode(data[name]) for name in parts if name in data}
        if missing := needed - known.keys():
            raise KeyError(f"{shape.__name__} without {sorted(missing)}")
        return shape(**known)

    return Codec(encode, decode)


def _union(members: tuple[Any, ...]) -> Codec[Any]:
    if all(member in _NATIVE for member in members):
        return Codec(_same, _same)
    if len(members) == 2 and NoneType in members:  # noqa: PLR2004 - "X | None"
        one = codec(next(member for member in members if member is not NoneType))
        return Codec(_unless_none(one.encode), _unless_none(one.decode))
    by_name = {member.__name__.casefold(): codec(member) for member in members}

    def encode(value: Any) -> Any:
        name = type(value).__name__.casefold()
        return None if value is None else {name: by_name[name].encode(value)}

    def decode(data: Any) -> Any:
        if data is None:
            return None
        ((name, inner),) = data.items()
        return by_name[name].decode(inner)

    return Codec(encode, decode)


def _many(kind: type[tuple[Any, ...] | frozenset[Any]], inner: Codec[Any]) -> Codec[Any]:
    ordered = sorted if kind is frozenset else list
    return Codec(
        lambda value: ordered([inner.encode(item) for item in value]),
        lambda data: kind(inner.decode(item) for item in data),
    )


def _mapping(inner: Codec[Any]) -> Codec[Any]:
    return Codec(
        lambda value: {str(name): inner.encode(item) for name, item in value.items()},
        lambda data: {name: inner.decode(item) for name, item in data.items()},
    )


def _unless_none(turn: _Turn) -> _Turn:
    return lambda value: None if value is None else turn(value)


def _same(value: Any) -> Any:
    return value
