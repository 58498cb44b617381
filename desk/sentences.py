"""Sentences of a text that a person edited, with the citations that they keep.

A sentence that a person leaves as it was keeps its clauses; one that they changed keeps the
clauses of the sentence it came from; a new one stands on nothing until it is compared.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from desk.draft import Part, Sentence

# A sentence ends at . ! ? or … (with closing quotes) before white space and something that may
# start a sentence, or at a line break. Dots in "e.g.", "No. 5" and numbers do not end one.
_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[^\sa-z0-9,;:])|\n+")
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|no|nr|dr|mr|mrs|ms|st|approx|incl|z\.B|bzw|ca)\.)$", re.IGNORECASE
)
_ALIKE = 0.45  # share of common characters above which an edited sentence is the old one


def split(text: str) -> tuple[str, ...]:
    """The sentences of a text in order, without the white space between them."""
    pieces: list[str] = []
    start = 0
    for match in _END.finditer(text):
        piece = text[start : match.start()]
        if _SHORT.search(piece) and "\n" not in match.group():
            continue
        pieces.append(text[start : match.end()])
        start = match.end()
    pieces.append(text[start:])
    return tuple(stripped for piece in pieces if (stripped := piece.strip()))


def carry(old: tuple[Sentence, ...], text: str) -> tuple[Sentence, ...]:
    """The sentences of an edited text; each takes part and citations from the old one it is.

    A new sentence that makes up a piece of an old one (the old one was split) counts as that one.
    A sentence like no old one is taken as a next step that cites every clause of the old text, so
    that what it promises is compared with the clauses on the sheet and with no others. What a
    second reader found in a sentence stands for that very sentence only.
    """
    known = [(sentence, piece) for sentence in old for piece in split(sentence.text)]
    everything = tuple(dict.fromkeys(c for sentence in old for c in sentence.citations))
    carried = []
    for piece in split(text):
        best, likeness = _closest(known, piece)
        if best is not None and likeness >= _ALIKE:
            read = best.read if piece == best.text else None
            carried.append(Sentence(piece, best.part, best.citations, read))
        else:
            carried.append(Sentence(piece, Part.NEXT_STEP, everything))
    return tuple(carried)


def _closest(known: list[tuple[Sentence, str]], piece: str) -> tuple[Sentence | None, float]:
    best: Sentence | None = None
    likeness = 0.0
    for sentence, old in known:
        if old == piece:
            return sentence, 1.0
        matcher = SequenceMatcher(None, old, piece, autojunk=False)
        if matcher.quick_ratio() > likeness and (ratio := matcher.ratio()) > likeness:
            best, likeness = sentence, ratio
    return best, likeness
