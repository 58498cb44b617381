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


_FILLER = re.compile(
    r"\b(?:please|make|it|this|the|a|an|be|more|and|reply|answer|text|draft|little|bit|much|very|"
    r"tone|sound|in|keep|write|bitte|etwas|und|er|s?t?er?)\b|[^\w]|ly\b|ness\b|er\b|ier\b",
    re.IGNORECASE,
)


def beyond(instruction: str) -> bool:
    """Whether an instruction asks for more than the composer understands."""
    rest = instruction
    for pattern in (_SHORTER, _WARMER, _FORMAL):
        rest = re.sub(rf"\w*(?:{pattern.pattern})\w*", "", rest, flags=re.IGNORECASE)
    return bool(_FILLER.sub("", rest))


def style_of(instruction: str) -> Style:
    """What the composer understands of an instruction; a model reads all of it."""
    return Style(
        shorter=bool(_SHORTER.search(instruction)),
        warmer=bool(_WARMER.search(instruction)),
        formal=bool(_FORMAL.search(instruction)) and "informal" not in instruction.casefold(),
    )
