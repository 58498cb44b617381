"""Where the sentences of a reply stand in its text, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desk.draft import Part, Sentence


@dataclass(frozen=True)
class Stretch:
    """A sentence at `text[start:end]`; both are 0 where the text does not hold it."""

    sentence: Sentence
    start: int
    end: int

    def holds(self, position: int) -> bool:
        """Whether a position of the text is inside it."""
        return self.start <= position < self.end


def placed(text: str, sentences: tuple[Sentence, ...]) -> tuple[Stretch, ...]:
    """Each sentence where it stands, looked for in order."""
    found = []
    at = 0
    for sentence in sentences:
        start = text.find(sentence.text, at) if sentence.text else -1
        if start < 0:
            found.append(Stretch(sentence, 0, 0))
        else:
            at = start + len(sentence.text)
            found.append(Stretch(sentence, start, at))
    return tuple(found)


def gaps(text: str, stretches: tuple[Stretch, ...]) -> Iterator[Stretch]:
    """What stands between the sentences, as sentences that cite nothing."""
    at = 0
    for stretch in stretches:
        if stretch.end and text[at : stretch.start].strip():
            yield Stretch(Sentence(text[at : stretch.start], Part.NEXT_STEP), at, stretch.start)
        at = max(at, stretch.end)
    if text[at:].strip():
        yield Stretch(Sentence(text[at:], Part.NEXT_STEP), at, len(text))
