"""What is wrong with a policy file, and where: every reader of the folder speaks in faults."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from policies.clause import Place


@dataclass(frozen=True)
class Fault:
    """One reason why a file cannot be taken. `mend` says what would put it right."""

    place: Place
    message: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f" {self.mend}" if self.mend else "")


class NotUnderstood(ValueError):
    """Words that a grammar refuses, with what would put them right."""

    def __init__(self, message: str, mend: str = "") -> None:
        """`message` quotes the word and says what was expected; `mend` gives an example."""
        super().__init__(f"{message} {mend}".strip())
        self.message = message
        self.mend = mend


@dataclass
class Faults:
    """The faults of one file, collected while it is read. `path` is relative to the folder."""

    path: str
    found: list[Fault] = field(default_factory=list)

    def add(self, line: int, message: str, mend: str = "") -> None:
        """Notes a fault at a line, counted from 1."""
        self.found.append(Fault(Place(self.path, line), message, mend))


def quoted(words: str) -> str:
    """Words of a file between quotation marks, cut where they are long."""
    shown = " ".join(words[:200].split())
    return f'"{shown}"' if len(shown) <= 60 and len(words) <= 200 else f'"{shown[:57]}…"'  # noqa: PLR2004  # a line of a terminal


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint at the nearest known word, else the list of what is known."""
    choices = sorted(known)
    near = difflib.get_close_matches(word[:40].casefold(), choices, n=1, cutoff=0.6)
    return f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(choices)}."
