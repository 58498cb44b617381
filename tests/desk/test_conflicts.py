"""Two clauses that one case can meet and that grant unlike much: always found, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.conflicts import Granting, among
from policies.book import Book
from policies.clause import Clause, Covers
from policies.reader import read_folder
from tests.services.clauses import Scene, clause, codes

_FIRST = date(2026, 1, 1)
_DAYS = st.integers(0, 9).map(lambda days: _FIRST + timedelta(days))
_REGIONS = st.sets(st.sampled_from(["eu", "uk", "us"]), min_size=1)
_SCOPES = st.dictionaries(
    st.sampled_from(["region", "brand", "product", "channel", "tier"]), _REGIONS, max_size=2
)
_LATE = "A parcel that comes late: we refund the shipping fee that you paid."
_clauses = st.lists(
    st.builds(
        lambda name, fee, start, end, scope: clause(
            name,
            _LATE,
            f"refund of the shipping fee, up to {fee} EUR",
            in_force=start,
            until=end,
            scope=scope,
        ),
        st.sampled_from(["a#1", "b#1", "c#1", "d#1"]),
        st.sampled_from([4, 5]),
        st.none() | _DAYS,
        st.none() | _DAYS,
        _SCOPES,
    ),
    max_size=5,
    unique_by=lambda made: made.id,
)


@given(
    clauses=_clauses,
    day=_DAYS,
    case=st.dictionaries(
        st.sampled_from(["region", "brand", "product", "channel", "tier"]),
        st.sampled_from(["EU", "uk", "us"]),
    ),
)
def test_found_exactly_where_both_hold_and_cover(
    clauses: list[Clause], day: date, case: dict[str, str]
) -> None:
    book = Book.of(clauses)
    held = [c for c in clauses if c.holds_on(day) and c.scope.covers(case) is not Covers.NO]

    def together(one: Clause, other: Clause) -> bool:
        """Told without the code under test: some full case in which neither is ruled out."""
        both = one.scope.allowed.keys() & other.scope.allowed.keys()
        return all(
            any(
                value in one.scope.allowed[name] and value in other.scope.allowed[name]
                for value in ("eu", "uk", "us")
            )
            for name in both
        )

    wanted = {
        frozenset({one.id, other.id})
        for one in held
        for other in held
        if one.id < other.id
        and one.licences
        and other.licences
        and one.licences[0].amount != other.licences[0].amount
        and together(one, other)
    }
    assert {frozenset({c.one.id, c.other.id}) for c in among(clauses, day, case)} == wanted
    everywhere = {frozenset({c.one.id, c.other.id}) for c in Granting(book).conflicts()}
    assert wanted <= everywhere
    for each in held:
        conflict = Granting(book).against(each, day, case)
        assert (conflict is not None) == any(each.id in pair for pair in wanted)


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("refund of the shipping fee", "refund of the shipping fee", False),
        ("refund of the shipping fee, within 5 days", "refund of the shipping fee", True),
        (
            "refund of the shipping fee, up to 5 EUR",
            "refund of the shipping fee, up to 9 EUR, when: member",
            False,
        ),
        ("refund of the shipping fee", "credit of the shipping fee", False),
        ("refund of the shipping fee", "never: refund of the shipping fee", True),
    ],
)
def test_what_disagrees(one: str, other: str, *, disagree: bool) -> None:
    book = Book.of([clause("a#1", _LATE, one), clause("b#1", _LATE, other)])
    assert bool(Granting(book).conflicts()) is disagree


def test_unlike_matters_with_like_licences_are_no_conflict() -> None:
    points = clause("p#1", "Missing points are added.", "deadline to tell us, within 60 days")
    box = clause("b#1", "A wrong thing is swapped.", "deadline to tell us, within 7 days")
    assert not Granting(Book.of([points, box])).conflicts()


def test_the_sample_company_does_not_contradict_itself() -> None:
    sample = read_folder(Path(__file__).parents[2] / "policies" / "sample").book
    assert not Granting(sample).conflicts()


def test_ten_thousand_like_clauses_are_read_in_moments() -> None:
    many = [clause(f"p{n}#c", _LATE, "refund of the shipping fee") for n in range(10_000)]
    assert not Granting(Book.of(many)).conflicts()


def test_a_reviewer_is_told_that_another_clause_says_otherwise() -> None:
    mine = clause("a#1", _LATE, "refund of the shipping fee, up to 9 EUR")
    other = clause(
        "b#1", _LATE, "refund of the shipping fee, up to 5 EUR", scope={"region": {"eu"}}
    )
    reply = "We refund your shipping fee of 9 EUR."
    found = Scene((mine, other), scope={"region": "EU"}).check(reply, cited=[mine])
    (conflict,) = [f for f in found.findings if f.code == "policies_conflict"]
    assert "b#1 is in force as well" in conflict.why
    elsewhere = Scene((mine, other), scope={"region": "US"}).check(reply, cited=[mine])
    assert "policies_conflict" not in codes(elsewhere)


def test_a_conflict_names_both_clauses_and_what_each_says() -> None:
    one = clause("a#1", _LATE, "refund of the shipping fee, up to 4 EUR")
    other = clause("b#1", _LATE, "refund of the shipping fee, up to 5 EUR")
    (found,) = among(Book.of([one, other]), _FIRST, {})
    assert str(found) == (
        'a#1 says "refund of the shipping fee, up to 4 EUR" and '
        'b#1 "refund of the shipping fee, up to 5 EUR"; one case can fall under both'
    )
