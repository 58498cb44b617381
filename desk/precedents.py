"""What was sent before for the same clause, so that like cases are answered alike.

An example for tone and form, and a precedent for the reviewer. It licenses nothing: the check
never sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from desk.mentioned import CODE, EMAIL, LINK, PHONE
from desk.personal import personal_data

_LONGEST = 700  # characters of an example
_GREETED = re.compile(
    r"^(?:dear|hi|hello|hey|hallo|liebe[rs]?|sehr geehrte[rs]?|bonjour|cher|chère|hola|olá|ciao|"
    r"beste|geachte)\s+[^,!.\n]{1,60}(?=[,!.\n])",
    re.IGNORECASE,
)


def redacted(text: str, names: Iterable[str]) -> str:
    """A reply without whose it was: no names, addresses, numbers of orders or links.

    `names` are those of its conversation; each word of them goes, however it is written.
    """
    spans = [(p.start, p.end) for p in personal_data(text)]
    spans += [m.span() for shape in (EMAIL, PHONE, CODE, LINK) for m in shape.finditer(text)]
    words = {w for name in names for w in re.findall(r"[^\W\d_]{2,}", name)}
    for word in words:
        spans += [m.span() for m in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)]
    greeted = _GREETED.match(text)
    if greeted:
        first = greeted.group().split(maxsplit=1)[0]
        spans.append((len(first) + 1, greeted.end()))
    return _without(text, spans)[:_LONGEST]


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    said, at = "", 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        if start >= at:
            said += text[at:start] + "…"
        at = end
    return said + text[at:]
