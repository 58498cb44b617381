"""What a commitment is about: "the shipping fee" in "we refund the shipping fee"."""

from __future__ import annotations

import re

from drafting.reading.lexicon import Lexicon
from policies.terms import Kind

_JOINTS = re.compile(
    r",? (?:and|plus|including|as well as|or|along with|together with|incl\.) (?:also )?",
    re.IGNORECASE,
)
_WHOLE_PART = frozenset({Kind.ACTION, Kind.ELIGIBILITY, Kind.STATEMENT, Kind.ADMISSION, Kind.PRICE})
_LONGEST = 120


def objects(
    masked: str, start: int, end: int, cue_start: int, cue_end: int, kind: Kind, lexicon: Lexicon
) -> tuple[str, ...]:
    """What the cue at `cue_start:cue_end` is about; several where they are joined, else one.

    Actions and entitlements are about all that is said to be done.
    """
    if kind in _WHOLE_PART:
        return (_plain(masked[cue_start if kind is not Kind.PRICE else start : end]),)
    if found := lexicon.object_before.search(masked[start:cue_start]):
        return (_plain(found["object"]),)
    if found := lexicon.object_after.match(masked[cue_end:end]):
        return tuple(
            filter(
                None,
                (_plain(found["object"]), *(_plain(p) for p in _JOINTS.split(found["more"] or ""))),
            )
        ) or ("",)
    return ("",)


def _plain(words: str) -> str:
    flat = " ".join(words.replace("\x00", " ").split())[:_LONGEST]
    return re.sub(
        r"^(?:the|your|a|an|all|any|our|this|that)\s+", "", flat, flags=re.IGNORECASE
    ).strip(" .,;:")
