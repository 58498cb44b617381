"""What an agent's instruction asks for, as far as the composer understands it.

Shorter, warmer, more formal, to mention something, or the other of several remedies. None of it
loosens the check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policies.terms import Kind

_SHORTER = re.compile(
    r"short|brief|concise|kürz|court|corto|breve|korter|less (?:text|words)", re.IGNORECASE
)
_WARMER = re.compile(
    r"warm|friend|kind|empath|freundlich|herzlich|chaleur|amable|gentil|vriendelijk", re.IGNORECASE
)
_FORMAL = re.compile(r"formal|förmlich|formel|professional", re.IGNORECASE)


_MENTION = re.compile(
    r"^(?:please )?(?:also )?(?:mention|say (?:something )?about|tell (?:them|her|him) "
    r"(?:about|that)|add (?:something about|that)|include|point to|erwähne|nenne) "
    r"(?:that |also )?(?P<what>.{3,80})$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:the )?other (?:option|choice|one|remedy)|the second (?:option|choice|one)", re.IGNORECASE
)
_REMEDY = re.compile(
    r"^(?:please )?(?:rather |instead )?(?:offer|give|propose|choose|use|make it)"
    r"(?: (?:them|her|him))? (?:an? |the )?"
    r"(?P<what>refund|money back|replacement|new one|repair|credit|voucher)"
    r"(?: instead| rather)?$",
    re.IGNORECASE,
)
_KINDS = {
    "refund": Kind.REFUND,
    "money back": Kind.REFUND,
    "replacement": Kind.REPLACEMENT,
    "new one": Kind.REPLACEMENT,
    "repair": Kind.REPAIR,
    "credit": Kind.CREDIT,
    "voucher": Kind.CREDIT,
}
_PARTS = re.compile(r"[.;\n]+|,\s*(?:and |but )?|\s+and (?=(?:mention|offer|make|keep|be|say)\b)")


@dataclass(frozen=True)
class Style:
    """How much courtesy a reply carries, and what else it is to say.

    `mention` is what to say something about, in the agent's words; of several remedies that are
    due, `remedy` or with `other` the one that was not taken first is given.
    """

    shorter: bool = False
    warmer: bool = False
    formal: bool = False
    mention: str = ""
    remedy: Kind | None = None
    other: bool = False


_FILLER = re.compile(
    r"\b(?:please|make|it|this|the|a|an|be|more|and|reply|answer|text|draft|little|bit|much|very|"
    r"tone|sound|in|keep|write|offer|give|bitte|etwas|und|er|s?t?er?)\b|[^\w]|ly\b|ness\b|er\b|"
    r"ier\b",
    re.IGNORECASE,
)


def beyond(instruction: str) -> bool:
    """Whether an instruction asks for more than the composer understands."""
    return any(_left(piece) for piece in _PARTS.split(instruction))


def style_of(instruction: str) -> Style:
    """What the composer understands of an instruction; a model reads all of it."""
    pieces = [piece.strip() for piece in _PARTS.split(instruction)]
    mentions = [found["what"] for piece in pieces if (found := _MENTION.match(piece))]
    remedies = [found["what"] for piece in pieces if (found := _REMEDY.match(piece))]
    plain = " ".join(piece for piece in pieces if not _MENTION.match(piece))
    return Style(
        shorter=bool(_SHORTER.search(plain)),
        warmer=bool(_WARMER.search(plain)),
        formal=bool(_FORMAL.search(plain)) and "informal" not in plain.casefold(),
        mention=mentions[0].strip(' ."“”') if mentions else "",
        remedy=_KINDS[remedies[0].casefold()] if remedies else None,
        other=bool(_OTHER.search(plain)),
    )


def _left(piece: str) -> str:
    """What of one part of an instruction is not understood."""
    piece = piece.strip()
    if _MENTION.match(piece) or _REMEDY.match(piece):
        return ""
    rest = _OTHER.sub("", piece)
    for pattern in (_SHORTER, _WARMER, _FORMAL):
        rest = re.sub(rf"\w*(?:{pattern.pattern})\w*", "", rest, flags=re.IGNORECASE)
    return _FILLER.sub("", rest)
