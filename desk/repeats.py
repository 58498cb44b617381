"""Whether a reply says to one customer, nearly word for word, what another was sent lately."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from desk.draft import Finding
from desk.found import finding

ALIKE = 0.92  # share of words in the same order above which two replies are the same form letter
_LEAST = 8  # words below which replies are alike by nature
_WORD = re.compile(r"[^\W\d_]+")


def repeats_others(text: str, recent: Iterable[str], names: Iterable[str]) -> Iterator[Finding]:
    """A finding where `text` nearly repeats one of `recent`, which went to other customers.

    Names of this customer and figures do not count: a form letter with another name in it is a
    form letter.
    """
    mine = _words(text, names)
    if len(mine) < _LEAST:
        return
    counted = Counter(mine)
    for other in recent:
        theirs = _words(other, names)
        shared = sum((counted & Counter(theirs)).values())
        if 2 * shared < ALIKE * (len(mine) + len(theirs)):
            continue
        if SequenceMatcher(None, mine, theirs, autojunk=False).ratio() >= ALIKE:
            yield finding(
                "repeats_others",
                "another customer was sent nearly the same lately",
                "",
                (0, 0),
                "Say it for this customer: what they wrote about, in other words.",
            )
            return


def _words(text: str, names: Iterable[str]) -> list[str]:
    mine = {word.casefold() for name in names for word in _WORD.findall(name)}
    return [word for word in map(str.casefold, _WORD.findall(text)) if word not in mine]
