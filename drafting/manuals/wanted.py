"""What a question wants of a manual: its words, each with how much it tells in this book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drafting.bearing import Weights, stems
from drafting.wordlists import words

_LEAST_WEIGHT, _MOST_WEIGHT = 0.05, 2.0
# Who writes and when tells nothing of what they want.
_ASIDE = words(
    "customer name email mail id number reference address urgent meeting please phone january "
    "february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday"
)
# Words of doing, and of papers and means, that customers and manuals of any trade seldom share.
_ROWS = (
    "modification change modify amend reschedule move switch update upgrade correct edit adjust",
    "removal remove removing delete drop",
    "addition add adding",
    "cancellation cancellations cancel terminate",
    "return returns",
    "refund refunds",
    "reinstatement reinstate reinstated",
    "extension extend longer postpone more-time",
    "exchange swap",
    "accessibility access wheelchair disabled",
    "invoice receipt bill",
    "installment installments split",
    "arrangement arrangements plan overdue owe past-due",
    "accident crash collision",
    "booking bookings reservation reservations",
    "claim claims loss",
    "vehicle vehicles car truck",
    "pet dog cat",
)


def _alike() -> dict[str, str]:
    made: dict[str, str] = {}
    for row in _ROWS:
        first, *rest = (stem for word in row.split() for stem in stems(word)[:1])
        made |= dict.fromkeys((first, *rest), first)
    return made


_ALIKE = _alike()
_DEEDS = frozenset(
    _ALIKE.get(stem, stem)
    for stem in stems("modify remove add cancel extend exchange return reinstatement renewal")
)
_ENDING = frozenset(
    _ALIKE.get(stem, stem) for stem in stems("remove cancel exchange return reinstatement renewal")
)
_NOISE = frozenset(stem for word in _ASIDE for stem in stems(word))


@dataclass(frozen=True)
class Wanted:
    """The share of each word of a question that the book knows; the shares make 1."""

    shares: Mapping[str, float]
    weights: Weights

    @staticmethod
    def of(text: str, weights: Weights) -> Wanted:
        """A question in the customer's words, weighed by how rare each is in the book."""
        known = {
            _same(stem): min(_MOST_WEIGHT, max(_LEAST_WEIGHT, weights.weight(stem)))
            for stem in stems(text)
            if stem not in _NOISE and (weights.holding[stem] or weights.holding[_same(stem)])
        }
        whole = sum(known.values())
        shares = {stem: weight / whole for stem, weight in known.items()} if whole else {}
        return Wanted(shares, weights)

    def held(self, text: str) -> float:
        """How much of the question a text holds, 0..1."""
        there = {_same(stem) for stem in stems(text)}
        return sum(share for stem, share in self.shares.items() if stem in there)

    def covers(self, title: str) -> float:
        """The share of a title's words that the question names, 0..1."""
        named = {_same(stem) for stem in stems(title)}
        return len(named & self.shares.keys()) / len(named) if named else 0.0

    def same_deed(self, heading: str) -> bool:
        """Whether a heading names no deed, or one that the question names too.

        What holds for removing says nothing to somebody who adds.
        """
        deeds = {_same(stem) for stem in stems(heading)} & _DEEDS
        return not deeds or bool(deeds & self.shares.keys())

    def names(self, label: str, title: str) -> float:
        """How much of what a label says beyond its title the question names, 0..1."""
        own = {_same(stem) for stem in stems(label)} - {_same(stem) for stem in stems(title)}
        told = {stem: max(_LEAST_WEIGHT, self.weights.weight(stem)) for stem in own - _DEEDS}
        named = sum(weight for stem, weight in told.items() if stem in self.shares)
        return named / sum(told.values()) if told else 1.0

    def undone(self, text: str) -> bool:
        """Whether a text names none of the deeds that end or restore something, where such is
        asked: what speaks of another matter says nothing to who cancels or returns.
        """
        asked = _ENDING & self.shares.keys()
        return bool(asked) and not asked & {_same(stem) for stem in stems(text)}

    def beyond(self, title: str) -> Wanted:
        """What is wanted besides what a title says already."""
        there = {_same(stem) for stem in stems(title)}
        shares = {stem: share for stem, share in self.shares.items() if stem not in there}
        return Wanted(shares, self.weights)


def _same(stem: str) -> str:
    return _ALIKE.get(stem, stem)
