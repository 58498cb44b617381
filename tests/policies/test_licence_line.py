from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.clause import Licence
from policies.faults import NotUnderstood
from policies.licence_line import parse_licence
from policies.terms import Condition, Kind, Money, Op, Percent, Period, Unit

EUR15 = Money(Decimal(15), "EUR")
DAYS30 = Period(Decimal(30), Unit.DAY)


@pytest.mark.parametrize(
    ("line", "licence"),
    [
        (
            "- refund of the shipping fee, up to 15 EUR, when: delay > 5 working days",
            Licence(
                Kind.REFUND,
                "shipping fee",
                EUR15,
                conditions=(
                    Condition(
                        "delay",
                        Op.MORE,
                        (Period(Decimal(5), Unit.WORKING_DAY),),
                        "delay > 5 working days",
                    ),
                ),
            ),
        ),
        (
            "refund of price, within 30 days, when: reason is damaged or faulty; photo provided",
            Licence(
                Kind.REFUND,
                "price",
                period=DAYS30,
                conditions=(
                    Condition(
                        "reason", Op.IS, ("damaged", "faulty"), "reason is damaged or faulty"
                    ),
                    Condition("photo_provided", Op.IS, (True,), "photo provided"),
                ),
            ),
        ),
        (
            "credit, exactly 10 EUR, when: tier is gold",
            Licence(
                Kind.CREDIT,
                amount=Money(Decimal(10), "EUR"),
                exact=True,
                conditions=(Condition("tier", Op.IS, ("gold",), "tier is gold"),),
            ),
        ),
        (
            "discount on the next order, up to 10 %",
            Licence(Kind.DISCOUNT, "next order", Percent(Decimal(10))),
        ),
        (
            "action: call back, within 1 working day",
            Licence(Kind.ACTION, "call back", period=Period(Decimal(1), Unit.WORKING_DAY)),
        ),
        (
            "eligibility to return the item, within 30 days, when: not opened",
            Licence(
                Kind.ELIGIBILITY,
                "return the item",
                period=DAYS30,
                conditions=(Condition("opened", Op.IS, (False,), "not opened"),),
            ),
        ),
        (
            "never: refund of opened hygiene products",
            Licence(Kind.REFUND, "opened hygiene products", permits=False),
        ),
        (
            "never: action: redirect a parcel that has left us",
            Licence(Kind.ACTION, "redirect a parcel that has left us", permits=False),
        ),
        (
            "repair of the lamp, for 2 years when: bought on >= 2026-01-01",
            Licence(
                Kind.REPAIR,
                "lamp",
                period=Period(Decimal(2), Unit.YEAR),
                conditions=(
                    Condition(
                        "bought_on", Op.AT_LEAST, (date(2026, 1, 1),), "bought on >= 2026-01-01"
                    ),
                ),
            ),
        ),
        ("price for express delivery", Licence(Kind.PRICE, "express delivery")),
        ("Admission", Licence(Kind.ADMISSION)),
    ],
)
def test_lines_read_as_their_owner_means_them(line: str, licence: Licence) -> None:
    read = parse_licence(line)
    assert read == Licence(
        kind=licence.kind,
        object=licence.object,
        amount=licence.amount,
        exact=licence.exact,
        period=licence.period,
        conditions=licence.conditions,
        permits=licence.permits,
        words=line.removeprefix("- "),
    )
    assert parse_licence(read.words) == read


# Each of these, read leniently, would licence more than its owner meant.
@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("", "empty"),
        ("refnd of the fee", "Did you mean refund"),
        ("full refund of the fee", '"full"'),
        ("nothing", "stands alone"),
        ("refund the fee", '"the fee"'),
        ("refund of", '"of"'),
        ("refund of the fee up to 15 EUR", '"up to"'),
        ("refund up to 15 EUR", '"up to 15 EUR"'),
        ("refund of 15 EUR", '"15 EUR"'),
        ("discount of 10 % on the next order", '"10 %"'),
        ("repair of the lamp for 2 years", '"2 years"'),
        ("refund of the fee if damaged", '"if"'),
        ("refund of the fee, if damaged", "when:"),
        ("refund of the fee, at most 15 EUR", 'Write "up to" instead of "at most"'),
        ("refund of the fee, up to 15", '"15"'),
        ("refund of the fee, up to 5 days", '"5 days"'),
        ("refund of the fee, up to 1,500 EUR", '"1,500"'),
        ("refund of the fee, within 15 EUR", '"15 EUR"'),
        ("refund of the fee, within 30 days of delivery", '"days of delivery"'),
        ("refund of the fee, up to 15 EUR, up to 20 EUR", "second amount"),
        ("refund of the fee, within 5 days, for 2 years", "second period"),
        ("refund of the fee, tax and duty", 'Join several things with "and"'),
        ("refund of the fee,", "An empty part"),
        ("refund of the fee, when:", "condition is missing"),
        ("refund of the fee, when: delay > 5 working days;", "condition is missing"),
        ("refund of the fee, when: delay > 5 working days late", '"working days late"'),
        ("refund of the fee, when: delay more than 5 working days", '"delay more than 5'),
        ("refund of the fee, when: delay more than a week", '"more"'),
        ("refund of the fee, when: tier > gold", '"gold" has no order'),
        ("refund of the fee, when: tier is", "value is missing"),
        ("refund of the fee, when: tier is gold or", "value is missing"),
        ("refund of the fee, when: tier is not gold or silver", "takes one value"),
        ("refund of the fee, when: reason is damaged and late", '"and"'),
        ("refund of the fee, when: reason is damaged, photo provided", '","'),
        ("refund of the fee, when: damaged and photo provided", '"and"'),
        ("refund of the fee, when: not reason is damaged", 'Write "reason is not damaged"'),
        ("refund of the fee, when: > 5 days", "name of a fact is missing"),
        ("refund of the fee, when: 5 days < delay", '"5 days"'),
        ("refund of the fee, when: delay = 5 days", '"delay = 5 days"'),
        ("never refund of the fee", '"never"'),
        (f"refund of {'x' * 700}", "longer than"),
    ],
)
def test_lines_that_do_not_fit_are_refused_with_the_word(line: str, word: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_licence(line)
    assert word in str(refused.value)
    assert refused.value.mend


@given(st.text(max_size=80))
def test_no_line_breaks_the_grammar(line: str) -> None:
    try:
        licence = parse_licence(line)
    except NotUnderstood as refused:
        assert refused.message  # noqa: PT017  # either a licence or a message, nothing else
    else:
        assert parse_licence(licence.words) == licence


_FACTS = ["delay", "reason", "photo provided", "days since delivery", "tier", "pick-up point"]
_CONDITIONS = st.one_of(
    st.builds(
        "{} {} {}".format,
        st.sampled_from(_FACTS),
        st.sampled_from(["<", "<=", ">", ">="]),
        st.sampled_from(["5 working days", "15 EUR", "10 %", "2026-01-31", "3"]),
    ),
    st.builds(
        "{} {} {}".format,
        st.sampled_from(_FACTS),
        st.sampled_from(["is", "is not"]),
        st.sampled_from(["gold", "wrong item", "3", "15 EUR"]),
    ),
    st.builds(
        "{} is {} or {}".format, st.sampled_from(_FACTS), *[st.sampled_from(["a", "b c"])] * 2
    ),
    st.builds("{}{}".format, st.sampled_from(["", "not "]), st.sampled_from(_FACTS)),
)
_LINES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "never: "]),
        st.sampled_from([kind.value for kind in Kind]),
        st.sampled_from(["", " of the fee", " to return the item", ": call back", " on the order"]),
        st.sampled_from(["", ", up to 15 EUR", ", exactly 9.90 GBP", ", up to 10 %"]),
        st.sampled_from(["", ", within 30 days", ", for 2 years"]),
        st.one_of(
            st.just(""),
            st.lists(_CONDITIONS, min_size=1, max_size=3).map(
                lambda parts: ", when: " + "; ".join(parts)
            ),
        ),
    ),
)


@given(_LINES)
def test_every_line_of_the_grammar_reads_and_reads_again(line: str) -> None:
    licence = parse_licence(f"-  {line}")
    assert parse_licence(licence.words) == licence
    assert licence.permits is not line.startswith("never")
    assert (licence.amount is not None) == ("up to" in line or "exactly" in line)
    assert (licence.period is not None) == (", within" in line or ", for" in line)
    assert len(licence.conditions) == (line.count(";") + 1 if "when:" in line else 0)
