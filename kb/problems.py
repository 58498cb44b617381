"""A message that holds several problems is several questions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.lexical import words
from kb.reading import Span

_CHARS = 20_000  # of a longer message the beginning is searched
_PARTS = 6
_FEWEST_WORDS = 3  # below, a sentence says nothing that could be searched alone
_END = re.compile(r"(?<=[.!?…])\s+|[\r\n]+|(?<=[。！？])")
_ASKS = ("?", "？")


@dataclass(frozen=True)
class Asked:
    """What is searched of a message: the `text`, the `parts` of it that can be asked on their own,
    and the `point`, which is the last sentence that asks, or all of it.
    """

    text: str
    parts: tuple[Span, ...]
    point: Span

    @staticmethod
    def of(message: str) -> Asked:
        """Takes a message apart."""
        text = message[:_CHARS]
        sentences = list(_sentences(text))
        asking = [span for span in sentences if _said(text, span).endswith(_ASKS)]
        return Asked(
            text, _problems(text, sentences), asking[-1] if asking else (0, max(1, len(text)))
        )

    def words_of(self, span: Span) -> str:
        """The words of a part or of the point."""
        return _said(self.text, span)


def _problems(text: str, sentences: list[Span]) -> tuple[Span, ...]:
    """The sentences that can be asked on their own; none if it is one problem."""
    distinct: dict[str, Span] = {}
    for span in sentences:
        said = _said(text, span)
        if len(set(words(said))) >= _FEWEST_WORDS:
            distinct.setdefault(said, span)
    if len(distinct) == 1:
        return ()
    # What is asked comes before what is told, where there is not room for both.
    asked = [span for said, span in distinct.items() if said.endswith(_ASKS)]
    chosen = list(dict.fromkeys([*asked, *distinct.values()]))[:_PARTS]
    return tuple(sorted(chosen))


def _sentences(text: str) -> list[Span]:
    ends = [*_END.finditer(text)]
    starts = [0, *(end.end() for end in ends)]
    stops = [*(end.start() for end in ends), len(text)]
    return [
        (start, stop) for start, stop in zip(starts, stops, strict=True) if text[start:stop].strip()
    ]


def _said(text: str, span: Span) -> str:
    return text[span[0] : span[1]].strip()
