"""The signed look-up over real HTTP: what comes back as agreed is known, and nothing else is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from channels.fact_look_up import SignedLookUp
from desk.facts import Fact, FactSource
from desk.ids import ConversationId
from desk.looking_up import FactQuestion, NoFacts
from policies.terms import Money, Period, Unit
from tests.services.fact_system import FactServer, fact_server

QUESTION = FactQuestion(
    conversation=ConversationId("cnv_1"),
    channel="sample",
    account="shop",
    thread="t1",
    customer_name="Kim",
    customer_handle="@kim",
    orders=("DE-48213",),
    known={"tier": Fact("tier", "gold", FactSource.AGENT)},
)


@pytest.fixture
def system() -> Iterator[FactServer]:
    with fact_server() as running:
        yield running


def asker(system: FactServer, *secrets: str, seconds: float = 5.0) -> SignedLookUp:
    return SignedLookUp(
        f"{system.url}/facts",
        secrets or (system.secret,),
        now=lambda: datetime.now(UTC),
        deadline=timedelta(seconds=seconds),
    )


def test_what_the_system_knows_is_read_as_policies_write_it(system: FactServer) -> None:
    system.facts = {
        "order_date": "2026-03-01",
        "order_total": "59.90 EUR",
        "delay": "8 working days",
        "photo_provided": True,
        "items": 3,
        "tier": "gold",
    }
    system.scope = {"region": "EU"}
    answer = asker(system).ask(QUESTION)
    assert {fact.name: fact.value for fact in answer.facts} == {
        "order_date": date(2026, 3, 1),
        "order_total": Money(Decimal("59.90"), "EUR"),
        "delay": Period(Decimal(8), Unit.WORKING_DAY),
        "photo_provided": True,
        "items": Decimal(3),
        "tier": "gold",
    }
    assert {fact.source for fact in answer.facts} == {FactSource.LOOKUP}
    assert (answer.scope, answer.source) == ({"region": "EU"}, "orders")


def test_the_question_is_signed_and_says_no_more_than_it_must(system: FactServer) -> None:
    asker(system).ask(QUESTION)
    ((asked,),) = (system.asked,)
    assert asked.pop("request").startswith("lkq_")
    assert asked == {
        "conversation": "cnv_1",
        "channel": "sample",
        "account": "shop",
        "thread": "t1",
        "customer": {"name": "Kim", "handle": "@kim"},
        "orders": ["DE-48213"],
        "known": {"tier": "gold"},
    }


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ({"after": lambda body, _: (body, "")}, "not signed"),
        ({"after": lambda body, header: (body.replace(b"gold", b"best"), header)}, "not signed"),
        ({"after": lambda body, header: (body + b" " * 70_000, header)}, "too long"),
        ({"before": lambda answer: {**answer, "request": "lkq_old"}}, "another request"),
        ({"before": lambda answer: [answer]}, "another request"),
        ({"before": lambda answer: {**answer, "facts": ["tier"]}}, "another shape"),
        ({"before": lambda answer: {**answer, "facts": {"Tier!": "gold"}}}, "none of ours"),
        ({"before": lambda answer: {**answer, "facts": {"tier": {"a": 1}}}}, "tier"),
        ({"before": lambda answer: {**answer, "facts": {"tier": None}}}, "tier"),
        ({"before": lambda answer: {**answer, "facts": {"fee": "5 doubloons 3"}}}, "fee"),
        ({"before": lambda answer: {**answer, "scope": {"region": 5}}}, "scope"),
        ({"status": 500}, "500"),
        ({"status": 302}, "302"),
    ],
)
def test_whatever_is_not_as_agreed_is_no_answer(
    system: FactServer, fault: dict[str, object], says: str
) -> None:
    system.facts = {"tier": "gold"}
    for name, value in fault.items():
        setattr(system, name, value)
    with pytest.raises(NoFacts, match=says):
        asker(system).ask(QUESTION)
    assert len(system.asked) == 1, "a redirect is never followed"


def test_an_old_answer_cannot_be_played_again(system: FactServer) -> None:
    kept: list[tuple[bytes, str]] = []

    def keep(body: bytes, header: str) -> tuple[bytes, str]:
        kept.append((body, header))
        return kept[0]

    system.after = keep
    asker(system).ask(QUESTION)
    with pytest.raises(NoFacts, match="another request"):
        asker(system).ask(QUESTION)


def test_a_signature_of_another_secret_is_none(system: FactServer) -> None:
    system.after = lambda body, header: (body, header)
    with pytest.raises(NoFacts):
        asker(system, "wrong").ask(QUESTION)


def test_a_system_that_does_not_answer_is_given_up_in_time(system: FactServer) -> None:
    system.wait = 10.0
    began = time.monotonic()
    with pytest.raises(NoFacts, match="in time"):
        asker(system, seconds=0.5).ask(QUESTION)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "url",
    [
        "http://orders.example/facts",
        "https://user:pass@orders.example/",
        "file:///etc/passwd",
        "gopher://orders.example/",
    ],
)
def test_an_unsafe_address_is_refused_at_start(url: str) -> None:
    with pytest.raises(ValueError, match=r"address|http"):
        SignedLookUp(url, ("secret",), now=lambda: datetime.now(UTC))
