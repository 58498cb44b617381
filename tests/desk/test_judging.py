"""What is said of one commitment beside the clauses that its sentence cites, to the letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from desk.commitment import Commitment
from desk.draft import Severity
from desk.licence import Fault, Judgement, judge, nearest
from desk.permission import ClauseReadings, Permission
from desk.phrases import Reply
from desk.reading.quantities import quantities
from drafting.commitments import PatternReader
from policies.clause import Clause
from policies.terms import Kind
from tests.services.clauses import Scene, clause

READER = PatternReader()
READINGS = ClauseReadings((READER,))

FEE = clause(
    "late#fee",
    "If a parcel arrives late, we refund the shipping fee, up to 15 EUR, within 5 days.",
    "refund of the shipping fee, up to 15 EUR, within 5 days, when: delay > 5 days",
)
NEVER = clause("never#fee", "The fee stays.", "never: refund of the shipping fee")
NEVER_OPENED = clause("never#opened", "Opened goods stay yours.", "never: refund, when: opened")
NOT_SAID = clause("said#no", "We do not refund the shipping fee.", listed=False)
SAID = clause("said#fee", "We refund the shipping fee.", listed=False)
TWICE = clause(
    "pay#twice",
    "If we took the money two times, we refund the second payment.",
    "refund of the second payment, when: charged twice",
)
TWICE_WITH_PHOTO = clause(
    "pay#photo",
    "If we took the money two times, we refund the second payment. Send us a photo of the bill.",
    "refund of the second payment, when: charged twice; photo provided",
)
TWO_THINGS = clause(
    "pay#two",
    "If it is late, we refund the shipping fee. If it is broken, we refund the item.",
    "refund of the shipping fee, when: charged twice",
)
IN_TIME = clause(
    "back#time",
    "We refund the item within 30 days.",
    "refund of the item, when: days since delivery <= 30",
)
BY_CARD = clause("pay#card", "You can pay by card.", "credit")
SPREAD = clause(
    "pay#spread",
    "If  you returned the lamp   in its box, we refund\n  the lamp.",
    "refund of the lamp, when: photo provided",
)
NEVER_TWO = clause(
    "never#two", "-", "never: refund of the hotel", "never: refund of the shipping fee"
)
NEVER_SHADE = clause("never#shade", "-", "never: refund of the red linen lamp shade kit")
QUOTED = clause(
    "lamp#quoted",
    "If you returned  the lamp in\nits box, we refund the lamp. Send us a photo of it.",
    "refund of the lamp, when: photo provided",
)
TWO_WAYS = clause(
    "lamp#ways",
    "We replace the lamp.",
    "replacement of the lamp, when: warranty",
    "replacement of the lamp, when: receipt",
)
ORIGINAL = clause(
    "pay#original", "We refund the price to the original payment method.", "refund of the price"
)
OWN_CARD = clause("pay#own", "Who pays by card gets a credit.", "credit")
LINE = FEE.licences[0].words if FEE.licences else ""
LATE = {"delay": "7 days", "shipping_fee": "4.90 EUR"}


def judged(
    text: str, clauses: Sequence[Clause], facts: dict[str, str], settled: Sequence[Permission] = ()
) -> Judgement:
    (commitment,) = READER.read(text)
    stated = tuple(mention.value for mention in quantities(text, plain=False))
    case = Scene(tuple(clauses), facts).case()
    readings = [READINGS.of(each) for each in clauses]
    return judge(commitment, readings, case.facts, Reply.of(text), stated, settled)


LICENSED: list[tuple[str, tuple[Clause, ...], dict[str, str], str]] = [
    ("We refund the shipping fee.", (FEE,), LATE, "late#fee"),
    ("We refund the shipping fee of 4.90 EUR.", (FEE,), LATE, "late#fee"),
    ("We refund the shipping fee within 5 days.", (FEE,), LATE, "late#fee"),
    ("We refund the shipping fee, up to 15 EUR, if the delay is more than 5 days.",
     (FEE,), {}, "late#fee"),
    ("We refund the shipping fee.", (SAID,), {}, "said#fee"),
    ("We refund the shipping fee.", (NOT_SAID, SAID), {}, "said#fee"),
    ("We refund the shipping fee.", (NEVER_OPENED, SAID), {"opened": "no"}, "said#fee"),
    # what is only allowed, and costs us nothing, need not be listed
    ("You can pay by card.", (BY_CARD,), {}, "pay#card"),
    # the sentence itself says the time that the clause asks for
    ("We refund the item within 30 days.", (IN_TIME,), {}, "back#time"),
    # word for word, wherever the lines end
    ("If you returned the lamp in its  box, we refund the lamp.", (SPREAD,), {}, "pay#spread"),
    # … even where the clause asks for more elsewhere
    ("If you returned the lamp in its box, we refund the lamp.", (QUOTED,), {}, "lamp#quoted"),
    # both ways to meet it are the clause's own
    ("We replace the lamp if you have the receipt or the warranty.",
     (TWO_WAYS,), {}, "lamp#ways"),
    # where money goes is asked of refunds alone
    ("We put a credit into your account.", (OWN_CARD,), {}, "pay#own"),
    # the owner listed "charged twice" for what the clause says in other words
    ("If we took the money two times, we refund the second payment.", (TWICE,), {}, "pay#twice"),
    ("If the money was taken two times, we refund the second payment.", (TWICE,), {}, "pay#twice"),
]  # fmt: skip
CONDITION = "no fact meets it, and the reply neither states nor asks it: "
SAY = f"Say what the clause says: {LINE}"
BANNED = "Take it out."
FAULTS: list[tuple[str, tuple[Clause, ...], dict[str, str], Fault]] = [
    # what is said of another thing, or on another condition, does not count for this one
    ("If it is broken, we refund the shipping fee.", (TWO_THINGS,), {},
     Fault("condition_missing", f"{CONDITION}charged twice",
           "State it or ask for it: charged twice", TWO_THINGS.id)),
    ("We refund the shipping fee of 16 EUR.", (FEE,), LATE,
     Fault("above_limit", "16 EUR is not within 15 EUR, which is the most that the clause permits",
           SAY, FEE.id)),
    ("We refund the shipping fee within 3 days.", (FEE,), LATE,
     Fault("period_differs", "the clause says 5 days, not 3 days", SAY, FEE.id)),
    ("We refund the shipping fee, up to 15 EUR.", (FEE,), {"delay": "3 days"},
     Fault("condition_not_met", "the case facts contradict: delay > 5 days",
           "Do not promise it in this case.", FEE.id)),
    ("We refund the shipping fee, up to 15 EUR.", (FEE,), {},
     Fault("condition_missing", f"{CONDITION}delay > 5 days",
           "State it or ask for it: delay > 5 days", FEE.id)),
    # another way to be paid, and another way to meet the condition, than the clause names
    ("We refund the price to your PayPal.", (ORIGINAL,), {},
     Fault("condition_missing",
           "the clause names how it is paid back, and no fact says: your PayPal",
           "Say what the clause says: refund of the price", ORIGINAL.id)),
    ("We replace the lamp if you have the warranty or a good story.", (TWO_WAYS,), {},
     Fault("condition_missing",
           "the reply names what the clause does not, and would grant it then too: a good story",
           "Say what the clause says: replacement of the lamp, when: warranty",
           TWO_WAYS.id)),
    # three words of five are enough to be what is forbidden
    ("We refund the red linen lamp.", (NEVER_SHADE,), {},
     Fault("forbidden", "the clause forbids it: never: refund of the red linen lamp shade kit",
           BANNED, NEVER_SHADE.id)),
    ("We refund the shipping fee.", (NEVER_TWO,), {},
     Fault("forbidden", "the clause forbids it: never: refund of the shipping fee", BANNED,
           NEVER_TWO.id)),
    # what comes nearest is said: what forbids, then conditions, then amounts and times
    ("We refund the shipping fee of 16 EUR.", (FEE, clause("x#y", "-",
     "refund of the shipping fee, when: opened")), {**LATE, "shipping_fee": "16 EUR"},
     Fault("condition_missing", f"{CONDITION}opened", "State it or ask for it: opened",
           clause("x#y", "").id)),
    ("We refund the shipping fee.", (NEVER,), {},
     Fault("forbidden", "the clause forbids it: never: refund of the shipping fee", BANNED,
           NEVER.id)),
    ("We refund the shipping fee.", (SAID, NEVER), {},
     Fault("forbidden", "the clause forbids it: never: refund of the shipping fee", BANNED,
           NEVER.id)),
    ("We refund the shipping fee.", (NEVER, SAID), {},
     Fault("forbidden", "the clause forbids it: never: refund of the shipping fee", BANNED,
           NEVER.id)),
    ("We refund the order.", (NEVER_OPENED,), {"opened": "yes"},
     Fault("forbidden", "the clause forbids it: never: refund, when: opened", BANNED,
           NEVER_OPENED.id)),
    ("If it is opened, we refund the order.", (NEVER_OPENED,), {},
     Fault("forbidden", "the clause forbids it: never: refund, when: opened", BANNED,
           NEVER_OPENED.id)),
    ("We refund the shipping fee.", (NOT_SAID,), {},
     Fault("forbidden", "the clause forbids it: We do not refund the shipping fee", BANNED,
           NOT_SAID.id)),
    ("If it was a gift, we refund the second payment.", (TWICE,), {},
     Fault("condition_missing", f"{CONDITION}charged twice",
           "State it or ask for it: charged twice", TWICE.id)),
    ("If the money was taken two times, we refund the second payment.", (TWICE_WITH_PHOTO,), {},
     Fault("condition_missing", f"{CONDITION}charged twice; photo provided",
           "State it or ask for it: charged twice; photo provided", TWICE_WITH_PHOTO.id)),
    ("We refund the order.", (FEE,), {},
     Fault("unlicensed_commitment",
           "promises “We refund the order”, and no cited clause allows it",
           "Cite a clause that allows this refund, or take it out.")),
    ("We refund the order.", (NEVER, NEVER_OPENED), {},
     Fault("unlicensed_commitment",
           "promises “We refund the order”, and no cited clause allows it",
           "Cite a clause that allows this refund, or take it out.")),
    ("We refund the order.", (), {},
     Fault("unlicensed_commitment",
           "promises “We refund the order”, and this sentence cites no clause in force",
           "Cite a clause that allows this refund, or take it out.")),
    ("The delay was our fault.", (FEE,), {},
     Fault("admission", "admits “The delay was our fault”, and no cited clause allows it",
           "Cite a clause that allows this admission, or take it out.")),
    ("You can pay by card.", (FEE,), {},
     Fault("unlicensed_commitment",
           "promises “You can pay by card”, and no cited clause allows it",
           "Cite a clause that allows this eligibility, or take it out.",
           severity=Severity.LOOK)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "clauses", "facts", "by"), LICENSED)
def test_licensed(text: str, clauses: tuple[Clause, ...], facts: dict[str, str], by: str) -> None:
    found = judged(text, clauses, facts)
    assert found.fault is None
    assert found.by is not None
    assert found.by.clause.id == by
    assert found.permission in (*found.by.permissions, *found.by.said)


@pytest.mark.parametrize(("text", "clauses", "facts", "fault"), FAULTS)
def test_not_licensed(
    text: str, clauses: tuple[Clause, ...], facts: dict[str, str], fault: Fault
) -> None:
    assert judged(text, clauses, facts) == Judgement(None, fault)


def test_mere_courtesy_needs_no_licence_and_has_no_fault() -> None:
    assert judged("We will look into it.", (FEE,), {}) == Judgement(None)


def test_a_long_promise_is_quoted_in_part() -> None:
    found = judged(f"We refund the order to you, {'very ' * 30}gladly.", (), {})
    assert found.fault is not None
    assert found.fault.why.startswith("promises “We refund the order to you, very ")
    quoted = found.fault.why.split("“")[1].split("”")[0]
    assert (len(quoted) <= 120, quoted[-1]) == (True, "…")
    assert quoted[:-1] == quoted[:-1].rstrip()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("x" * 120, "x" * 120),
        ("x" * 121, f"{'x' * 119}…"),
        (f"{'x' * 118} yy", f"{'x' * 118}…"),
    ],
)
def test_a_promise_is_quoted_up_to_120_characters(words: str, shown: str) -> None:
    owed = Commitment(Kind.REFUND, words, 0, len(words))
    found = judge(owed, (), Scene(()).case().facts, Reply.of(words))
    assert found.fault is not None
    assert found.fault.why.startswith(f"promises “{shown}”, and ")


# ---- a refusal


GRANT = "this refuses what the clause grants: "


@pytest.mark.parametrize(
    ("text", "clauses", "facts"),
    [
        ("We cannot refund the shipping fee.", (FEE,), {"delay": "3 days"}),
        ("We cannot refund the shipping fee if the delay is more than 5 days.", (FEE,), {}),
        ("We cannot refund the shipping fee.", (NEVER,), {}),
        ("We cannot refund the shipping fee.", (NOT_SAID,), {}),
        ("We cannot refund the shipping fee.", (SAID, NEVER), {}),
        ("We cannot refund the shipping fee.", (NEVER_TWO,), {}),
        ("We cannot refund the fee.", (NEVER,), {}),  # half of what the clause names
    ],
)
def test_a_refusal_that_rests_on_a_clause(
    text: str, clauses: tuple[Clause, ...], facts: dict[str, str]
) -> None:
    assert judged(text, clauses, facts) == Judgement(READINGS.of(clauses[-1]))


@pytest.mark.parametrize(
    ("text", "clauses", "facts", "granted"),
    [
        ("We cannot refund the shipping fee.", (FEE,), LATE, LINE),
        ("We cannot refund the shipping fee.", (SAID, FEE), LATE, LINE),
        ("We cannot refund the shipping fee.", (SAID,), {}, "We refund the shipping fee"),
    ],
)
def test_a_refusal_of_what_a_clause_grants(
    text: str, clauses: tuple[Clause, ...], facts: dict[str, str], granted: str
) -> None:
    mend = "Grant it, or cite the clause that refuses it."
    fault = Fault("unlicensed_commitment", f"{GRANT}{granted}", mend, clauses[-1].id)
    assert judged(text, clauses, facts) == Judgement(None, fault)


HOTEL, SHIPPING = "We cannot refund the hotel.", "We cannot refund the shipping fee."


@pytest.mark.parametrize(
    ("text", "clauses", "facts"),
    [
        (HOTEL, (), {}),
        (HOTEL, (FEE,), {}),
        (HOTEL, (FEE,), {"delay": "3 days"}),
        (HOTEL, (NEVER,), {}),
        (HOTEL, (TWICE,), {}),
        (SHIPPING, (FEE,), {}),  # whether the clause grants it is not known yet
    ],
)
def test_a_refusal_that_rests_on_nothing_is_looked_at(
    text: str, clauses: tuple[Clause, ...], facts: dict[str, str]
) -> None:
    fault = Fault(
        "unlicensed_commitment",
        "a refusal must rest on a clause, and no cited clause refuses this",
        "Cite the clause that refuses this refund.",
        severity=Severity.LOOK,
    )
    assert judged(text, clauses, facts) == Judgement(None, fault)


# ---- what was settled before, and what comes nearest


def test_what_was_licensed_before_may_be_spoken_of_again() -> None:
    first = judged("We refund the shipping fee.", (FEE,), LATE)
    assert first.permission is not None
    again = "You will get the money back within 5 days."
    assert judged(again, (FEE,), LATE).fault is not None
    found = judged(again, (FEE,), LATE, [first.permission])
    assert (found.by, found.permission) == (READINGS.of(FEE), first.permission)
    # … at no other time, and for no amount that was not
    late = judged("You will get the money back within 9 days.", (FEE,), LATE, [first.permission])
    assert late.fault is not None
    assert late.fault.code == "period_differs"
    more = judged("You will get the money back: 90 EUR.", (FEE,), LATE, [first.permission])
    assert more.fault is not None
    assert more.fault.code == "above_limit"


def test_what_comes_nearest_is_permitted_of_the_same_kind_and_most_alike() -> None:
    (owed,) = READER.read("We refund the shipping fee.")
    express = clause("x#express", "-", "refund of the express fee")
    hotel = clause("x#hotel", "-", "refund of the hotel")
    voucher = clause("x#voucher", "-", "credit of the shipping fee")

    def near(*clauses: Clause) -> str:
        found = nearest(owed, [READINGS.of(each) for each in clauses])
        return found[0].clause.id if found else ""

    assert near(express, FEE, hotel) == FEE.id
    assert near(hotel, express) == express.id
    assert near(express, hotel) == express.id
    assert near(FEE, SAID) == FEE.id or near(SAID, FEE) == SAID.id
    assert near(voucher, NEVER) == ""
    assert near() == ""
    # the second thing of a clause, and of two that are as near the first
    two = clause("x#two", "-", "credit", "refund of the shipping fee")
    assert near(two) == two.id
    assert near(FEE, replace(FEE, id=two.id)) == FEE.id
    found = nearest(owed, [READINGS.of(FEE)])
    assert found is not None
    assert found[1] == READINGS.of(FEE).permissions[0]


PHOTO = clause("damage#photo", "Send us a photo within 14 days.", listed=False)
WEEKS = clause("damage#weeks", "Send us a photo within 2 weeks.", listed=False)
THEIRS: list[tuple[str, tuple[Clause, ...], str | None, Fault | None]] = [
    ("Please send us a photo within 14 days.", (PHOTO,), "damage#photo", None),
    ("Please send us a photo within 14 days.", (IN_TIME, PHOTO), "damage#photo", None),
    ("Please send us a photo within 14 days.", (WEEKS,), "damage#weeks", None),
    ("Please send us a photo at once.", (PHOTO,), None, None),
    (
        "Please send us a photo within 60 days.",
        (PHOTO, IN_TIME),
        None,
        Fault(
            "period_differs",
            "no cited clause gives the customer 60 days",
            "Say the time that the clause says.",
        ),
    ),
    (
        "Please send us a photo by Friday.",
        (PHOTO,),
        None,
        Fault(
            "unlicensed_commitment",
            "promises “Please send us a photo by Friday”, and no cited clause allows it",
            "Cite a clause that allows this deadline, or take it out.",
        ),
    ),
    (
        "Please send us a photo by Friday.",
        (),
        None,
        Fault(
            "unlicensed_commitment",
            "promises “Please send us a photo by Friday”, and this sentence cites no clause in "
            "force",
            "Cite a clause that allows this deadline, or take it out.",
        ),
    ),
]


@pytest.mark.parametrize(("text", "clauses", "rests_on", "fault"), THEIRS)
def test_the_customers_time_to_the_letter(
    text: str, clauses: tuple[Clause, ...], rests_on: str | None, fault: Fault | None
) -> None:
    found = judged(text, clauses, {})
    assert found.fault == fault
    assert (str(found.by.clause.id) if found.by else None) == rests_on


@pytest.mark.parametrize(("days", "code"), [(-1, None), (0, "unlicensed_commitment")])
def test_a_day_that_has_passed_is_no_promise(days: int, code: str | None) -> None:
    case = Scene(()).case()
    day = case.facts.as_of + timedelta(days=days)
    told = Commitment(Kind.DEADLINE, "by that day", 0, 11, day=day)
    found = judge(told, (), case.facts, Reply.of("by that day"))
    assert (found.by, found.fault.code if found.fault else None) == (None, code)
