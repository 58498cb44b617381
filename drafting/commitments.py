"""The commitment reader: what a text would make us owe, found by patterns.

The same reader reads policy clauses, model text and what a person typed. Where it is not certain
whether words grant or only mention something it takes them to grant: the failure that matters is
a promise that nobody saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from desk.commitment import Commitment, read_all
from desk.reading.language import ENGLISH as ENGLISH_CODE
from desk.reading.language import languages_of
from desk.reading.spans import sentences
from drafting.reading.assent import assented
from drafting.reading.dutch import DUTCH
from drafting.reading.english import ENGLISH
from drafting.reading.french import FRENCH
from drafting.reading.german import GERMAN
from drafting.reading.italian import ITALIAN
from drafting.reading.lexicon import Lexicon
from drafting.reading.portuguese import PORTUGUESE
from drafting.reading.sentence import commitments_in
from drafting.reading.spanish import SPANISH
from policies.terms import Kind, Money

__all__ = ["PatternReader", "read_all"]

LEXICONS: Mapping[str, Lexicon] = {
    known.code: known for known in (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, DUTCH)
}


class PatternReader:
    """Reads commitments by patterns alone; it never fails, and takes time linear in the text."""

    def __init__(self, lexicons: Mapping[str, Lexicon] = LEXICONS) -> None:
        """`lexicons` are by ISO 639-1 code; what is in no known language is read as English."""
        self._lexicons = lexicons

    def read(self, text: str) -> tuple[Commitment, ...]:
        """The commitments of `text` in reading order."""
        usual, *others = languages_of(text)
        found: list[Commitment] = []
        units = list(sentences(text))
        for (start, end), (low, high) in pairwise((*units, (len(text), len(text)))):
            words = assented(text[start:end], text[low:high])
            amounts: set[Money | None] = set()
            for language in dict.fromkeys((*languages_of(words, usual), *others)):
                lexicon = self._lexicons.get(language, self._lexicons[ENGLISH_CODE])
                # Who types changes one sentence at a time; the others are known.
                known = _known(words, lexicon)
                # What one language calls a price is no gift because another lacks the word for it.
                new = [c for c in known if not (_bare_amount(c) and c.amount in amounts)]
                found.extend(_shifted(new, start))
                amounts |= {c.amount for c in new if isinstance(c.amount, Money)}
        return tuple(sorted(dict.fromkeys(found), key=lambda c: (c.start, c.end, c.kind)))


def _bare_amount(commitment: Commitment) -> bool:
    """Money that no word of the language governs."""
    money = isinstance(commitment.amount, Money)
    return commitment.kind is Kind.COMPENSATION and money and not commitment.object


@lru_cache(maxsize=1024)
def _known(sentence: str, lexicon: Lexicon) -> tuple[Commitment, ...]:
    return tuple(commitments_in(sentence, 0, len(sentence), lexicon))


def _shifted(found: Iterable[Commitment], by: int) -> Iterator[Commitment]:
    return (replace(c, start=c.start + by, end=c.end + by) for c in found)
