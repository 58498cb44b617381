"""Capital letters of headings and items, made fit for the middle of a sentence."""

from __future__ import annotations

import re

from drafting.wordlists import words

_WORD = re.compile(r"[^\W\d_]+")
_LITTLE = words(
    "a an the of by for to in on at and or with per from until no not only all any each always "
    "never subject best includes provides requires eligible allowed full individual new cannot "
    "when if unless otherwise"
)
# A word with a capital after a word without: a name, and no beginning.
_NAME = re.compile(r"\b(?!(?:of|the|to|for|and|or|by|an?)\b)[a-z]+,? ([A-Z][a-z]+)")


class Letters:
    """What a clause writes in small letters is no name and may be small in our sentence."""

    def __init__(self, text: str) -> None:
        """`text` is the clause's."""
        self._small = frozenset(word for word in _WORD.findall(text) if word.islower())
        self._names = frozenset(_NAME.findall(text))

    def small(self, text: str) -> str:
        """The text with a small first letter, where its first word is no name."""
        first = _WORD.match(text)
        known = first is not None and first.group().casefold() in self._small | _LITTLE
        return f"{text[:1].lower()}{text[1:]}" if known else text

    def first(self, text: str) -> str:
        """The text with a small first letter, unless it begins with a name or an abbreviation."""
        word = _WORD.match(text)
        plain = word is not None and word.group().istitle() and word.group() not in self._names
        return f"{text[:1].lower()}{text[1:]}" if plain else text

    def label(self, text: str) -> str:
        """A heading as a sentence writes it: "Base Fee" is "Base fee", "TIER RULE" "Tier rule"."""
        telling = [word for word in _WORD.findall(text) if word.casefold() not in _LITTLE]
        if len(telling) > 1 and all(word.isupper() for word in telling):
            return text.capitalize()
        first = _WORD.match(text)
        if first is not None and telling and all(word[0].isupper() for word in telling):
            return f"{first.group()}{_WORD.sub(self._small_title, text[first.end() :])}"
        return text

    def _small_title(self, found: re.Match[str]) -> str:
        word = found.group()
        return word.lower() if word.istitle() and word not in self._names else word
