"""What an agent's instruction asks of wording. It can never loosen what is checked."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHORTER = re.compile(
    r"short|brief|concise|kürz|court|corto|breve|korter|less (?:text|words)", re.IGNORECASE
)
_WARMER = re.compile(
    r"warm|friend|kind|empath|freundlich|herzlich|chaleur|amable|gentil|vriendelijk", re.IGNORECASE
)
_FORMAL = re.compile(r"formal|förmlich|formel|professional", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """How much courtesy a reply carries."""

    shorter: bool = False
    warmer: bool = False
    formal: bool = False


def style_of(instruction: str) -> Style:
    """What the composer understands of an instruction; a model reads all of it."""
    return Style(
        shorter=bool(_SHORTER.search(instruction)),
        warmer=bool(_WARMER.search(instruction)),
        formal=bool(_FORMAL.search(instruction)) and "informal" not in instruction.casefold(),
    )
