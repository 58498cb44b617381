"""Rows of a JSON Lines file, each with its place, so that a bad one is named with its line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policies.faults import NotUnderstood

_MARKS = {"1": True, "true": True, "0": False, "false": False}
_SHOWN = 40  # characters of a value that is not of its form


@dataclass(frozen=True)
class Row:
    """One row: its values, and `place` as people are told it ("claims.jsonl:7")."""

    values: Mapping[str, Any]
    place: str

    @property
    def id(self) -> str:
        """What the row calls itself, else its place."""
        for name in ("id", "case_id", "query_id"):
            if name in self.values:
                return str(self.values[name])
        return self.place

    def has(self, *names: str) -> bool:
        """Whether it has all of these fields."""
        return all(name in self.values for name in names)

    def need(self, name: str) -> Any:
        """The value of a field; raises NotUnderstood, with the place, where there is none."""
        if name not in self.values:
            known = ", ".join(sorted(self.values)) or "nothing"
            raise NotUnderstood(f"{self.place} has no “{name}”, only {known}.")
        return self.values[name]

    def text(self, name: str) -> str:
        """A field in words; empty where it is missing or null. Raises NotUnderstood for a list."""
        value = self.values.get(name)
        if isinstance(value, list | dict):
            raise self._not(name, "words", value)
        return str(value or "")

    def texts(self, name: str) -> tuple[str, ...]:
        """A field that lists words; a missing or null one lists none. Raises NotUnderstood."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, list):
            raise self._not(name, "a list", value)
        if any(isinstance(each, list | dict) for each in value or ()):
            raise self._not(name, "a list of words", value)
        return tuple(str(each) for each in value or ())

    def objects(self, name: str, *fields: str) -> tuple[Mapping[str, Any], ...]:
        """A field that lists objects, each with these fields; a missing or null one lists none.
        Raises NotUnderstood.
        """
        value = self.values.get(name)
        good = isinstance(value, list) and all(
            isinstance(each, dict) and all(field in each for field in fields) for each in value
        )
        if value is not None and not good:
            having = f" with {' and '.join(fields)}" if fields else ""
            raise self._not(name, f"a list of objects{having}", value)
        return tuple(value or ())

    def mark(self, name: str) -> bool:
        """A field that must be there and is 1 or 0, true or false. Raises NotUnderstood."""
        value = self.need(name)
        if str(value).casefold() not in _MARKS:
            raise self._not(name, "1 or 0", value)
        return _MARKS[str(value).casefold()]

    def words(self, name: str) -> str:
        """A field that must be there, in words. Raises NotUnderstood."""
        value = self.need(name)
        if not isinstance(value, str | int):
            raise self._not(name, "words", value)
        return str(value)

    def _not(self, name: str, wanted: str, value: object) -> NotUnderstood:
        said = json.dumps(value, ensure_ascii=False)
        shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
        return NotUnderstood(
            f"{self.place}: “{name}” should be {wanted}, not {shown}.", "Correct this row."
        )


def read_rows(path: Path) -> tuple[Row, ...]:
    """Every row of a file in UTF-8. Raises NotUnderstood for a file that cannot be read, for one
    without a row, and for a line that is no JSON object.
    """
    rows = tuple(_rows(path))
    if not rows:
        raise NotUnderstood(f"{path} holds no row.", "Give a file with one JSON object on a line.")
    return rows


def _rows(path: Path) -> Iterator[Row]:
    # Not splitlines(): a JSON string may hold what Python takes for other ends of lines.
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        place = f"{path.name}:{number}"
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as fault:
            raise NotUnderstood(
                f"{place} is not JSON: {fault}.", "Write one JSON object on each line."
            ) from fault
        if not isinstance(values, dict):
            raise NotUnderstood(f"{place} is no JSON object.", "Write it as {…}.")
        yield Row(values, place)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NotUnderstood(
            f"{path} cannot be read: {why}.", "Check its name and rights."
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotUnderstood(
            f"{path.name}:{line} is not UTF-8.", "Save the file as UTF-8."
        ) from error
