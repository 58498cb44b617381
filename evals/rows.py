"""Rows of a JSON Lines file, each with its place, so that a bad one is named with its line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policies.faults import NotUnderstood


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
        """A field in words; empty where it is missing or null."""
        return str(self.values.get(name) or "")

    def texts(self, name: str) -> tuple[str, ...]:
        """A field that lists words; a missing or null one lists none."""
        return tuple(str(value) for value in self.values.get(name) or ())


def read_rows(path: Path) -> tuple[Row, ...]:
    """Every row of a file. Raises NotUnderstood for one that is no JSON object, or for no row."""
    rows = tuple(_rows(path))
    if not rows:
        raise NotUnderstood(f"{path} holds no row. Give a file with one JSON object on each line.")
    return rows


def _rows(path: Path) -> Iterator[Row]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        place = f"{path.name}:{number}"
        try:
            values = json.loads(line)
        except ValueError as fault:
            raise NotUnderstood(f"{place} is not JSON: {fault}.") from fault
        if not isinstance(values, dict):
            raise NotUnderstood(f"{place} is no JSON object.")
        yield Row(values, place)
