"""Every site, from the customer's comment to the post: the real extension, editor and server."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.services.extension import PAGES, Server, Surf, expected, newest

SITES = sorted(page.stem for page in PAGES.glob("[a-z]*.html"))
MINE = "my own half-typed reply"


@pytest.mark.parametrize("name", SITES)
def test_the_approved_text_stands_in_the_sites_own_box_and_then_on_the_page(
    surf: Surf, server: Server, name: str
) -> None:
    page = surf.open(name)
    if page.get_attribute("html", "data-ready") == "trigger" or "data-trigger" in page.content():
        surf.command(page)
        page.wait_for_selector("html[data-ready='1']")
    else:
        focus(page)
        page.evaluate("text => window.__seed(text)", MINE)
        page.locator(".launcher").click()
    page.get_by_role("button", name="Approve and insert").wait_for()
    assert expected(name)["text"] in page.locator("[data-makegood=panel] blockquote").inner_text()
    kind = "Public reply" if expected(name)["public"] else "Private reply"
    assert kind in page.locator("aside.panel").inner_text()
    text = page.locator("#text").input_value()
    page.get_by_role("button", name="Approve and insert").click()
    expect(page.locator("aside.panel")).to_contain_text("exactly as approved")
    assert squash(page.evaluate("window.__state()")) == squash(text)
    assert page.evaluate("window.__posted") is None, "nobody but a person presses the button"
    held = page.locator("aside.panel").inner_text()
    assert ("What you had typed before" in held) == ("data-trigger" not in page.content())

    page.locator("#post").click()
    expect(page.get_by_text("Posted, exactly as approved")).to_be_visible()
    done = newest(server)
    assert done["state"] == "posted"
    assert squash(done["read_back"]) == squash(text)
    assert done["link"].startswith("https://")
    assert done["evidence"][-2:] == ["in the site's box, as approved", "posted"] or (
        done["evidence"][-1] == "posted"
    )
    assert page.evaluate("window.__posted") == 1


def focus(page: Page) -> None:
    page.wait_for_selector("html[data-ready='1']")
    page.locator("textarea, [contenteditable=true]").first.click()


def squash(text: str) -> str:
    return "".join(text.split())
