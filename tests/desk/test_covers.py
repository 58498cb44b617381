"""Which permission covers which commitment: the same kind, the same thing, under whatever name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.commitment import Commitment
from desk.covers import COVERED_BY, covers, speaks_again
from desk.permission import Permission
from policies.terms import Kind


def permitted(kind: Kind, thing: str = "", words: str = "", *, listed: bool = True) -> Permission:
    return Permission(
        kind=kind,
        object=thing,
        amount=None,
        exact=False,
        period=None,
        day=None,
        conditions=(),
        permits=True,
        words=words or thing,
        listed=listed,
    )


def owed(kind: Kind, thing: str = "", words: str = "") -> Commitment:
    words = words or f"we give {thing}"
    return Commitment(kind, words, 0, len(words), object=thing)


REFUND, ACTION, DEADLINE = Kind.REFUND, Kind.ACTION, Kind.DEADLINE
ELIGIBLE, REPLACE, WAIVER = Kind.ELIGIBILITY, Kind.REPLACEMENT, Kind.WAIVER


def test_each_kind_covers_itself_and_only_what_the_table_says() -> None:
    for asked in Kind:
        assert asked in COVERED_BY[asked]
        for kind in Kind:
            thing = permitted(kind, "shipping fee", "exchange the shipping fee")
            wish = owed(asked, "shipping fee", "refund exchange waive repair credit discount of "
                        "the shipping fee")  # fmt: skip
            assert covers(thing, wish) is (kind in COVERED_BY[asked]), (asked, kind)
    promised = {k for k in Kind if k not in COVERED_BY[ACTION]}
    assert promised == {Kind.ADMISSION, Kind.STATEMENT, ELIGIBLE}
    assert set(COVERED_BY[DEADLINE]) == set(Kind)


@pytest.mark.parametrize(
    ("thing", "promised", "words", "covered"),
    [
        # a part of the bill is covered by its own name alone
        ("shipping fee", "shipping fee", "", True),
        ("shipping fee", "delivery charge", "", True),
        ("shipping fee", "order", "", False),
        ("shipping fee", "order and shipping fee", "", True),
        ("shipping fee", "return fee", "", False),
        ("shipping fee", "shipping fee and hotel", "", False),
        ("shipping fee", "", "we refund the shipping fee", True),
        ("shipping fee", "", "we refund it", False),
        ("shipping fee", "", "the shipping fee", True),
        # the goods under any name, and no other part of the bill
        ("item", "lamp", "", True),
        ("order", "money", "", True),
        ("order", "shipping fee", "", False),
        ("", "order", "", True),
        ("", "hotel", "", True),
        # what is joined is covered one by one
        ("order and the shipping fee", "shipping fee", "", True),
        ("order and the shipping fee", "order", "", True),
        ("order and the shipping fee", "hotel", "", False),
        ("item or the gift card", "gift card", "", True),
        # "returned" only describes what is refunded
        ("returned shade", "shade", "we refund the shade that you returned", True),
        ("returned shade", "shade", "we refund the shade", False),
        ("gift shade", "shade", "we refund the shade, a gift", False),
    ],
)
def test_a_listed_refund(thing: str, promised: str, words: str, *, covered: bool) -> None:
    assert covers(permitted(REFUND, thing), owed(REFUND, promised, words)) is covered


@pytest.mark.parametrize(
    ("kind", "words", "promised", "said", "covered"),
    [
        (REFUND, "we refund you", "order", "", True),
        (REFUND, "we refund you", "shipping fee", "", False),
        (REFUND, "the shipping fee is late, we refund you", "shipping fee", "", True),
        (WAIVER, "you can keep it", "lamp", "", True),
        (WAIVER, "you can keep them", "shipping fee", "", False),
        (WAIVER, "both are free for you", "return label", "", False),
        (WAIVER, "the label is free for you", "label", "", True),
        (WAIVER, "the label", "label", "", True),
        (WAIVER, "the gift box is free", "", "the gift hotel", False),  # half is not enough
        (WAIVER, "the gift box is free", "", "the gift box is on us", True),
        (WAIVER, "the gift box is free", "", "the gift hotel taxi is on us", False),
        (WAIVER, "the gift box is free", "", "the hotel costs nothing", False),
    ],
)
def test_prose_that_names_no_object(
    kind: Kind, words: str, promised: str, said: str, *, covered: bool
) -> None:
    prose = permitted(kind, "", words, listed=False)
    assert covers(prose, owed(kind, promised, said)) is covered


@pytest.mark.parametrize(
    ("permission", "commitment", "covered"),
    [
        # what is done or allowed: half of what the permission names is there
        (permitted(ACTION, "call the carrier"), owed(ACTION, "call them"), True),
        (permitted(ACTION, "call the carrier depot"), owed(ACTION, "call them"), False),
        (permitted(ACTION, "call the carrier depot today"), owed(ACTION, "call the depot"), True),
        (permitted(ACTION), owed(ACTION, "paint it"), True),
        (permitted(ELIGIBLE, "return"), owed(ELIGIBLE, "return it"), True),
        (permitted(ELIGIBLE, "return"), owed(ELIGIBLE, "keep it"), False),
        # of another kind: its own noun must be said
        (permitted(REPLACE, "lamp"), owed(ELIGIBLE, "exchange the lamp"), True),
        (permitted(REPLACE, "lamp"), owed(ELIGIBLE, "keep the lamp"), False),
        (permitted(REPLACE, "shade"), owed(ELIGIBLE, "exchange the lamp"), True),
        (permitted(REPLACE, "shade glass"), owed(ELIGIBLE, "exchange the lamp"), False),
        (permitted(REFUND, "item"), owed(ACTION, "process your refund"), True),
        (permitted(REFUND, "item"), owed(ACTION, "send the item"), False),
        (permitted(ELIGIBLE, "exchange"), owed(REPLACE, "lamp", "we exchange the lamp"), True),
        (permitted(DEADLINE, "tracking link"), owed(ACTION, "send the tracking link"), True),
        (permitted(DEADLINE, "tracking link"), owed(ACTION, "send the parcel"), False),
        # of another kind and without an object: its words must be said, or half of them
        (permitted(Kind.COMPENSATION, "", "the agent can offer compensation"),
         owed(ACTION, "offer compensation", "we offer compensation"), True),
        (permitted(Kind.COMPENSATION, "", "the agent can offer compensation"),
         owed(ACTION, "cancel the flight", "we cancel the flight"), False),
        (permitted(Kind.COMPENSATION, "", "the agent can offer compensation"),
         owed(ACTION, "offer a hotel", "we offer a hotel"), True),
        (permitted(DEADLINE, "the item", "within 5 days"),
         owed(ACTION, "send it", "we send it within 5 days"), False),
    ],
)  # fmt: skip
def test_what_is_done_or_allowed(
    permission: Permission, commitment: Commitment, *, covered: bool
) -> None:
    assert covers(permission, commitment) is covered


@pytest.mark.parametrize(
    ("words", "thing", "again"),
    [
        ("the money is back within 5 days", "", True),
        ("you will have it on Friday", "", True),
        ("your money is back", "", False),
        ("the shipping fee is back", "shipping fee", False),
        ("it covers the shipping fee", "shipping fee", False),
        ("das Geld kommt am Freitag", "", True),
    ],
)
def test_what_may_be_said_again(words: str, thing: str, *, again: bool) -> None:
    assert speaks_again(permitted(REFUND), owed(REFUND, thing, words)) is again
    assert not speaks_again(permitted(Kind.CREDIT), owed(REFUND, thing, words))


@pytest.mark.parametrize(
    ("condition", "covered"),
    [
        ("If your item arrived damaged", True),
        ("if it is a DAMAGED item", True),
        ("If your item arrived late", False),
        ("If the lamp arrived damaged", True),
        ("If a part of the item arrived damaged", True),
        ("unless the item is damaged", False),
        ("sauf si: damaged item", False),
        ("if the item is not damaged", False),
        ("if the item is undamaged", False),
        ("even if the item is damaged", False),
        ("also if the item is damaged", False),
        ("whether the item is damaged", False),
        ("if it is new or a damaged item", False),
        ("wenn neu oder damaged item", False),
        ("si neuf OU damaged item", False),
        ("si nuevo o damaged item", False),
        ("si nuevo u damaged item", False),
        ("se nuovo oppure damaged item", False),
        ("als nieuw of damaged item", False),
    ],
)
def test_a_condition_may_say_of_what_it_is_promised(condition: str, *, covered: bool) -> None:
    item = permitted(Kind.REPLACEMENT, "damaged item", listed=False)
    promised = replace(owed(Kind.REPLACEMENT, words="we replace it"), conditions=(condition,))
    assert covers(item, promised) is covered
    again = replace(promised, conditions=("if you send the receipt", condition))
    assert covers(item, again) is covered
