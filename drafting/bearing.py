"""How much a text bears on a question: the share of the question's telling words that it holds.

The same weights judge which clause the composer takes and which of its sentences. Words that are
everywhere in the book tell little; rare ones tell much.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from drafting.wordlists import words
from policies.book import Book

_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
_EMPTY = words(
    "the a an and or but if then than that this these those is are was were be been being am do "
    "does did done have has had having i you he she it we they me him her us them my your his its "
    "our their mine yours of to in on at by for from with about into over under after before "
    "between out up down off again further once here there when where why how all any both each "
    "few more most other some such no nor not only own same so too very can could will would "
    "shall should may might must just don't i'm i've it's what which who whom as while because "
    "until also get got please help need want like know tell hi hello hey thanks thank really "
    "still now today yet even much many one two make made take took there's can't didn't doesn't "
    "isn't wasn't won't haven't hasn't i'd let something anything going go way thing things say "
    "said says company ever try trying tried give gives given gave giving"
)
_SUFFIXES = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ingly",
    "edly",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "ers",
    "ed",
    "er",
    "es",
    "ly",
    "s",
    "e",
)
_ALIKE: dict[str, str] = {
    "package": "parcel",
    "shipment": "parcel",
    "late": "delay",
    "delayed": "delay",
    "slow": "delay",
    "delays": "delay",
    "broken": "damag",
    "smashed": "damag",
    "cracked": "damag",
    "shattered": "damag",
    "reimburse": "refund",
    "cash": "money",
    "colour": "color",
    "cheque": "check",
    "phone": "call",
    "telephone": "call",
    "swap": "exchange",
    "shipping": "deliver",
    "shipped": "deliver",
    "delivery": "deliver",
    "ship": "deliver",
    "deliveries": "deliver",
    "postage": "deliver",
    "arrive": "deliver",
    "arrived": "deliver",
    "arrives": "deliver",
    "cancellation": "cancel",
    "returned": "return",
    "fees": "fee",
    "charge": "fee",
    "charges": "fee",
    "voucher": "gift",
    "rude": "rud",
    "item": "product",
    "items": "product",
    "site": "website",
    "shop": "store",
    "hours": "hour",
    "open": "hour",
    "bought": "order",
    "purchase": "order",
    "purchased": "order",
    "stopped": "fault",
    "defective": "fault",
    "faulty": "fault",
    "defect": "fault",
    "transferring": "transfer",
    "guarantee": "warranty",
}


_SHORTEST = 3  # letters of a stem
_NAMES = 3.0  # clauses in which a word that none holds is taken to be


@dataclass(frozen=True)
class Question:
    """What each telling word of a question is worth: of its own words, and of policy's term."""

    words: Mapping[str, float]
    term: Mapping[str, float]

    def bearing(self, text: str) -> float:
        """How much of the question `text` holds, 0..1; half of it for the term, if there is one."""
        held = set(stems(text))
        own = sum(share for stem, share in self.words.items() if stem in held)
        if not self.term:
            return own
        return (own + sum(share for stem, share in self.term.items() if stem in held)) / 2

    def own(self, text: str) -> float:
        """How much of the question's own words `text` holds, 0..1."""
        held = set(stems(text))
        return sum(share for stem, share in self.words.items() if stem in held)

    def titled(self, title: str) -> float:
        """The share of a title's words that the question holds."""
        words = set(stems(title))
        return len(words & (self.words.keys() | self.term.keys())) / len(words) if words else 0.0


@dataclass(frozen=True)
class Weights:
    """How much each word tells, from how many clauses of one book hold it."""

    clauses: int
    holding: Counter[str]

    @staticmethod
    def of(book: Book) -> Weights:
        """The weights of a book."""
        holding: Counter[str] = Counter()
        for clause in book:
            holding.update(set(stems(f"{clause.title} {clause.text}")))
        return Weights(len(book), holding)

    def weight(self, stem: str) -> float:
        """From 0 for a word in every clause to about 5 for one in few of many.

        A word that no clause holds tells as little as one in a few: it may be a name.
        """
        return math.log((self.clauses + 1) / max(_NAMES, self.holding[stem] + 0.5))

    def question(self, words: str, term: str) -> Question:
        """A question in the customer's `words`, with policy's `term` for the problem, if known."""
        return Question(self._shares(words), self._shares(term))

    def _shares(self, text: str) -> dict[str, float]:
        each = {stem: max(0.1, self.weight(stem)) for stem in stems(text)}
        whole = sum(each.values())
        return {stem: weight / whole for stem, weight in each.items()}


def stems(text: str) -> list[str]:
    """The telling words of a text, cut to a common stem, with a few synonyms made one."""
    return [
        _stem(word)
        for word in (found.casefold().replace("’", "'") for found in _WORD.findall(text))
        if word not in _EMPTY
    ]


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    if word in _ALIKE:
        return _ALIKE[word]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return _ALIKE.get(word[: -len(suffix)], word[: -len(suffix)])
    return word
