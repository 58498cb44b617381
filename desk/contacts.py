"""Findings about links, addresses, phone numbers and codes that nobody gave.

A link, an address or a phone number that only the customer wrote is not ours to hand out: who
smuggles one into a message must not see it come back in our name. Codes may be theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from desk.draft import Finding
from desk.found import finding
from desk.grounding import Sources
from desk.mentioned import CODE, EMAIL, LINK, PHONE
from policies.clause import Clause
from policies.company import Company

_TRAILING = ".,;:!?…"


@dataclass(frozen=True)
class _Sort:
    """One sort of contact: its shape, whether one was given, and what is said if not."""

    code: str
    pattern: re.Pattern[str]
    given: Callable[[str], bool]
    why: str
    mend: str


def contacts(
    text: str, clauses: Iterable[Clause], company: Company, sources: Sources
) -> Iterator[Finding]:
    """Every link, address, phone number and code that no clause, fact or setting holds."""
    known = "\n".join((sources.told, *(c.text.casefold() for c in clauses)))
    taken: list[tuple[int, int]] = []
    for sort in _sorts(known, company, sources):
        for match in sort.pattern.finditer(text):
            words = match[0].rstrip(_TRAILING)
            span = (match.start(), match.start() + len(words))
            if any(a <= span[0] < b for a, b in taken):
                continue
            taken.append(span)
            if not sort.given(words.casefold()):
                yield finding(sort.code, sort.why.format(words), words, span, sort.mend)


def _sorts(known: str, company: Company, sources: Sources) -> tuple[_Sort, ...]:
    allowed = tuple(link.casefold() for link in company.links)
    phones = {_digits(m[0]) for m in PHONE.finditer(known)} | set(re.findall(r"\d{6,}", known))
    return (
        _Sort(
            "unsupported_link",
            EMAIL,
            lambda words: words in known,
            "no clause or setting holds the address {}",
            "Use an address from the contacts of the company.",
        ),
        _Sort(
            "unsupported_link",
            LINK,
            lambda words: _allowed(words, allowed) or _whole(words, known),
            "no clause or setting allows {}",
            "Use a link from a clause or from the company's list of links.",
        ),
        _Sort(
            "unsupported_phone",
            PHONE,
            lambda words: _digits(words) in phones,
            "no clause or setting holds {}",
            "Use a number from the contacts of the company.",
        ),
        _Sort(
            "unsupported_number",
            CODE,
            lambda words: words.strip("#") in known or words.strip("#") in sources.said,
            "nobody gave the code {}",
            "Take it out, or add the case fact that holds it.",
        ),
    )


def _digits(words: str) -> str:
    return re.sub(r"\D", "", words)


def _allowed(link: str, allowed: tuple[str, ...]) -> bool:
    """Whether a link begins with an allowed one that ends there: neither "shop.example.evil.com"
    nor "shop.example@evil.com" does.
    """
    bare = re.sub(r"^https?://", "", link)
    for prefix in allowed:
        start = re.sub(r"^https?://", "", prefix).rstrip("/")
        if start and bare.startswith(start) and bare[len(start) : len(start) + 1] in _AFTER_HOST:
            return True
    return False


_AFTER_HOST = frozenset({"", "/", "?", "#"})


def _whole(link: str, known: str) -> bool:
    """Whether exactly this link stands in what is known, not only the beginning of another."""
    return bool(re.search(rf"{re.escape(link)}(?![\w/-]|\.\w)", known))
