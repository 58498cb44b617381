"""What a channel takes: how long a text may be, and how the channel counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Counted(StrEnum):
    """The unit in which a channel counts the length of a text."""

    CODE_POINTS = "code points"
    GRAPHEMES = "graphemes"
    UTF16 = "utf-16 units"
    UTF8 = "utf-8 bytes"
    WEIGHTED = "weighted characters"  # Latin and the like count 1; other scripts and emoji 2


@dataclass(frozen=True)
class Limits:
    """What a channel takes. `length` None is without a limit; `link_cost` is what a link counts."""

    length: int | None
    counted: Counted = Counted.CODE_POINTS
    link_cost: int | None = None
    paragraphs: bool = False
    public: bool = False
