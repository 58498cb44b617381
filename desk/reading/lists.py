"""Lists of conditions: "You can get it if you are either:" and the items below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

ALTERNATIVE = "\n"  # between the items of a list of which one must hold

_ITEM = re.compile(r"^\s*(?:[*•·–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?P<words>.+)", re.DOTALL)
_CONDITIONAL = re.compile(
    r"\b(?:if|when|unless|where|provided|as long as|must|requir\w+|need to|have to|following|"
    r"conditions?|criteria|eligible|entitled|qualif\w+|(?:you|they|he|she)(?:['’]re| are| have|"
    r"['’]ve)|"
    r"wenn|falls|sofern|voraussetzung\w*|si|lorsque|conditions?|cuando|requisitos?|se|quando|"
    r"requisiti|"
    r"als|indien|mits|voorwaarden)\b[^:]*:\s*$",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"\b(?:either|any|one (?:or more )?of|at least one|oder|eine[rs]? (?:der|von)|l['’]un\w*|"
    r"alguno|"
    r"uno de|um d\w+|uno d\w+|een van)\b",
    re.IGNORECASE,
)
_OR_AT_THE_END = re.compile(r"(?:,|;)?\s*\b(?:or|oder|ou|o|of)\W*$", re.IGNORECASE)


def lists_of(units: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """For each unit that opens a list of conditions: which it is, and its conditions.

    All items must hold, each a condition; where one of them is enough they are one condition with
    `ALTERNATIVE` between them.
    """
    for i, unit in enumerate(units):
        if not _CONDITIONAL.search(unit):
            continue
        items: list[str] = []
        for below in units[i + 1 :]:
            found = _ITEM.match(below)
            if not found:
                break
            items.append(" ".join(found["words"].split()))
        if not items:
            continue
        one_is_enough = _ANY.search(unit) or any(map(_OR_AT_THE_END.search, items[:-1]))
        yield i, (ALTERNATIVE.join(items),) if one_is_enough else tuple(items)
