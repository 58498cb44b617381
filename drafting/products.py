"""Which product a clause is for, where a book has pages for several of them.

A page titled "Sky Blue Account: ATM fees" answers only those who have that account. Names are
found in the book itself: what stands before the colon in several titles, or in a policy's title.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from drafting.wordlists import words
from policies.book import Book
from policies.clause import Clause

_PREFIX = re.compile(r"^([A-Z][^:]{2,40}): \S")
_LEAST = 2  # titles that make a name of what stands before their colon
_NOT_NAMES = words("faq faqs internal note notes guide how general overview help tip tips policy")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Products:
    """The names of a book's products, longest first."""

    names: tuple[str, ...] = ()

    @staticmethod
    def of(book: Book) -> Products:
        """The products that the titles of a book name."""
        found = (_PREFIX.match(clause.title) for clause in book)
        seen = Counter(match[1].strip() for match in found if match)
        names = (
            name
            for name, times in seen.items()
            if times >= _LEAST and not (_words(name) & _NOT_NAMES) and not _spoken(name, book)
        )
        return Products(tuple(sorted(names, key=len, reverse=True)))

    def open_in(self, clause: Clause, text: str) -> str:
        """The product that a clause is for and that `text` does not name; empty if there is none.

        A name counts as named by its telling words: "my sky blue" is the Sky Blue Account.
        """
        title = f"{clause.policy_title} {clause.title} {clause.policy.replace('-', ' ')}".casefold()
        name = next((name for name in self.names if name.casefold() in title), "")
        if not name:
            return ""
        telling = _words(name) - self._common
        return "" if telling and telling <= _words(text) else name

    @property
    def _common(self) -> frozenset[str]:
        """Words that many names share tell nothing: "account", "card"."""
        seen = Counter(word for name in self.names for word in _words(name))
        many = max(2, len(self.names) / 5)
        return frozenset(word for word, times in seen.items() if times > many)


def _spoken(name: str, book: Book) -> bool:
    """Whether a clause writes a name of one word in small letters, as it writes "exchange"."""
    small = re.compile(rf"\b{re.escape(name.lower())}\b")
    return " " not in name and any(small.search(clause.text) for clause in book)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))
