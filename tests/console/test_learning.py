"""What stands around a draft, in a real browser: alternatives, pairs, facts, notes, gaps, voice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from desk.conversation import Conversation
from desk.people import Role
from tests.services.browser import Desktop, axe, path_of, until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

_SENT = 20_000  # milliseconds, the undo window among them
LATE = "My parcel came ten days late, I want my shipping fee back. Ordered in {}."


def told(desktop: Desktop, month: str) -> tuple[Page, Conversation]:
    there = desktop.served.said(LATE.format(month), author=f"Kim {month}")
    page = desktop.window(desktop.served.visitor())
    page.goto(f"/conversations/{there.id}")
    return page, there


def written(page: Page) -> None:
    """Wait until no draft of the page is being written."""
    expect(page.locator("#approve-button")).to_be_visible()


def test_alternatives_stand_beside_each_other_and_one_is_put_forward(desktop: Desktop) -> None:
    page, there = told(desktop, "March")
    page.get_by_text("Have it written anew").click()
    page.get_by_role("button", name="Show alternatives").click()
    beside = page.get_by_role("navigation", name="Drafts beside each other")
    expect(beside.get_by_role("link")).to_have_count(3)
    written(page)
    declined = beside.get_by_role("link", name="Decline kindly")
    expect(declined).to_contain_text("holding reply")  # no clause declines it
    beside.get_by_role("link", name="Ask for what is missing").click()
    written(page)
    page.get_by_role("button", name="Put this one forward").click()
    expect(beside.locator("[aria-current]")).to_contain_text("chosen")
    page.goto(f"/conversations/{there.id}")
    expect(beside.locator("[aria-current]")).to_contain_text("Ask for what is missing")
    expect(beside.get_by_role("link")).to_have_count(3)
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
    page.evaluate(axe())
    found = page.evaluate("axe.run(document).then(r => r.violations.map(v => v.id))")
    assert found == []


def test_the_note_goes_out_and_the_message_waits_for_its_own_yes(desktop: Desktop) -> None:
    page, there = told(desktop, "April")
    page.get_by_text("Have it written anew").click()
    page.get_by_role("button", name="Public note and private message").click()
    beside = page.get_by_role("navigation", name="Drafts beside each other")
    expect(beside.get_by_role("link")).to_have_count(2)
    written(page)
    beside.get_by_role("link", name=re.compile("^Public note")).click()
    written(page)
    expect(page.locator("#sign")).to_contain_text("public reply")
    expect(page.locator(".exact")).to_contain_text(re.compile("private"))
    assert page.get_by_text("What it commits us to").count() == 0
    page.locator("#approve-button").click()
    expect(page.locator("#outcome")).to_contain_text("Posted", timeout=_SENT)
    beside.get_by_role("link", name=re.compile("^Private message")).click()
    expect(page.locator("#sign")).to_contain_text("private message to kim_test")
    expect(page.locator("#approve-button")).to_contain_text("Approve and send")
    page.locator("#approve-button").click()
    expect(page.locator("#outcome")).to_contain_text("Sent", timeout=_SENT)
    stranger = desktop.window()
    answer = stranger.goto(f"/sample/site/{there.thread}/private")
    assert answer is not None
    assert path_of(stranger) == "/sign-in"


def test_a_fact_is_typed_corrected_and_undone(desktop: Desktop) -> None:
    page, there = told(desktop, "May")
    page.get_by_text("Add or correct a fact").click()
    page.fill("#fact-name", "shipping fee")
    page.fill("#fact-value", "soon")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("main")).to_contain_text("does not fit")
    expect(page.locator("main")).to_contain_text("EUR")
    page.goto(f"/conversations/{there.id}")
    page.get_by_text("Add or correct a fact").click()
    page.fill("#fact-name", "shipping fee")
    page.fill("#fact-value", "4.90 EUR")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".facts")).to_contain_text("4.90 EUR")
    expect(page.locator(".facts")).to_contain_text("typed by us")
    page.get_by_role("button", name="Undo the last change: shipping fee").click()
    expect(page.locator(".facts")).not_to_contain_text("4.90 EUR")
    page.get_by_text("How the facts became known").click()
    expect(page.locator(".case-facts")).to_contain_text("shipping fee was 4.90 EUR, taken out")


def test_an_edited_text_outlives_a_new_fact(desktop: Desktop) -> None:
    page, _ = told(desktop, "June")
    page.keyboard.press("e")
    text = page.locator("#text").input_value() + " We wish you a sunny week."
    page.fill("#text", text)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".exact")).to_contain_text("sunny week")
    page.get_by_text("Add or correct a fact").click()
    page.fill("#fact-name", "tier")
    page.fill("#fact-value", "gold")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".exact")).to_contain_text("sunny week")
    expect(page.locator(".reply")).to_contain_text("A fact of the case changed")


def test_a_note_is_for_colleagues(desktop: Desktop) -> None:
    page, there = told(desktop, "July")
    page.get_by_text("Write a note").click()
    page.fill("#note-text", "Called twice, <b>nobody</b> answered.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("#notes")).to_contain_text("Called twice, <b>nobody</b> answered.")
    other = desktop.window(desktop.served.person("Robin", Role.AGENT))
    other.goto(f"/conversations/{there.id}")
    expect(other.locator("#notes")).to_contain_text("Called twice")


def test_the_owner_is_shown_a_gap_and_an_agent_cannot_close_it(desktop: Desktop) -> None:
    desktop.served.said("Do you engrave names into brass door plates?", author="Robin Test")
    agent = desktop.window(desktop.served.person("Ada", Role.AGENT))
    agent.goto("/gaps")
    agent.locator(".tasks a").first.click()
    expect(agent.locator("main")).to_contain_text("The policy owner decides")
    owner = desktop.window(desktop.served.person("Dan", Role.POLICY_OWNER))
    owner.goto(path_of(agent))
    owner.get_by_text("No clause is wanted").click()
    owner.fill("#gap-why", "we never will")
    owner.get_by_role("button", name="Dismiss it").click()
    expect(owner.locator(".notice")).to_contain_text("we never will")
    owner.get_by_role("button", name="Open it again").click()
    expect(owner.get_by_role("heading", name="Decide")).to_be_visible()


def test_style_waits_for_the_owner_and_is_in_use_once_accepted(desktop: Desktop) -> None:
    page, _ = told(desktop, "August")
    page.keyboard.press("e")
    text = page.locator("#text").input_value()
    page.fill("#text", f"{text} We send you our heartfelt regards.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".exact")).to_contain_text("heartfelt")
    page.keyboard.press("e")
    page.fill("#text", f"{text} We send you our very best regards.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".exact")).to_contain_text("very best")
    page.goto("/voice")
    expect(page.locator(".thread")).to_contain_text("style")
    page.get_by_role("button", name="Accept: avoid heartfelt").click()
    expect(page.locator("main")).to_contain_text("Decided")

    def avoided() -> bool:
        return "heartfelt" in desktop.served.house.desk.law.company().voice.avoid

    until(avoided)


def test_all_who_praised_us_are_thanked_by_one_post_at_the_front(desktop: Desktop) -> None:
    desktop.served.said("Just wanted to say: lovely lamp, thank you so much!", author="Robin Glad")
    page = desktop.window(desktop.served.visitor())
    page.goto("/queue")
    page.get_by_role("button", name="Draft one thank-you").first.click()
    written(page)
    expect(page.locator("#sign")).to_contain_text("public")
    page.locator("#approve-button").click()
    expect(page.locator("#outcome")).to_contain_text("Posted", timeout=_SENT)
    page.get_by_role("link", name="See it").click()
    expect(page.locator(".ours")).to_contain_text(re.compile("[Tt]hank"))
    page.goto("/queue")
    page.get_by_role("button", name="Draft one thank-you").first.click()
    expect(page.locator("main")).to_contain_text("posted already")
