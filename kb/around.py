"""What stands around a clause: how near the other clauses of its policy are to a question."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.grounds import Grounds
from kb.reach import Mask

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Around:
    """One value a clause, in book order, from the `fused` signals of those that may answer: `best`
    and `mean` of its policy, and the better of the two `beside` it. Where nothing stands beside a
    clause, that is the lowest of all.
    """

    best: Numbers
    mean: Numbers
    beside: Numbers

    @staticmethod
    def of(grounds: Grounds, fused: Numbers, mask: Mask) -> Around:
        """Looks at the whole of every policy; `mask` lets at least one clause through."""
        policy = grounds.policy
        inside = np.flatnonzero(mask)
        there, of = fused[inside], policy[inside]
        lowest = there.min()
        seen = np.where(mask, fused, lowest)
        count = int(policy.max()) + 1
        best = np.full(count, lowest, dtype=np.float32)
        np.maximum.at(best, policy, seen)
        having = np.maximum(np.bincount(of, minlength=count), 1)
        mean = (np.bincount(of, there, count) / having).astype(np.float32)
        same = policy[1:] == policy[:-1]
        beside = np.full(len(fused), lowest, dtype=np.float32)
        beside[:-1] = np.where(same, seen[1:], lowest)
        beside[1:] = np.maximum(beside[1:], np.where(same, seen[:-1], lowest))
        return Around(best[policy], mean[policy], beside)
