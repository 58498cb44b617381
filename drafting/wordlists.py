"""Lists of words, written as a line of text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text that white space parts."""
    return frozenset(text.split())
