import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.commitment import Commitment
from desk.conversation import Triage
from desk.draft import Attribution, Citation, Finding, Sentence
from desk.facts import Fact
from policies.clause import Licence
from policies.terms import Condition, Money, Percent, Period
from store.codec import codec

text = st.text(st.characters(codec=None), max_size=40)  # lone surrogates and NUL too
st.register_type_strategy(str, text)
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))

SHAPES = (
    *(tuple[Sentence, ...], tuple[Commitment, ...], tuple[Finding, ...], tuple[Citation, ...]),
    *(tuple[Fact, ...], Triage, Attribution, Licence, Condition, dict[str, str], frozenset[str]),
    *(Money | Percent | Period | Decimal | date | str | bool, Money | None, datetime),
    dict[str, str | int | None],
)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@settings(max_examples=40)
@given(data=st.data())
def test_what_goes_in_comes_out(shape: Any, data: st.DataObject) -> None:
    value = data.draw(st.from_type(shape))
    kept = codec(shape).dump(value)
    assert kept.isascii()
    assert "\x00" not in kept
    assert codec(shape).load(kept) == value
    assert type(codec(shape).load(kept)) is type(value)


def test_a_decimal_keeps_its_zeros() -> None:
    kept = codec(Money).dump(Money(Decimal("5.00"), "EUR"))
    assert str(codec(Money).load(kept).amount) == "5.00"


def test_true_is_not_one_and_a_date_is_not_its_name() -> None:
    either = codec(Decimal | date | str | bool)
    for value in (True, "2026-01-01", date(2026, 1, 1), Decimal(1)):
        assert type(either.load(either.dump(value))) is type(value)


def test_a_field_that_older_rows_lack_is_its_default() -> None:
    @dataclass(frozen=True)
    class Grown:
        name: str
        added: int = 3

    assert codec(Grown).load('{"name": "a", "dropped": 1}') == Grown("a", 3)
    with pytest.raises(KeyError, match="name"):
        codec(Grown).load("{}")


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(TypeError):
        codec(Money).dump(Percent(Decimal(1)))
    with pytest.raises(ValueError, match="JSON"):
        codec(float).dump(float("nan"))
    with pytest.raises(TypeError, match="no codec"):
        codec(complex)


def test_a_moment_keeps_its_zone() -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert codec(datetime).load(codec(datetime).dump(noon)) == noon
    assert json.loads(codec(datetime).dump(noon)) == "2026-01-01T12:00:00+00:00"
