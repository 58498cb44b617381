"""Who may approve: what is promised decides, and a named role is asked for besides."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desk.authority import owed, required
from desk.caps import Exceeded
from desk.check import Licensed
from desk.commitment import Commitment, Polarity
from desk.draft import DraftKind
from desk.ids import PersonId
from desk.people import Person, Role
from policies.company import AuthorityRule, Cap, Per
from policies.terms import Kind, Money, Percent, Period, Unit

ACTION = Licensed(Commitment(Kind.ACTION, "look into it", 0, 12), None)
SORRY = Licensed(Commitment(Kind.ADMISSION, "our fault", 20, 29), None)
ANSWERING = frozenset({"agent", "approver", "admin"})
NOBODY = (
    "No authority rule lets anybody approve {}. Add one to authority.yaml in the policies folder."
)


def eur(amount: int) -> Money:
    return Money(Decimal(amount), "EUR")


def percent(share: int) -> Percent:
    return Percent(Decimal(share))


def refund(amount: Money | Percent | None = None, bound: Money | Percent | None = None) -> Licensed:
    return Licensed(Commitment(Kind.REFUND, "refund", 0, 6, amount=amount), None, bound)


def rule(
    *roles: str, kind: Kind = Kind.REFUND, up_to: Money | Percent | None = None, people: int = 1
) -> AuthorityRule:
    return AuthorityRule(frozenset({kind}), frozenset(roles), up_to, people)


def cap(*roles: str, people: int = 1) -> Exceeded:
    limit = Cap(Per.CUSTOMER, frozenset({Kind.REFUND}), eur(60), None, frozenset(roles), people)
    return Exceeded(limit, "this customer would have 80 EUR; the cap is 60 EUR")


def person(*roles: Role, name: str = "p") -> Person:
    return Person(PersonId(name), "p@shop.example", "P", frozenset(roles))


AGENT, APPROVER, ADMIN = person(Role.AGENT), person(Role.APPROVER), person(Role.ADMIN)
RULES = (rule("agent", "approver", kind=Kind.ACTION),)


# ---- what it takes


def test_a_reply_that_owes_nothing_takes_one_who_answers() -> None:
    need = required((), RULES)
    assert (need.roles, need.people, need.why) == (ANSWERING, 1, "it is a reply")
    assert (need.unruled, need.named, need.over) == ((), frozenset(), ())


def test_a_refusal_owes_nothing() -> None:
    no = Licensed(Commitment(Kind.REFUND, "no refund", 0, 9, polarity=Polarity.WILL_NOT), None)
    assert required((no,), ()) == required((), ())
    assert required((no, refund()), ()).unruled == (refund(),)


def test_a_holding_reply_owes_nothing_either() -> None:
    assert owed((ACTION,), DraftKind.REPLY) == (ACTION,)
    assert owed((ACTION,), DraftKind.HOLDING) == ()


@pytest.mark.parametrize(
    ("promised", "up_to", "allowed"),
    [
        (refund(), None, True),
        (refund(eur(50)), None, True),
        (refund(eur(50)), eur(50), True),
        (refund(eur(51)), eur(50), False),
        (refund(Money(Decimal(50), "USD")), eur(50), False),
        (refund(percent(50)), eur(50), False),
        (refund(), eur(50), False),
        (refund(percent(50)), percent(50), True),
        (refund(percent(51)), percent(50), False),
        (refund(eur(1)), percent(50), False),
        # without an amount of its own the most that its clause permits counts
        (refund(bound=eur(50)), eur(50), True),
        (refund(bound=eur(51)), eur(50), False),
        (refund(eur(51), bound=eur(50)), eur(50), False),
        (ACTION, None, False),
    ],
)
def test_a_rule_allows_what_stays_within_it(
    promised: Licensed, up_to: Money | Percent | None, *, allowed: bool
) -> None:
    need = required((promised,), (rule("agent", up_to=up_to),))
    assert need.unruled == (() if allowed else (promised,))
    assert need.roles == (frozenset({"agent"}) if allowed else ANSWERING)


def test_the_mildest_rule_that_allows_it_decides() -> None:
    two, narrow, wide = (
        rule("agent", "approver", "admin", people=2),
        rule("approver"),
        rule("approver", "agent"),
    )
    for rules in ((two, narrow, wide), (wide, narrow, two)):
        need = required((refund(),), rules)
        assert (need.roles, need.people) == (frozenset({"agent", "approver"}), 1)
    assert required((refund(),), (two,)).people == 2


def test_all_that_is_promised_is_asked_for_together() -> None:
    rules = (
        rule("agent", "approver", people=2),
        rule("approver", "admin", kind=Kind.ACTION),
        rule("approver", kind=Kind.ADMISSION, people=1),
    )
    need = required((refund(), ACTION, SORRY), rules)
    assert (need.roles, need.people) == (frozenset({"approver"}), 2)
    assert need.why == "it promises action"  # what narrowed it last
    assert required((SORRY, refund()), rules).why == "it promises admission"


def test_a_rule_that_narrows_nothing_is_not_the_reason() -> None:
    need = required((refund(),), (rule(*ANSWERING, "legal", people=2),))
    assert (need.roles, need.people, need.why) == (ANSWERING, 2, "it is a reply")


def test_what_follows_an_unruled_promise_is_weighed_too() -> None:
    need = required((SORRY, refund()), (rule("approver"),))
    assert (need.unruled, need.roles) == ((SORRY,), frozenset({"approver"}))


def test_above_a_cap_its_roles_and_people_are_asked_for() -> None:
    over = cap("approver", people=2)
    need = required((refund(),), (rule("agent", "approver", people=3),), over=(over,))
    assert (need.roles, need.people) == (frozenset({"approver"}), 3)
    assert (need.why, need.over) == (over.says, (over,))
    more_people = cap(*ANSWERING, people=2)
    assert required((), (), over=(more_people,)).why == more_people.says
    same = cap(*ANSWERING)
    assert required((), (), over=(same,)).why == "it is a reply"
    both = required((), (), over=(more_people, same))
    assert (both.people, both.why) == (2, more_people.says)


def test_the_named_role_may_sign_above_a_cap() -> None:
    need = required((), (), "legal", (cap("approver"),))
    assert need.roles == frozenset({"approver", "legal", "admin"})
    assert need.named == frozenset({"legal", "admin"})
    assert required((), (), "legal").why == "the topic needs legal"


# ---- who is refused, in the words that they read


def test_a_sensitive_reply_that_promises_to_come_back_can_be_approved() -> None:
    need = required((ACTION,), RULES, "safety")
    topic = "Only admin or safety may approve this topic."
    assert need.refuses(person(Role.APPROVER, Role.SAFETY), None) == ""
    assert need.refuses(person(Role.AGENT, Role.ADMIN), None) == ""
    assert need.refuses(APPROVER, None) == topic
    assert need.refuses(person(Role.SAFETY), None) == (
        "Only agent or approver may approve this: it promises action"
    )


def test_a_sensitive_reply_that_owes_nothing_takes_only_the_named_role() -> None:
    need = required((), RULES, "legal")
    assert need.refuses(person(Role.LEGAL), None) == ""
    assert need.refuses(ADMIN, None) == ""
    assert need.refuses(AGENT, None) == "Only admin or legal may approve this topic."


def test_rules_without_a_common_role_are_said_to_be_so() -> None:
    apart = (*RULES, rule("legal", kind=Kind.ADMISSION))
    need = required((ACTION, SORRY), apart)
    assert need.refuses(AGENT, None) == "No single role may approve everything that it promises."


def test_who_is_gone_approves_nothing() -> None:
    gone = replace(ADMIN, active=False)
    assert required((), ()).refuses(gone, None) == "This account is no longer active."


def test_who_answers_nobody_approves_nothing() -> None:
    assert required((), ()).refuses(person(Role.POLICY_OWNER), None) == (
        "Only admin or agent or approver may approve this: it is a reply"
    )


@pytest.mark.parametrize(
    ("promised", "says"),
    [
        ((refund(),), "a refund without an amount"),
        ((refund(eur(80)),), "a refund of 80 EUR"),
        ((refund(bound=eur(80)),), "a refund of 80 EUR"),
        ((refund(), refund(), ACTION), "a refund without an amount, an action without an amount"),
    ],
)
def test_what_no_rule_allows_is_named_once(promised: tuple[Licensed, ...], says: str) -> None:
    assert required(promised, ()).refuses(ADMIN, None) == NOBODY.format(says)


def test_a_cap_that_nobody_may_go_above_is_the_end() -> None:
    assert required((), (), over=(cap("approver"),)).refuses(APPROVER, None) == ""
    need = required((), (), over=(cap(),))
    assert need.refuses(ADMIN, None) == (
        "Nobody may approve above this cap: this customer would have 80 EUR; the cap is 60 EUR."
    )


def test_whoever_wrote_it_does_not_count_where_two_must_agree() -> None:
    wrote, other = PersonId("p"), PersonId("q")
    alone = required((refund(),), (rule("agent"),))
    assert alone.refuses(AGENT, wrote) == ""
    both = required((refund(),), (rule("agent", people=2),))
    assert both.refuses(AGENT, other) == ""
    assert both.refuses(AGENT, None) == ""
    assert both.refuses(AGENT, wrote) == (
        "Whoever wrote the text does not count where 2 people must agree."
    )


def test_an_amount_is_no_period() -> None:
    """What cannot be compared stays below no cap."""
    week = Period(Decimal(1), Unit.WEEK)
    with_period = Licensed(Commitment(Kind.REFUND, "refund", 0, 6, period=week), None)
    assert required((with_period,), (rule("agent", up_to=eur(50)),)).unruled == (with_period,)
