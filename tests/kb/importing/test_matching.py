"""Ids through re-imports: kept under small edits, never swapped, never used for something else."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kb.importing.documents import Section
from kb.importing.matching import Named
from kb.importing.naming import named

_TEXT = """refund parcel delivery customer return shipping label invoice damage warranty repair
receipt exchange store credit voucher order address courier delay working days item packaging photo
colour size battery furniture lamp member point account bank card payment tax gift holiday"""
_WORDS = _TEXT.split()
_seeds = st.integers(min_value=0, max_value=2**32)


def _document(chance: random.Random, count: int) -> list[Section]:
    """Clauses of a real sort: some share a heading's words, all differ in what they say."""
    return [
        Section(
            f"{chance.choice(_WORDS).capitalize()} {chance.choice(_WORDS)} {number}",
            " ".join(chance.choices(_WORDS, k=chance.randint(15, 60))),
        )
        for number in range(count)
    ]


def _as_known(sections: list[Section], ids: tuple[str, ...]) -> list[Named]:
    return [Named(s.title, s.text, i) for s, i in zip(sections, ids, strict=True)]


def _edited(chance: random.Random, section: Section) -> Section:
    """One word in ten is another one, or the heading has a word more."""
    words = section.text.split()
    for _ in range(max(1, len(words) // 10)):
        words[chance.randrange(len(words))] = chance.choice(_WORDS)
    title = f"{section.title} {chance.choice(_WORDS)}" if chance.random() < 0.3 else section.title
    return Section(title, " ".join(words))


@given(_seeds, st.integers(min_value=1, max_value=25))
def test_small_edits_in_any_order_keep_every_id(seed: int, count: int) -> None:
    chance = random.Random(seed)  # noqa: S311 not for secrets
    before = _document(chance, count)
    ids = named(before, (), (), ())
    places = list(range(count))
    chance.shuffle(places)
    after = [_edited(chance, before[place]) for place in places]
    assert named(after, _as_known(before, ids), (), ()) == tuple(ids[place] for place in places)


@given(_seeds, st.integers(min_value=2, max_value=20))
def test_what_comes_and_goes_disturbs_no_other_id(seed: int, count: int) -> None:
    chance = random.Random(seed)  # noqa: S311 not for secrets
    before = _document(chance, count)
    ids = named(before, (), (), ())
    stays = [place for place in range(count) if chance.random() < 0.7]
    fresh = [
        Section(f"Quite {n} new", " ".join(f"n{seed}w{n}x{k}" for k in range(12))) for n in range(4)
    ]
    after: list[tuple[Section, str | None]] = [(_edited(chance, before[p]), ids[p]) for p in stays]
    for section in fresh:
        after.insert(chance.randint(0, len(after)), (section, None))
    given_ids = named([section for section, _ in after], _as_known(before, ids), (), ())
    for (_, expected), got in zip(after, given_ids, strict=True):
        if expected is None:
            assert got not in ids
        else:
            assert got == expected
    assert len(set(given_ids)) == len(given_ids)


@given(_seeds, st.integers(min_value=1, max_value=12), st.integers(min_value=2, max_value=6))
def test_over_many_imports_no_id_is_ever_used_for_something_else(
    seed: int, count: int, imports: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 not for secrets
    said: dict[str, int] = {}  # id to the clause that it was first given to
    clauses = dict(enumerate(_document(chance, count)))
    known: list[Named] = []
    retired: list[Named] = []
    born = count
    for _ in range(imports):
        order = list(clauses)
        chance.shuffle(order)
        ids = named([clauses[n] for n in order], known, retired, ())
        for number, clause_id in zip(order, ids, strict=True):
            assert said.setdefault(clause_id, number) == number
        now = _as_known([clauses[n] for n in order], ids)
        used = set(ids)
        retired = [c for c in (*retired, *known) if c.id not in used]
        known = now
        for number in [n for n in clauses if chance.random() < 0.2]:
            del clauses[number]
        for section in _document(chance, 2):
            # Another clause under a heading that was there before, sometimes.
            clauses[born] = Section(f"{section.title} {born}", section.text)
            born += 1
        clauses = {n: _edited(chance, clause) for n, clause in clauses.items()}


def test_two_alike_that_swap_places_and_change_keep_their_ids() -> None:
    eu = Section("Returns EU", "You can return it within 30 days, and the label is free in the EU.")
    uk = Section("Returns UK", "You can return it within 14 days, and the label costs 5 in the UK.")
    ids = named([eu, uk], (), (), ())
    eu_now = Section("Returns EU", eu.text.replace("30 days", "45 days"))
    uk_now = Section("Returns UK", uk.text.replace("costs 5", "costs 6"))
    assert named([uk_now, eu_now], _as_known([eu, uk], ids), (), ()) == ids[::-1]


def test_a_renumbered_heading_is_the_same_clause() -> None:
    before = [Section("3. Refunds", "We refund.")]
    ids = named(before, (), (), ())
    assert ids == ("refunds",)
    after = [Section("3. Something else", "Of another kind."), Section("4. Refunds", "We refund.")]
    assert named(after, _as_known(before, ids), (), ())[1] == "refunds"


def test_a_clause_that_comes_back_gets_its_id_back() -> None:
    old = [Named("Late parcels", "We refund the shipping fee of a late parcel.", "late-parcels")]
    again = [Section("Late parcels", "We refund the shipping fee of a late parcel.")]
    other = [Section("Late parcels", "Nothing that was ever said here before stands in this one.")]
    assert named(again, (), old, ()) == ("late-parcels",)
    assert named(again, (), [*old, Named("x", "y", "late-parcels-2")], ()) == ("late-parcels",)
    assert named(other, (), (), old)[0] == "late-parcels-2"


def test_near_identical_clauses_by_the_thousand_keep_their_ids() -> None:
    before = [
        Section(f"Rule {n}", f"Rule {n}: the fee is {n} EUR for a parcel.") for n in range(3000)
    ]
    ids = named(before, (), (), ())
    after = [Section("First", "This is quite another rule."), *before]
    after[1500] = Section(before[1499].title, before[1499].text + " Always.")
    assert named(after, _as_known(before, ids), (), ())[1:] == ids
