"""Full names of people that only the customer wrote: a public reply must not carry them on.

There is no list of names behind this. A name is told by what introduces it ("my name is", "Dr."),
or by its shape: capitalised words in a row of which none is a word of the trade or of a thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = r"[A-ZÀ-ÞĀ-ŽΑ-ΩА-Я][^\W\d_]*(?:['’-][^\W\d_]+)*"
_BETWEEN = r"(?:(?:de|del|della|di|da|dos|van|von|der|den|ten|al|el|bin|ibn|la|le|y|af|zu) )*"
_TAIL = r"(?: (?:Jr|Sr|II|III|IV)\b\.?)?"
_ROW = re.compile(rf"\b{_WORD}(?: (?:{_BETWEEN}{_WORD}|[A-Z]\.?(?= ))){{1,4}}{_TAIL}")
_TITLE = r"(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Sir|Herr|Frau|Monsieur|Mme|Señora?|Sra?|Signora?|Mevr)\.?"
_INTRODUCED = re.compile(
    rf"(?:\b(?i:my name is|name's|i am called|this is|i am|i['’]m|ich heiße|mein name ist|"
    rf"je m['’]appelle|me llamo|chamo-me|mi chiamo|ik heet|contact|regards|sincerely|yours|signed)"
    rf"[ ,:\n]+(?P<told>{_WORD}(?: {_BETWEEN}{_WORD}){{1,3}}))"
    rf"|\b{_TITLE} (?P<titled>(?:[A-Z]\. )?{_WORD}(?: {_BETWEEN}{_WORD}){{0,3}})"
)
_THINGS = """
    hotel inn resort lodge suites airport station street road avenue square park garden gardens
    bank card pay express store shop market mall center centre university college school hospital
    church museum theatre stadium company group ltd inc llc gmbh corp co university republic states
    kingdom north south east west new san santa los las saint st river lake mount bay beach island
    islands city town county state international national united american european british german
    french english spanish italian black friday cyber monday christmas easter eve year day days
    lamp table chair sofa desk bed bag box phone pro max plus mini air ultra edition series club
    premium gold silver platinum basic standard deluxe prime service services support team customer
    care desk terms policy conditions account app online web google apple amazon paypal visa
    mastercard microsoft windows android facebook instagram twitter youtube netflix
    dear hello hi hey thanks thank please sorry yes no ok order invoice reference number ticket
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december the a an i we you my your our this that
"""
_OF_THINGS = frozenset(_THINGS.split())


@dataclass(frozen=True)
class NameAt:
    """A full name at `text[start:end]`; `sure` where something introduces it as one."""

    words: str
    start: int
    end: int
    sure: bool


def full_names(text: str, common: frozenset[str] = frozenset()) -> Iterator[NameAt]:
    """What reads like the full name of a person; `common` are words in small letters that name
    none ("lamp" where a clause speaks of lamps).
    """
    taken: list[tuple[int, int]] = []
    for match in _INTRODUCED.finditer(text):
        group = "told" if match["told"] else "titled"
        if not _of_a_thing(match[group], common):
            taken.append(match.span(group))
            yield NameAt(match[group], *match.span(group), sure=True)
    for match in _ROW.finditer(text):
        start, words = _without_first(match, common)
        if not words or any(a < match.end() and start < b for a, b in taken):
            continue
        if not _of_a_thing(words, common):
            yield NameAt(words, start, start + len(words), sure=False)


def plain_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand in small letters in any of these texts."""
    return frozenset(m[0] for text in texts for m in re.finditer(r"\b[^\W\d_]{2,}", text)
                     if m[0].islower())  # fmt: skip


def _of_a_thing(words: str, common: frozenset[str]) -> bool:
    parts = [p for p in re.split(r"[\s.]+", words) if len(p) > 1 and p[0].isupper() and p.isalpha()]
    return any(p.casefold() in _OF_THINGS or p.casefold() in common for p in parts)


def _without_first(match: re.Match[str], common: frozenset[str]) -> tuple[int, str]:
    """The row without a first word that only begins a sentence ("When Ana Silva called")."""
    words = match[0]
    first, _, rest = words.partition(" ")
    if first.casefold() in common or first.casefold() in _OF_THINGS:
        start = match.start() + len(first) + 1
        return (start, rest) if " " in rest else (start, "")
    return match.start(), words
