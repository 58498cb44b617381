"""The few numbers that were learned from data, with the command that learns them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from importlib import resources


@dataclass(frozen=True)
class Calibration:
    """`fusion` weighs the signals of a clause, `confidence` the evidence that it answers.

    Below `silent` no clause answers. `made_by` is the command that wrote these numbers.
    """

    fusion: dict[str, float]
    confidence: dict[str, float]
    silent: float
    made_by: str

    @staticmethod
    def shipped() -> Calibration:
        """The numbers that come with the product."""
        text = resources.files("kb").joinpath("data/calibration.json").read_text("utf-8")
        return Calibration(**json.loads(text))

    def written(self) -> str:
        """As the file says it."""
        return json.dumps(asdict(self), indent=2, sort_keys=True) + "\n"
