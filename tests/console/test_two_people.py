"""Two people at the same draft: nothing is lost, and nothing stale is signed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from desk.ids import ConversationId
from desk.people import Role
from tests.services.browser import Desktop, Served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def opened(desktop: Desktop, served: Served, who: str, name: ConversationId) -> Page:
    page = desktop.window(served.person(who, Role.AGENT, Role.APPROVER))
    page.goto(f"/conversations/{name}")
    return page


def edit(page: Page, old: str, new: str) -> None:
    page.locator("[data-start-edit]").click()
    box = page.locator("#text")
    box.fill(box.input_value().replace(old, new))
    page.get_by_role("button", name="Save").click()


def test_both_texts_are_shown_and_either_can_be_kept(desktop: Desktop, served: Served) -> None:
    name = served.sample("sarcastic").id
    ada, ben = (opened(desktop, served, who, name) for who in ("Ada", "Ben"))
    edit(ada, "Bertrand", "dear Bertrand")
    ada.get_by_text("2 revisions").wait_for()
    edit(ben, "Bertrand", "Mr Loosestrife")
    ben.get_by_role("heading", name="Ada saved before you").wait_for()
    assert "dear" in ben.locator("ins").first.inner_text()
    assert "Mr Loosestrife" in ben.locator("#text").input_value()
    ben.locator("#keep-mine").click()
    ben.get_by_text("3 revisions").wait_for()
    assert "Mr Loosestrife" in ben.locator(".exact").inner_text()

    # Ada's page is old now: what she would sign is not what stands there.
    ada.locator("#approve-button").click()
    ada.get_by_role("heading", name="The review sheet changed").wait_for()
    ada.get_by_role("button", name="Open it again").click()
    assert "Mr Loosestrife" in ada.locator(".exact").inner_text()
    edit(ada, "Mr Loosestrife", "Bertrand")
    ada.get_by_text("4 revisions").wait_for()
    edit(ben, "Mr Loosestrife", "Sir")
    ben.locator("#take-theirs").click()
    assert "Bertrand" in ben.locator(".exact").inner_text()


def test_two_must_agree_where_the_rules_say_so(desktop: Desktop, served: Served) -> None:
    name = served.sample("cracked-lamp").id
    ada, ben = (opened(desktop, served, who, name) for who in ("Ada", "Ben"))
    takes = ada.locator("#sign").inner_text()
    assert "Takes 2 people, because it promises money back" in takes
    ada.locator("#approve-button").click()
    ada.get_by_text("It waits for another person").wait_for()
    assert ada.locator("#approve-button").is_disabled()
    ada.goto("/queue?show=second")
    assert ada.locator("a.open", has_text="Ruben").count() == 1
    ben.reload()
    assert "approved by Ada" in ben.locator("#sign").inner_text()
    ben.locator("#approve-button").click()
    ben.locator("#undo").click()
    ben.locator("#approve-button").wait_for()


def test_who_may_not_approve_is_told_why_beforehand(desktop: Desktop, served: Served) -> None:
    page = desktop.window(served.person("Agnes", Role.AGENT))
    page.goto(f"/conversations/{served.sample('burnt-finger').id}")
    assert "Only admin or safety may approve this topic" in page.locator("#why-not").inner_text()
    assert page.locator("#approve-button").is_disabled()
    safety = desktop.window(served.person("Sid", Role.AGENT, Role.SAFETY))
    safety.goto(page.url)
    assert safety.locator("#approve-button").is_enabled()


def test_taking_a_conversation_puts_it_on_ones_own_list(desktop: Desktop, served: Served) -> None:
    name = served.sample("wrong-colour").id
    page = opened(desktop, served, "Mia", name)
    page.goto("/queue?show=mine")
    assert page.get_by_role("heading", name="Nothing here").is_visible()
    page.goto(f"/conversations/{name}")
    page.get_by_role("button", name=re.compile("Take it")).click()
    page.get_by_role("button", name="Give it back").wait_for()
    page.goto("/queue?show=mine")
    assert page.locator("a.open", has_text="Ottoline").count() == 1


def test_on_hold_nobody_can_approve(desktop: Desktop, served: Served) -> None:
    name = served.sample("wrong-colour").id
    page = opened(desktop, served, "Hal", name)
    page.get_by_role("button", name="Hold", exact=True).click()
    page.get_by_label("Hold it", exact=True).select_option("an_hour")
    page.get_by_role("button", name="Hold it").click()
    page.get_by_role("button", name="Take off hold").wait_for()
    assert page.locator("#approve-button").is_disabled()
    page.get_by_role("button", name="Take off hold").click()
    page.get_by_role("button", name="Hold", exact=True).wait_for()
    assert page.locator("#approve-button").is_enabled()
