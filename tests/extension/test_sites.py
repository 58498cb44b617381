"""Every site, from the customer's comment to the post: the real extension, editor and server."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.services.extension import PAGES, Server, Surf, expected, newest, write

SITES = sorted(page.stem for page in PAGES.glob("[a-z]*.html"))
MINE = "my own half-typed reply"
EDITED = "Hello Ada,\nthank you for writing to us 🙏\n\nKind regards 👩‍👩‍👧"


@pytest.mark.parametrize("name", SITES)
def test_the_approved_text_stands_in_the_sites_own_box_and_then_on_the_page(
    surf: Surf, server: Server, name: str
) -> None:
    page, panel = _opened(surf, name)
    assert expected(name)["text"] in panel.locator("blockquote").inner_text()
    kind = "Public reply" if expected(name)["public"] else "Private reply"
    assert kind in panel.inner_text()

    write(page, EDITED)
    _say_yes(page, panel)
    assert lines(page) == EDITED.split("\n")
    assert page.evaluate("window.__posted") is None, "nobody but a person presses the button"
    held = panel.inner_text()
    assert ("What you had typed before" in held) == ("data-trigger" not in page.content())

    _typed_on(page)
    expect(panel).to_contain_text("not what was approved any more")
    page.get_by_role("button", name="Insert again").click()
    expect(panel).to_contain_text("exactly as approved")
    assert lines(page) == EDITED.split("\n"), "replaced, not added to"

    page.locator("#post").click()
    expect(page.get_by_text("Posted, exactly as approved")).to_be_visible()
    done = newest(server)
    assert done["state"] == "posted"
    assert done["text"] == EDITED
    assert squash(done["read_back"]) == squash(EDITED)
    assert done["link"] == expected(name).get("posted", expected(name)["url"])
    assert "changed in the site's box, not posted yet" in done["evidence"]
    assert done["evidence"][-1] == "posted"
    assert page.evaluate("window.__posted") == 1


# One site of each way of inserting, with a message of its own.
OTHERS = {
    "x": {"/ada/status/17": "/ada/status/18"},
    "linkedin": {"comment:2": "comment:3"},
    "gmail": {"m1": "m2"},
    "youtube": {"lc=c1": "lc=c2"},
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_was_changed_before_it_was_posted_is_on_record(
    surf: Surf, server: Server, name: str
) -> None:
    page, panel = _opened(surf, name, **OTHERS[name])
    page.get_by_role("button", name="Approve and insert").click()
    expect(panel).to_contain_text("exactly as approved")
    _typed_on(page)
    expect(panel).to_contain_text("not what was approved any more")
    page.locator("#post").click()
    expect(panel).to_contain_text("not word for word")
    done = newest(server)
    assert done["evidence"][-1] == "posted, but the text read back differs"
    assert squash(done["read_back"]) == squash(done["text"]) + "Zz"


def _opened(surf: Surf, name: str, **changes: str) -> tuple[Page, Locator]:
    page = surf.open(name, **changes)
    if "data-trigger" in page.content():
        surf.command(page)
        page.wait_for_selector("html[data-ready='1']")
    else:
        page.wait_for_selector("html[data-ready='1']")
        page.locator("textarea, [contenteditable=true]").first.click()
        page.evaluate("text => window.__seed(text)", MINE)
        page.locator(".launcher").click()
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    return page, page.locator("section.panel")


def _say_yes(page: Page, panel: Locator) -> None:
    """Twice where saving found more than typing did: that the sites before got the same words."""
    yes = page.get_by_role("button", name="Approve and insert")
    yes.click()
    expect(panel).to_contain_text(re.compile("exactly as approved|Look at it once more"))
    if "once more" in panel.inner_text():
        yes.click()
    expect(panel).to_contain_text("exactly as approved")


def _typed_on(page: Page) -> None:
    page.locator("textarea, [contenteditable=true]").first.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("Zz")


def lines(page: Page) -> list[str]:
    text = str(page.evaluate("window.__state()")).replace("\u00a0", " ").rstrip("\n")
    return [line.rstrip() for line in text.split("\n")]


def squash(text: str) -> str:
    return "".join(text.split())
