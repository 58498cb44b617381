"""What a clause permits or forbids: what its owner listed, and what its own words say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from desk import permission
from desk.commitment import Commitment
from desk.permission import ClauseReading, ClauseReadings, Permission
from drafting.commitments import PatternReader
from policies.terms import Kind, Money, Percent, Period, Unit
from tests.services.clauses import clause


class Counting:
    """The reader of patterns, counting what it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self._reader = PatternReader()

    def read(self, text: str) -> tuple[Commitment, ...]:
        self.asked += 1
        return self._reader.read(text)


def read(text: str, *lines: str, listed: bool = True) -> ClauseReading:
    return ClauseReadings((PatternReader(),)).of(clause("a#b", text, *lines, listed=listed))


def said(text: str) -> tuple[Permission, ...]:
    return read(text, listed=False).said


FIVE_DAYS = Period(Decimal(5), Unit.DAY)


def eur(amount: int) -> Money:
    return Money(Decimal(amount), "EUR")


def test_what_the_owner_listed_is_permitted_as_listed() -> None:
    line = "refund of the shipping fee, up to 15 EUR, within 5 days, when: photo provided"
    found = read("We are kind.", line, "never: credit, exactly 5 EUR")
    refund, never = found.permissions
    assert (refund.kind, refund.object) == (Kind.REFUND, "shipping fee")
    assert (refund.amount, refund.exact, refund.period) == (eur(15), False, FIVE_DAYS)
    assert [str(condition) for condition in refund.conditions] == ["photo provided"]
    assert (refund.permits, refund.listed, refund.words) == (True, True, line)
    assert (refund.day, refund.under, refund.elsewhere) == (None, (), ())
    assert (never.kind, never.permits, never.exact) == (Kind.CREDIT, False, True)


def test_without_a_list_the_words_count_and_with_one_they_are_only_said() -> None:
    text = "We refund the shipping fee."
    bare, listed = read(text, listed=False), read(text, "credit")
    assert bare.permissions == bare.said
    assert [p.kind for p in listed.permissions] == [Kind.CREDIT]
    assert [p.kind for p in listed.said] == [Kind.REFUND]
    assert read(text).permissions == ()  # the owner listed that nothing is owed


def test_what_is_said_is_permitted_exactly_as_it_is_said() -> None:
    (fee,) = said("We refund 15 EUR of the shipping fee within 5 days.")
    assert (fee.kind, fee.amount, fee.exact, fee.period) == (Kind.REFUND, eur(15), True, FIVE_DAYS)
    assert (fee.permits, fee.listed, fee.conditions) == (True, False, ())
    (most,) = said("We refund up to 15 EUR of the shipping fee.")
    assert (most.amount, most.exact) == (eur(15), False)
    (half,) = said("We refund 50 % of the price.")
    assert (half.amount, half.exact) == (Percent(Decimal(50)), True)
    (whole,) = said("We refund 100 % of the price.")  # all of it is no amount
    assert (whole.amount, whole.exact) == (None, False)
    (never,) = said("We do not refund the shipping fee.")
    assert (never.permits, never.words) == (False, "We do not refund the shipping fee")
    (dated,) = said("We refund the shipping fee until 3 July 2026.")
    assert dated.day == date(2026, 7, 3)


class Naming:
    """A reader that says what a promise is about, as a model does."""

    def read(self, text: str) -> tuple[Commitment, ...]:
        return (Commitment(Kind.REFUND, text, 0, len(text), object="the fee"),)


def test_what_a_reader_says_that_it_is_about_is_kept() -> None:
    reading = ClauseReadings((Naming(),)).of(clause("a#b", "We refund it.", listed=False))
    assert [each.object for each in reading.said] == ["the fee"]


def test_what_is_said_stands_under_the_conditions_of_its_sentence() -> None:
    text = "Parcels travel. If it is late, we refund the shipping fee. Write to us."
    (fee,) = said(text)
    assert fee.conditions == fee.under == ("If it is late",)
    assert fee.elsewhere == ("Parcels travel.", "Write to us.")


def test_what_goes_on_stands_under_the_conditions_before_it() -> None:
    (then,) = said("If it is late, tell us. We then refund the shipping fee.")
    assert then.conditions == then.under == ("If it is late",)
    (plain,) = said("If it is late, tell us. We refund the shipping fee.")
    assert (plain.conditions, plain.under) == ((), ("If it is late",))
    (nearest,) = said("If it is late, tell us. If it is lost, call. We then refund the fee.")
    assert nearest.under == ("If it is lost",)
    (none,) = said("We then refund the shipping fee. If it is late, tell us.")
    assert (none.conditions, none.under) == ((), ())


def test_a_short_sentence_is_read_in_the_language_of_its_clause() -> None:
    text = "Wir prüfen jeden Artikel, den Sie schicken. Umtausch, falls defekt. Dann Erstattung."
    assert [each.under for each in said(text)][-1] == ("falls defekt",)


def test_a_list_of_conditions_is_each_of_its_items() -> None:
    text = "We refund the order if:\n- it is unused\n- you have the receipt"
    (refund,) = said(text)
    assert not any(str(words).endswith(":") for words in (*refund.conditions, *refund.under))
    assert any("unused" in str(words) for words in refund.conditions)
    assert any("receipt" in str(words) for words in refund.conditions)


def test_a_clause_is_read_once_for_each_version() -> None:
    reader = Counting()
    readings = ClauseReadings((reader,))
    one = clause("a#b", "We refund the fee.")
    first = readings.of(one)
    assert readings.of(one) is first
    assert (first.said, first.said) == (first.said, first.said)
    assert reader.asked == 1
    # the same words under another name are another clause
    other = replace(one, id=clause("a#c", "").id)
    assert readings.of(other) is not first
    assert readings.of(other).clause == other


def test_more_clauses_than_are_kept_are_read_again() -> None:
    readings = ClauseReadings((PatternReader(),))
    first = readings.of(clause("a#0", "-"))
    for n in range(1, permission._MOST_CLAUSES):
        readings.of(clause(f"a#{n}", "-"))
    assert readings.of(first.clause) is first
    last = readings.of(clause("a#last", "-"))
    assert readings.of(last.clause) is last
    assert readings.of(first.clause) is not first
