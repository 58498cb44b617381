"""Who may approve: what is promised decides, and a named role is asked for besides."""

from __future__ import annotations

from desk.authority import required
from desk.check import Licensed
from desk.commitment import Commitment
from desk.ids import PersonId
from desk.people import Person, Role
from policies.company import AuthorityRule
from policies.terms import Kind

ACTION = Licensed(Commitment(Kind.ACTION, "look into it", 0, 12), None)
RULES = (AuthorityRule(frozenset({Kind.ACTION}), frozenset({"agent", "approver"})),)


def person(*roles: Role) -> Person:
    return Person(PersonId("p"), "p@shop.example", "P", frozenset(roles))


def test_a_sensitive_reply_that_promises_to_come_back_can_be_approved() -> None:
    need = required((ACTION,), RULES, "safety")
    assert need.refuses(person(Role.APPROVER, Role.SAFETY), None) == ""
    assert need.refuses(person(Role.AGENT, Role.ADMIN), None) == ""
    assert "safety" in need.refuses(person(Role.APPROVER), None)
    assert "agent or approver" in need.refuses(person(Role.SAFETY), None)


def test_a_sensitive_reply_that_owes_nothing_takes_only_the_named_role() -> None:
    need = required((), RULES, "legal")
    assert need.refuses(person(Role.LEGAL), None) == ""
    assert need.refuses(person(Role.AGENT), None) != ""


def test_rules_without_a_common_role_are_said_to_be_so() -> None:
    apart = (
        *RULES,
        AuthorityRule(frozenset({Kind.ADMISSION}), frozenset({"legal"})),
    )
    sorry = Licensed(Commitment(Kind.ADMISSION, "our fault", 20, 29), None)
    assert "No single role" in required((ACTION, sorry), apart).refuses(person(Role.AGENT), None)
