"""The numbers that were learned from data, with the command that learns them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources

from kb.ranker import Forest, forest_of, written


@dataclass(frozen=True)
class Calibration:
    """`fusion` weighs the signals of a clause; `confidence` are trees over the evidence that it
    answers, which add up to log-odds.

    Below `silent` no clause answers. From `sure` on one does: where the answer was taken away,
    that is said of few. `made_by` is the command that wrote these numbers.
    """

    fusion: dict[str, float]
    confidence: Forest
    silent: float
    sure: float
    made_by: str

    @staticmethod
    def shipped() -> Calibration:
        """The numbers that come with the product."""
        text = resources.files("kb").joinpath("data/calibration.json").read_text("utf-8")
        read = json.loads(text)
        return Calibration(**(read | {"confidence": forest_of(read["confidence"])}))

    def written(self) -> str:
        """As the file says it."""
        said = {
            "made_by": self.made_by,
            "fusion": self.fusion,
            "silent": self.silent,
            "sure": self.sure,
            "confidence": written(self.confidence),
        }
        return json.dumps(said, indent=1) + "\n"
