"""What one language says when it commits: the patterns that a reader needs of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policies.terms import Kind

BLANK = "\x00"  # stands for characters that are taken out, so that positions stay


@dataclass(frozen=True)
class Cue:
    """A way to name a commitment. `giving` asks for a word of giving beside it ("a voucher")."""

    kind: Kind
    pattern: re.Pattern[str]
    giving: bool = False


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The patterns of one language; all are compiled and ignore case.

    `mention_before` and `mention_after` say that a cue is only spoken of ("your refund request").
    `not_negation` are phrases whose "no" or "not" refuses nothing, `free_negation` those that give
    ("you do not pay"), `pledge` promises even what will not happen. `due` and `until` stand before
    a time or a day that is promised. `choice` ends in a wish that is offered ("tell us whether you
    would like"). `told` names money that is only spoken of ("you paid 84 EUR"), and `priced` stands
    right before a price ("for 29 EUR").
    """

    code: str
    cues: tuple[Cue, ...]
    giving: re.Pattern[str]
    mention_before: re.Pattern[str]
    mention_after: re.Pattern[str]
    offer: re.Pattern[str]
    choice: re.Pattern[str]
    negation: re.Pattern[str]
    negation_after: re.Pattern[str]
    free_negation: re.Pattern[str]
    not_negation: re.Pattern[str]
    pledge: re.Pattern[str]
    told: re.Pattern[str]
    priced: re.Pattern[str]
    may: re.Pattern[str]
    own_subject: re.Pattern[str]
    hard_break: re.Pattern[str]
    soft_break: re.Pattern[str]
    due: re.Pattern[str]
    until: re.Pattern[str]
    past: re.Pattern[str]
    at_most: re.Pattern[str]
    whole: re.Pattern[str]
    twice: re.Pattern[str]
    object_after: re.Pattern[str]
    object_too: re.Pattern[str]
    object_before: re.Pattern[str]


def pattern(words: str) -> re.Pattern[str]:
    """A compiled pattern that ignores case."""
    return re.compile(words, re.IGNORECASE)
