"""What a commitment is about: "the shipping fee" in "we refund the shipping fee"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.reading.cues import Part
from drafting.reading.lexicon import BLANK, Lexicon
from policies.terms import Kind

_JOINTS = re.compile(
    r",? (?:and|plus|including|as well as|or|along with|together with|incl\.|und|sowie|oder|et|ou|"
    r"y|o|e|en)(?:,[^,;.]{1,40},)? (?:also )?",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"^(?:the|your|a|an|all|any|our|this|that|der|die|das|den|dem|ihre[nr]?|ein(?:e[nr]?)?|le"
    r"|la|les|"
    r"l['’]|vos|votre|el|los|las|su|sus|o|os|as|seu|sua|il|lo|gli|i|het|de|uw|een)\s+",
    re.IGNORECASE,
)
# Actions and entitlements are about all that is said to be done.
_ALL_OF_IT = frozenset({Kind.ACTION, Kind.ELIGIBILITY, Kind.STATEMENT, Kind.ADMISSION, Kind.PRICE})
_LONGEST = 120


def objects(masked: str, part: Part, lexicon: Lexicon) -> tuple[str, ...]:
    """What the cue of a part is about; several where they are joined, else one, maybe empty."""
    hit = part.hit
    if hit.kind in _ALL_OF_IT:
        start = part.start if hit.kind is Kind.PRICE else hit.start
        return (flat(masked[start : part.end]),)
    return tuple(dict.fromkeys(filter(None, map(flat, _named(masked, part, lexicon))))) or ("",)


def _named(masked: str, part: Part, lexicon: Lexicon) -> Iterator[str]:
    """The things that stand before or after the cue, with what is joined to them."""
    hit = part.hit
    if before := lexicon.object_before.search(masked[part.start : hit.start]):
        named = before.groupdict()
        yield from _JOINTS.split(named.get("earlier") or "")
        yield named["object"] or named.get("subject") or ""
    elif after := lexicon.object_after.match(masked, hit.end, part.end):
        yield after["object"]
    for too in lexicon.object_too.finditer(masked, hit.end, part.end):
        yield too["object"]


def flat(words: str) -> str:
    """Words in one line, without the article before them and what is blanked."""
    plain = " ".join(words.replace(BLANK, " ").split())[:_LONGEST]
    return _DETERMINER.sub("", plain).strip(" .,;:")
