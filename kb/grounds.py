"""What is known of a clause before anything was asked: where it stands, and how general it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kb.reading import Vectors
from policies.book import Book

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Grounds:
    """One value a clause, in book order.

    `policy` numbers the policies, `place` counts from 0 in each; that and `length`, in words, are
    logarithms. `central` is the mean cosine to the rows
    of the book, and `internal` 1 where only agents may read it: what a colleague must do is often
    the answer that no customer page has.
    """

    policy: NDArray[np.intp]
    place: Numbers
    length: Numbers
    central: Numbers
    internal: Numbers

    @cached_property
    def usual(self) -> float:
        """Words of a usual clause."""
        return float(np.expm1(self.length).mean())

    @staticmethod
    def of(
        book: Book, lengths: NDArray[np.intp], vectors: Vectors | None, owner: NDArray[np.intp]
    ) -> Grounds:
        """`vectors` are those of the rows, `owner` the clause of each; None where they are not."""
        numbers: dict[str, int] = {}
        policy = np.array([numbers.setdefault(c.policy, len(numbers)) for c in book], dtype=np.intp)
        seen = np.zeros(len(numbers), dtype=np.intp)
        place = np.zeros(len(book), dtype=np.float32)
        for clause, number in enumerate(policy):
            place[clause] = seen[number]
            seen[number] += 1
        central = np.zeros(len(book), dtype=np.float32)
        if vectors is not None and len(vectors):
            np.maximum.at(central, owner, vectors @ vectors.mean(axis=0))
        return Grounds(
            policy,
            np.log1p(place),
            np.log1p(lengths.astype(np.float32)),
            central,
            np.array([not c.public for c in book], dtype=np.float32),
        )

    def some(self, places: NDArray[np.intp]) -> Grounds:
        """Those of a few clauses, whose policies are numbered anew."""
        policy = np.unique(self.policy[places], return_inverse=True)[1]
        return Grounds(
            policy,
            self.place[places],
            self.length[places],
            self.central[places],
            self.internal[places],
        )
