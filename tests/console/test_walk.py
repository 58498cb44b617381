"""The first visitor's walk: from the link in the terminal to a reply that stands there, once."""

from __future__ import annotations

import pytest

from api import staff
from desk.draft import DraftState
from tests.services.browser import Desktop, Served, path_of, until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_the_first_visitor_answers_the_first_message(desktop: Desktop, served: Served) -> None:
    house = served.house
    rug = served.sample("late-rug")
    now = house.desk.law.clock()
    visitor = served.visitor()
    link, _ = staff.make_link(house.cabinet, visitor.id, served.address, actor="t", now=now)

    page = desktop.window()
    page.goto(link)
    page.goto(link)  # a preview of the link has not used it
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/queue")
    assert page.locator("a.open").count() >= 30

    page.locator("a.open", has_text="Nadia Quillfeather").click()
    assert path_of(page) == f"/conversations/{rug.id}"
    page.get_by_role("button", name="Edit e").click()
    text = page.locator("#text").input_value()
    assert "4.90 EUR" in text
    page.locator("#text").fill(text.replace("4.90 EUR", "49 EUR"))
    page.get_by_text("Findings in what you typed").wait_for()
    assert "Above limit" in page.locator("#looked").inner_text()
    page.locator("#text").fill(text.replace("I'm sorry", "I'm truly sorry"))
    page.get_by_text("finds nothing wrong with what you typed").wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("2 revisions").wait_for()

    page.locator("#approve-button").click()
    page.locator("#undo").click()
    page.locator("#approve-button").wait_for()
    page.locator("#approve-button").click()
    page.locator("#see-it").click()
    page.wait_for_url("**/sample/site/late-rug#post-*")
    said = page.locator("li.ours .words").all_inner_texts()
    assert said == [text.replace("I'm sorry", "I'm truly sorry")]

    posts = house.cabinet.sample_posts.all("late-rug")
    assert len(posts) == 1
    page.goto("/postings")
    row = page.locator("tbody tr", has_text="Nadia").first
    assert "posted" in row.inner_text()
    page.goto("/queue")
    assert page.locator("a.open", has_text="Nadia Quillfeather").count() == 0


def test_the_keyboard_alone_is_enough(desktop: Desktop, served: Served) -> None:
    served.sample("rude-showroom")
    page = desktop.window(served.visitor())
    page.goto("/queue?words=Philippa")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/conversations/*")
    page.keyboard.press("e")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Kind regards, and e, a, r, n stay letters here.")
    page.keyboard.press("Control+Enter")
    page.get_by_text("2 revisions").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("a")
    assert page.locator("#approve-button").is_enabled(), page.inner_text("main")
    assert page.evaluate("document.activeElement.id") == "approve-button"
    page.keyboard.press("a")
    page.locator("#undo").wait_for()
    page.keyboard.press("u")
    page.locator("#approve-button").wait_for()
    page.keyboard.press("r")
    page.keyboard.type("It ends oddly.")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Rejected").wait_for()
    assert "It ends oddly." in page.inner_text("main")
    page.keyboard.press("n")
    page.get_by_role("heading", name="Rejected").wait_for(state="detached")
    page.wait_for_load_state()
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.wait_for_url("**/queue")


def test_the_queue_stays_live_and_keeps_the_focus(desktop: Desktop, served: Served) -> None:
    page = desktop.window(served.visitor())
    page.goto("/queue")
    page.keyboard.press("j")
    page.keyboard.press("j")
    focused = page.evaluate("document.activeElement.id")
    assert focused.startswith("open-")
    served.said("Do you have the Plover lamp in green?", author="Newly Arrived")
    page.locator("a.open", has_text="Newly Arrived").wait_for()
    assert page.evaluate("document.activeElement.id") == focused


def test_a_new_draft_is_watched_until_it_is_there(desktop: Desktop, served: Served) -> None:
    conversation = served.sample("return-question")
    before = served.house.cabinet.views.row(
        served.house.cabinet.workspace, conversation.id, served.house.desk.law.clock()
    ).draft
    page = desktop.window(served.visitor())
    page.goto(f"/conversations/{conversation.id}")
    page.get_by_text("Have it written anew").click()
    page.locator("#instruction").fill("shorter")
    page.get_by_role("button", name="Write a new draft").click()
    page.locator("#approve-button").wait_for()

    def replaced() -> bool:
        row = served.house.cabinet.views.row(
            served.house.cabinet.workspace, conversation.id, served.house.desk.law.clock()
        )
        return row.draft != before and row.draft.state is DraftState.IN_REVIEW  # type: ignore[union-attr]  # there is one

    until(replaced)


def test_a_fact_is_added_and_the_reply_is_written_anew(desktop: Desktop, served: Served) -> None:
    conversation = served.said("My parcel is late. What now?")
    page = desktop.window(served.visitor())
    page.goto(f"/conversations/{conversation.id}")
    if not page.locator("#fact-name").is_visible():
        page.get_by_text("Add or correct a fact").click()
    page.locator("#fact-name").fill("Delay")
    page.locator("#fact-value").fill("8 working days")
    page.get_by_role("button", name="Keep it").click()
    page.locator("#approve-button").wait_for()
    assert "8 working days" in page.locator("dl.facts").inner_text()
    page.get_by_text("Add or correct a fact").click()
    page.locator("#fact-name").fill("delay")
    page.locator("#fact-value").fill("8 parsecs")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("heading", name="A value is not understood").wait_for()
    page.get_by_role("button", name="Open it again").click()
    assert path_of(page) == f"/conversations/{conversation.id}"
