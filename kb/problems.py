"""A message that holds several problems is several questions."""

from __future__ import annotations

import re

from kb.lexical import words

_CHARS = 20_000  # of a longer message the beginning is searched
_PARTS = 6
_FEWEST_WORDS = 3  # below, a sentence says nothing that could be searched alone
_END = re.compile(r"(?<=[.!?…])\s+|[\r\n]+|(?<=[。！？])")


def problems(message: str) -> tuple[str, ...]:
    """The sentences of a message that can be asked on their own; none if it is one problem."""
    sentences = [sentence.strip() for sentence in _END.split(message[:_CHARS])]
    telling = [sentence for sentence in sentences if len(set(words(sentence))) >= _FEWEST_WORDS]
    distinct = tuple(dict.fromkeys(telling))
    if len(distinct) == 1:
        return ()
    # What is asked comes before what is told, where there is not room for both.
    asked = [sentence for sentence in distinct if sentence.endswith(("?", "？"))]
    chosen = {*(*asked, *distinct)[:_PARTS]} if len(distinct) > _PARTS else set(distinct)
    return tuple(sentence for sentence in distinct if sentence in chosen)


def whole(message: str) -> str:
    """As much of a message as is searched at once."""
    return message[:_CHARS]
