"""Whether a part of a sentence grants, may grant or refuses."""

from __future__ import annotations

import re

from desk.reading.conditions import ConditionAt
from drafting.reading.cues import Part
from drafting.reading.lexicon import Lexicon
from policies.terms import Kind

_DENIED = frozenset({Kind.STATEMENT, Kind.ADMISSION})
_PLEDGED = frozenset({Kind.ACTION, Kind.ELIGIBILITY})
_NEAR = 12  # characters before a statement in which "not" denies it
_AFTER = 80
_TWICE = 2
# "We cannot and will not" denies once, in two words; so do "no, we cannot" and "ne … pas".
_JOINED = re.compile(
    r",|\b(?:and|or|nor|neither|und|oder|noch|weder|ni|ou|et|y|o|e|of|en)\b|^\W*(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_OR = re.compile(r"\W*(?:or|nor|oder|noch|ni|ou|o|of)\b", re.IGNORECASE)


def refusals(masked: str, found: tuple[Part, ...], lexicon: Lexicon) -> tuple[bool, ...]:
    """For each part whether it is refused. "We cannot refund or replace" refuses both."""
    refused: list[bool] = []
    for part in found:
        mine = _refused(masked, part, lexicon)
        if not mine and part.joint is not None and refused and refused[-1]:
            mine = _shares_refusal(masked[part.joint : part.hit.start], lexicon)
        refused.append(mine)
    return tuple(refused)


def excepted(stated: tuple[ConditionAt, ...]) -> bool:
    """Whether a refusal is lifted by what it states: "no refund unless it is faulty"."""
    return any(c.exception or c.words.casefold().startswith("only ") for c in stated)


def _refused(masked: str, part: Part, lexicon: Lexicon) -> bool:
    """Whether a negation stands before the cue in its own chunk, or right after it."""
    hit = part.hit
    words = masked[hit.start : hit.end]
    if hit.kind in _DENIED:
        before = masked[max(part.start, hit.start - _NEAR) : hit.start]
        inside = hit.kind is Kind.ADMISSION and lexicon.negation.search(words)
        return bool(inside or lexicon.negation.search(before))
    if hit.kind is Kind.WAIVER and lexicon.free_negation.search(words):
        return False  # "you do not pay": the negation is the gift
    if hit.kind in _PLEDGED and lexicon.pledge.search(words):
        # "We promise that this never happens again" promises, "we cannot promise" does not.
        before = masked[max(part.start, hit.start - _NEAR) : hit.start]
        return bool(lexicon.negation.search(before))
    soft = [m.end() for m in lexicon.soft_break.finditer(masked, part.start, hit.start)]
    before = _without(masked[soft[-1] if soft else part.start : hit.end], lexicon)
    negations = list(lexicon.negation.finditer(before))
    if len(negations) == _TWICE and not _JOINED.search(
        before, negations[0].end(), negations[1].start()
    ):
        return False  # "there is no way we would not refund it" refunds it
    if negations:
        return True
    after = _without(masked[hit.end : part.end][:_AFTER], lexicon)
    return bool(lexicon.negation_after.match(after))


def _without(words: str, lexicon: Lexicon) -> str:
    """The words without the phrases whose "no" or "not" refuses nothing."""
    return lexicon.not_negation.sub(lambda m: "_" * len(m[0]), words)


def _shares_refusal(between: str, lexicon: Lexicon) -> bool:
    return not lexicon.own_subject.search(between) and bool(_OR.search(between))
