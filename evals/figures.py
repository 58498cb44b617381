"""What a measure says in the end: its figures, and the rows that went wrong, in finding codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

Value = int | float


@dataclass(frozen=True)
class Wrong:
    """One row that went wrong: which, in what way, and the words that it is about."""

    row: str
    what: str
    words: str


@dataclass(frozen=True)
class Measured:
    """A measure of one file. Shares are from 0 to 1, counts are whole numbers.

    `targets` are the values that a figure must reach, with how: ">=" or "<=".
    """

    name: str
    figures: Mapping[str, Value]
    targets: Mapping[str, tuple[str, Value]] = field(default_factory=dict)
    wrong: tuple[Wrong, ...] = ()

    @property
    def missed(self) -> tuple[str, ...]:
        """The figures that do not reach their target."""
        return tuple(
            name
            for name, (how, target) in self.targets.items()
            if not _reaches(self.figures[name], how, target)
        )

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """For people: figure, value, target; a missed target says so."""
        for name, value in self.figures.items():
            target = ""
            if name in self.targets:
                how, wanted = self.targets[name]
                missed = "  MISSED" if name in self.missed else ""
                target = f"{how} {wanted:g}{missed}"
            yield name, _shown(value), target

    def as_data(self) -> dict[str, object]:
        """For programs: the figures by name, what was missed, and every wrong row."""
        wrong = [{"row": w.row, "what": w.what, "words": w.words} for w in self.wrong]
        return {
            "measure": self.name,
            **self.figures,
            "missed": list(self.missed),
            "wrong": wrong,
        }


def share(yes: Iterable[bool]) -> float:
    """The share of what is so; 0 of nothing."""
    all_of_it = list(yes)
    return sum(all_of_it) / len(all_of_it) if all_of_it else 0.0


def _reaches(value: Value, how: str, target: Value) -> bool:
    return value >= target if how == ">=" else value <= target


def _shown(value: Value) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
