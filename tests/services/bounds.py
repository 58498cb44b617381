"""What a number of trials without, or with few, failures says."""

from __future__ import annotations

from math import comb


def at_most(failures: int, trials: int, confidence: float = 0.95) -> float:
    """The exact upper bound of the share that fails (Clopper and Pearson 1934, one-sided).

    For no failure it is 1 - (1 - confidence) ** (1 / trials), close to 3 / trials.
    """
    if failures >= trials:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(60):
        share = (low + high) / 2
        chance = sum(
            comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(failures + 1)
        )
        low, high = (share, high) if chance > 1 - confidence else (low, share)
    return high
