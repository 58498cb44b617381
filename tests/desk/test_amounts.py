"""Amount, period and date of a promise beside its clause, and the words of each refusal."""

from __future__ import annotations

import pytest

from tests.services.clauses import Scene, clause

NO_AMOUNT = clause("fee#plain", "We refund the shipping fee.", "refund of the shipping fee")
NAMED = clause(
    "fee#named",
    "We refund the shipping fee of 5 EUR. Write to us within 2 weeks.",
    "refund of the shipping fee",
)
SHARE = clause(
    "next#share",
    "You get a discount of up to 10 % on your next order.",
    "discount on the next order, up to 10 %",
)
CAPPED = clause(
    "fee#capped",
    "We refund the shipping fee, up to 15 EUR.",
    "refund of the shipping fee, up to 15 EUR",
)
FEE = "We will refund your shipping fee"
ALL_OF_IT = "without an amount this is all of it, and the clause permits up to 15 EUR"


def faults(scene: Scene, text: str) -> list[str]:
    judged = {"above_limit", "period_differs"}
    return [f.why for f in scene.check(text).findings if f.code in judged]


@pytest.mark.parametrize(
    ("text", "scene"),
    [
        (f"{FEE}.", Scene((NO_AMOUNT,))),
        (f"{FEE} of 5 EUR.", Scene((NO_AMOUNT,), {"shipping_fee": "5 EUR"})),
        (f"{FEE} of 5 EUR.", Scene((NAMED,))),
        (f"{FEE} within 2 weeks.", Scene((NAMED,))),
        (f"{FEE}.", Scene((CAPPED,), {"shipping_fee": "4.90 EUR"})),
        (f"{FEE} by 8 July 2026.", Scene((NO_AMOUNT,), {"refund_date": "2026-07-08"})),
        ("We give you a discount of 8 %.", Scene((SHARE,))),
    ],
)
def test_what_stays_within(text: str, scene: Scene) -> None:
    assert faults(scene, text) == []


@pytest.mark.parametrize(
    ("text", "scene", "why"),
    [
        ("We will refund 150 % of your shipping fee.", Scene((NO_AMOUNT,)),
         "150 % is more than the whole"),
        (f"{FEE} of 6 EUR.", Scene((NAMED,)),
         "the clause names no amount, and no case fact says 6 EUR"),
        ("We give you a discount of 12 %.", Scene((SHARE,)),
         "12 % is not within 10 %, which is the most that the clause permits"),
        ("We give you a discount of 12 EUR.", Scene((SHARE,)),
         "12 EUR is not within 10 %, which is the most that the clause permits"),
        (f"{FEE}.", Scene((CAPPED,)), ALL_OF_IT),
        (f"{FEE}.", Scene((CAPPED,), {"shipping_fee": "20 EUR"}), ALL_OF_IT),
        (f"{FEE}.", Scene((CAPPED,), {"order_value": "5 EUR"}), ALL_OF_IT),
        (f"{FEE} within 3 weeks.", Scene((NAMED,)), "the clause says nothing of 3 weeks"),
        (f"{FEE} by 8 July 2026.", Scene((NO_AMOUNT,)),
         "no clause, fact or period of the clause gives 2026-07-08"),
    ],
)  # fmt: skip
def test_what_does_not(text: str, scene: Scene, why: str) -> None:
    assert faults(scene, text) == [why]
