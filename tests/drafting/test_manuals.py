"""What a manual that was written for agents lets us tell, and what it must not."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from desk.draft import Outcome, Proposal, text_of
from drafting.manuals.fitting import half_said
from drafting.manuals.plain import in_words, plain
from drafting.manuals.rules import Rule, manual_of
from drafting.manuals.untold import Untold
from policies.book import Book
from policies.clause import Audience, Clause
from tests.drafting.house import BOOK, clause, drafter, request

MOVING = """
**Prerequisites (all must be true):**
- booking_status = `confirmed`
- The room is free on the new dates

| Days before arrival | Fee |
|---|---|
| >= 7 days | $0 (FREE) |
| >= 2 AND < 7 days | $25 |
| < 2 days | $60 (hotel approval; see 4.1.5) |

1. Verify the booking
2. Set request_type = `modify-dates`
3. Inform the customer that the new dates replace the old ones
"""


def outcome(text: str, *more: Clause) -> Outcome:
    book = Book((*BOOK, *more))
    return asyncio.run(drafter(book=lambda: book).outcome(request(text, public=False)))


def said(got: Outcome) -> str:
    sentences = got.sentences if isinstance(got, Proposal) else got.holding
    return text_of(sentences, paragraphs=False)


def texts(text: str) -> list[str]:
    return [rule.text for rule in manual_of(text).rules]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("`vip_tier` = `platinum`", "vip tier is platinum"),
        ("order total >= $500", "order total at least $500"),
        ("delay > 5 days", "delay more than 5 days"),
        ("time until check-in <24 hours", "time until check-in less than 24 hours"),
        ("IF status is `active` AND paid", "if status is active and paid"),
        ("Fees apply (see Section 4.2)", "Fees apply"),
        ("a fee of $60 (hotel approval; see 4.1.5)", "a fee of $60 (hotel approval)"),
    ],
)
def test_fields_and_signs_are_read_out(line: str, words: str) -> None:
    assert in_words(line) == words


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Inform customer: “Changes on the day are not possible.”", "Changes on the day"),
        ("Advise the customer to speak directly with the front desk", "please speak directly"),
        ("Customer must wait for delivery", "must wait for delivery"),
        ("The customer must cancel the policy instead.", "must cancel the policy instead"),
    ],
)
def test_what_agents_are_to_say_is_said(line: str, told: str) -> None:
    assert told in plain(line)


@pytest.mark.parametrize(
    "line",
    [
        "Set ticket status to solved",
        "Use reship_order with customer_fault=true",
        "Verify the customer's identity",
        "Offer 10% partial refund",
        "You can check the customer's tier in their profile",
        "Escalate to the hotel partner",
        "Do NOT reverse the cancellation",
        "Search Zendesk knowledge base for return windows",
        "Parcels can have further attributes (colour, weight).",
    ],
)
def test_orders_to_agents_are_not_told(line: str) -> None:
    assert plain(line) == ""


def test_a_table_is_told_whole_and_steps_are_not() -> None:
    found = texts(MOVING)
    assert any(
        "$25" in text and "less than 2 days – $60 (hotel approval)" in text for text in found
    )
    assert not any("modify-dates" in text or "Verify" in text for text in found)


def test_a_list_of_conditions_is_never_told_in_part() -> None:
    whole = "**Returns are possible when:**\n- The item is unopened\n- The receipt is there"
    part = f"{whole}\n- Set rma_flag = `true`"
    assert any("unopened" in text and "receipt" in text for text in texts(whole))
    assert texts(part) == []


def test_cases_of_one_list_are_told_together_or_not_at_all() -> None:
    text = "**Plan:**\n- If owed <= 2x fee: 2 payments\n- If owed > 2x fee: use plan_tool"
    assert texts(text) == []


def test_tables_below_different_leads_keep_them() -> None:
    table = "| When | Refund |\n|---|---|\n| early | 100% |\n"
    text = f"**For budget hotels:**\n\n{table}\n**For standard hotels:**\n\n{table}"
    assert [t.partition(" –")[0] for t in texts(text)] == [
        "For budget hotels",
        "For standard hotels",
    ]


def test_what_is_needed_is_read_from_a_table() -> None:
    table = "| Information | Required |\n|---|---|\n| Policy Number | Yes |\n| Reason | Optional |"
    assert manual_of(f"{table}\n| License State | If licensed |").needed == (
        "policy number",
        "license state (if licensed)",
    )


def test_what_agents_must_not_tell_is_not_told() -> None:
    secret = clause(
        "scores#kinds",
        "Kinds of customers",
        "**Regular Group:** 70 or more\n\nNEVER disclose scores to customers.",
    )
    untold = Untold.of(Book((secret,)))
    assert untold.holds("Your score decides")
    assert untold.holds("For the Regular Group it is free")
    assert not untold.holds("Returns take ten days")


FEES = clause("stays#fees", "4.1 Changes > Date Change Fees", MOVING)
REMOVING = clause(
    "drivers#remove",
    "8.2 Remove Driver > Effective Date",
    "Set status = `removed`.\n\nDriver removals always take effect today.",
)


def test_a_customer_is_told_the_rule_under_its_title_with_its_clause() -> None:
    got = outcome("I need to change the dates of my stay.", FEES)
    text = said(got)
    assert isinstance(got, Proposal)
    assert "“Date Change Fees”" in text
    assert "at least 2 and less than 7 days – $25" in text
    assert "modify-dates" not in text
    told = [s for s in got.sentences if "$25" in s.text]
    assert [c.clause for c in told[0].citations] == [FEES.id]


def test_what_holds_for_another_deed_is_not_told() -> None:
    got = outcome("I need to add a driver today.", REMOVING)
    assert "removals" not in said(got)


def test_an_internal_manual_is_not_told() -> None:
    inside = replace(FEES, audience=Audience.INTERNAL)
    got = outcome("I need to change the dates of my stay.", inside)
    assert "$25" not in said(got)


def test_a_page_that_speaks_for_itself_is_no_manual() -> None:
    page = clause("green#age", "Green Account at a glance", "Eligibility: Minimum age: 17.")
    got = outcome("What is the minimum age for an account?", page)
    assert "17" not in said(got)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "Changes not permitted when:\n- `booking_status` is `cancelled`\n- The room is taken",
            "Changes are not permitted when the booking is cancelled, or when the room is taken.",
        ),
        ("Policy status: Must be Active or In Grace Period", "The policy must be active or in"),
        (
            "Plans require:\n- Unpaid amount > 2× monthly fee",
            "Plans require an unpaid amount of more",
        ),
        ("All orders with order status `paid` may be changed.", "All orders that are paid may be"),
        (
            "Fee by state:\n- waiting: No fee\n- If sent: Full fee of $5",
            "Fee by state: waiting – no fee; if sent, full fee of $5.",
        ),
    ],
)
def test_a_rule_reads_as_people_say_it(line: str, words: str) -> None:
    assert texts(line)[0].startswith(words), texts(line)


def test_a_condition_that_cannot_be_told_takes_its_list_with_it() -> None:
    assert texts("Removal fee:\n- Costs $20 a piece\n- Only if `job_id` exists") == []


@pytest.mark.parametrize(
    ("title", "rules", "asked", "answered"),
    [
        ("Order changes", "Orders may be changed for $5.", "Cancel my order?", "Change my order?"),
        (
            "Room changes",
            "Room types: single room, double room, suite",
            "I need to change my room to next week.",
            "Which type of room may I change to?",
        ),
        (
            "Order changes",
            "Order changes always take effect for $5 a day.",
            "Can you help me with an order change?",
            "When will an order change take effect?",
        ),
    ],
)
def test_what_is_for_another_matter_is_not_told(
    title: str, rules: str, asked: str, answered: str
) -> None:
    text = f"{rules}\n\nThe customer gives the `order_id`."
    manual = clause("shop-manual#rule", title, text)
    told = "suite" if "suite" in rules else "$5"
    assert told in said(outcome(answered, manual))
    assert told not in said(outcome(asked, manual))


@pytest.mark.parametrize(
    ("rules", "grievance", "half"),
    [
        (("Returns apply to: orders that are delivered.",), False, True),
        (("All bookings that are confirmed may be cancelled.",), False, True),
        (("Returns apply to: orders that are delivered.", "The fee is $5."), False, False),
        (("For old orders no refund is available.",), False, False),
        (("For old orders no refund is available.",), True, True),
        (("New: eligible, full refund; old: not eligible.",), True, False),
    ],
)
def test_half_an_answer_is_none(rules: tuple[str, ...], *, grievance: bool, half: bool) -> None:
    manual = clause("shop-manual#rule", "Rules", "Rules.")
    told = tuple((manual, Rule(text)) for text in rules)
    assert half_said(told, grievance=grievance) is half
