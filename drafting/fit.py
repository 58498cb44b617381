"""Makes a reply fit its channel by saying less, never by cutting what is said."""

from __future__ import annotations

from collections.abc import Callable

from desk.draft import Part, Sentence, text_of
from drafting.request import DraftRequest

# What is left out first. Sentences that cite a clause go last, and the first of them stays.
_OPTIONAL = (Part.EMPATHY, Part.THANKS, Part.CLOSING, Part.GREETING)
_ENOUGH = 2  # sentences of policy, of which a further one may go
_PUBLIC_LENGTH = 450  # in public a longer reply is read by nobody; courtesy beyond it is left out


def fitted(sentences: tuple[Sentence, ...], request: DraftRequest) -> tuple[Sentence, ...] | None:
    """The sentences that fit, or None where even the least of them does not.

    First courtesy goes, then ways to reach us, then further sentences of the clause.
    """
    limit = request.limits.length
    kept = sentences
    if request.public and limit is None:
        return _short(kept, request)
    if limit is None:
        return kept

    def fits(now: tuple[Sentence, ...]) -> bool:
        return _size(now, request) <= limit

    for parts in (_OPTIONAL[:2], (Part.NEXT_STEP,), _OPTIONAL[2:], (Part.QUESTION,)):
        kept = _without(kept, parts, fits)
    while not fits(kept):
        cited = [number for number, sentence in enumerate(kept) if sentence.citations]
        if len(cited) <= 1:
            return None
        last = next((n for n in reversed(cited) if kept[n].part is Part.POLICY), cited[-1])
        if last == cited[0]:
            last = cited[-1]
        kept = (*kept[:last], *kept[last + 1 :])
    return kept


def _short(sentences: tuple[Sentence, ...], request: DraftRequest) -> tuple[Sentence, ...]:
    """In public: without courtesy beyond a length, then without the last words of a long policy."""

    def fits(now: tuple[Sentence, ...]) -> bool:
        return _size(now, request) <= _PUBLIC_LENGTH

    kept = _without(sentences, (Part.THANKS, Part.EMPATHY), fits)
    stated = [n for n, sentence in enumerate(kept) if sentence.part is Part.POLICY]
    if len(stated) > _ENOUGH and not fits(kept):
        kept = (*kept[: stated[-1]], *kept[stated[-1] + 1 :])
    return kept


def _without(
    sentences: tuple[Sentence, ...],
    parts: tuple[Part, ...],
    fits: Callable[[tuple[Sentence, ...]], bool],
) -> tuple[Sentence, ...]:
    """Leaves out uncited sentences of these parts, one by one, until it fits."""
    kept = sentences
    for part in parts:
        for sentence in [s for s in kept if s.part is part and not s.citations]:
            if fits(kept):
                return kept
            rest = tuple(s for s in kept if s is not sentence)
            kept = rest or kept
    return kept


def _size(sentences: tuple[Sentence, ...], request: DraftRequest) -> int:
    text = text_of(sentences, paragraphs=request.limits.paragraphs)
    return request.length(request.normalise(text))
