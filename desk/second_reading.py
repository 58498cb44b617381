"""The union of two readers: what patterns find in a text, and what a model found in its sentences.

The second reader only adds. What it names must be licensed like anything else; what it does not
name is owed all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desk.commitment import Commitment
from desk.draft import Finding, Sentence
from desk.found import finding
from desk.ids import RevisionId
from desk.stretches import Stretch


class ReadingState(StrEnum):
    """How far the second reader is with a text that a person wrote."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Reading:
    """What the second reader found in one revision: its sentences, each with what it commits to.

    `due` is when it may be tried (again), `note` says why it failed.
    """

    revision: RevisionId
    state: ReadingState
    sentences: tuple[Sentence, ...]
    due: datetime
    attempts: int = 0
    note: str = ""


def added(stretches: Iterable[Stretch], found: Sequence[Commitment]) -> Iterator[Commitment]:
    """What the second reader found in the sentences of a text and patterns (`found`) did not."""
    for stretch in stretches:
        for commitment in stretch.sentence.read or ():
            by = stretch.start
            here = replace(commitment, start=commitment.start + by, end=commitment.end + by)
            if not any(_says(other, here) for other in found):
                yield here


def note_of(reading: Reading | None) -> tuple[Finding, ...]:
    """What a reviewer should know where patterns alone have read a text."""
    if reading is None or reading.state is ReadingState.DONE:
        return ()
    waits = "the model is reading what was changed and has not answered yet"
    why = waits if reading.state is ReadingState.WAITING else f"the model failed: {reading.note}"
    return (finding("read_by_patterns", why, "", (0, 0), "Read closely what it promises."),)


def unread(sentences: Iterable[Sentence]) -> tuple[int, ...]:
    """Which sentences, by place, no second reader has read."""
    return tuple(number for number, one in enumerate(sentences) if one.read is None)


def _says(one: Commitment, other: Commitment) -> bool:
    """Whether one commitment says all that the other does."""
    same = one.kind is other.kind and one.grants
    near = one.start < other.end and other.start < one.end
    amount = other.amount in {None, one.amount}
    return (
        same
        and near
        and amount
        and other.period in {None, one.period}
        and (other.day in {None, one.day})
    )
