"""What must not go out is seen for what it is, and neither button nor server lets it through."""

from __future__ import annotations

import pytest

from desk.people import Role
from tests.services.browser import Desktop, Served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_blocked_text_cannot_be_approved(desktop: Desktop, served: Served) -> None:
    conversation = served.sample("return-question")
    page = desktop.window(served.person("Bo", Role.AGENT, Role.APPROVER))
    page.goto(f"/conversations/{conversation.id}")
    page.locator("[data-start-edit]").click()
    text = page.locator("#text").input_value()
    page.locator("#text").fill(f"{text} We also give you 500 EUR. See https://elsewhere.example/x")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("A finding blocks approval").wait_for()
    assert page.locator("#approve-button").is_disabled()
    assert page.locator("mark.find-block").count() >= 1
    assert "elsewhere.example" in page.locator(".paper").inner_text()
    page.evaluate("document.querySelector('#approve-button').disabled = false")
    page.locator("#approve-button").click()
    page.get_by_role("heading", name="A finding forbids approval").wait_for()
    assert served.house.cabinet.sample_posts.all("return-question") == ()


def test_characters_that_cannot_be_seen_are_seen(desktop: Desktop, served: Served) -> None:
    conversation = served.said("Where is my \u202eparcel\u202c? It is la\u200bte.")
    page = desktop.window(served.visitor())
    page.goto(f"/conversations/{conversation.id}")
    there = page.locator(".thread .hidden-char").all_inner_texts()
    assert [mark.split()[-1] for mark in there] == ["U+202E", "U+202C", "U+200B"]
    page.locator("[data-start-edit]").click()
    text = page.locator("#text").input_value()
    page.locator("#text").fill(f"{text}\u2066")
    page.locator("#looked .hidden-char").wait_for()
    assert "U+2066" in page.locator("#looked .exact").inner_text()
    assert "Hidden character" in page.locator("#looked .findings").inner_text()


def test_markup_of_a_customer_is_text(desktop: Desktop, served: Served) -> None:
    nasty = "<img src=x onerror=alert(1)><script>alert(2)</script> {{ 7 * 7 }} Where is my parcel?"
    conversation = served.said(nasty, author="<b>Bobby</b>")
    page = desktop.window(served.visitor())
    for path in (f"/conversations/{conversation.id}", "/queue", "/sample/site/test-1"):
        page.goto(path)
        assert page.locator("main img, main script, main b >> text=Bobby").count() == 0, path
    page.goto(f"/conversations/{conversation.id}")
    assert page.locator(".thread .words").first.inner_text() == nasty


def test_a_text_that_is_being_typed_survives_the_window(desktop: Desktop, served: Served) -> None:
    conversation = served.sample("wrong-colour")
    page = desktop.window(served.person("Una", Role.AGENT))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/conversations/{conversation.id}")
    page.locator("[data-start-edit]").click()
    text = page.locator("#text").input_value()
    page.locator("#text").fill(f"{text} Half a thou")
    page.get_by_text("finds").first.wait_for()
    page.reload()
    assert page.locator("#text").input_value().endswith("Half a thou")
    assert page.locator("#approve-button").is_disabled()
    page.locator("[data-discard]").click()
    page.locator("#edit").wait_for(state="hidden")
    assert page.locator("#text").input_value() == text


def test_a_save_that_is_refused_gives_the_text_back(desktop: Desktop, served: Served) -> None:
    conversation = served.said("Do you gift-wrap?")
    page = desktop.window(served.person("Ula", Role.AGENT))
    page.goto(f"/conversations/{conversation.id}")
    if page.locator("[data-start-edit]").count():
        page.locator("[data-start-edit]").click()
    page.locator("#text").fill("A long and thoughtful answer.")
    served.house.desk.request(conversation.id, served.visitor())
    page.locator("#edit button").first.click()
    page.get_by_role("heading", name="This draft was decided while you edited").wait_for()
    assert page.locator("#text").input_value() == "A long and thoughtful answer."


def test_a_clause_is_cited_where_the_text_is_edited(desktop: Desktop, served: Served) -> None:
    conversation = served.sample("wrong-colour")
    page = desktop.window(served.person("Cita", Role.AGENT))
    page.goto(f"/conversations/{conversation.id}")
    page.keyboard.press("e")
    page.locator("#cite summary").click()
    page.locator("#cite-search").fill("shipping fee of a late parcel")
    found = page.locator("#found label").first
    found.wait_for()
    title = found.locator("b").inner_text()
    found.locator("input").check()
    page.locator("#chosen input:checked").wait_for()
    page.locator("#looked .card h4", has_text=title).wait_for()
    page.on("dialog", lambda dialog: dialog.accept())
