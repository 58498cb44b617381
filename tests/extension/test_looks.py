"""What people see: nothing for axe to find, light and dark; it fits a narrow and a zoomed page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.services.browser import axe
from tests.services.extension import Surf, own

NUMBERS = count(9000)
RULES = """{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: {region: {enabled: false}}}"""  # whether the site puts things into landmarks is its matter


def reviewing(surf: Surf, scheme: str = "light", **changes: str) -> Page:
    page = surf.open("mastodon", **changes, **own(next(NUMBERS)))
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
    page.wait_for_selector("html[data-ready='1']")
    page.locator("textarea").first.click()
    page.locator(".launcher").click()
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    return page


def blocked(page: Page) -> None:
    """Everything open, with a promise that no clause licenses."""
    page.locator("#text").press("End")
    page.locator("#text").press_sequentially(" We will send you 100 EUR.")
    expect(page.locator("li.block").first).to_be_visible()
    for summary in page.locator("section.panel summary").all():
        summary.click()
    if page.locator("button.clause").count():
        page.locator("button.clause").first.click()
        expect(page.locator("li .box.soft:visible")).to_have_count(1)


def inserted(page: Page) -> None:
    page.evaluate("window.__seed('my own words')")
    page.get_by_role("button", name="Approve and insert").click()
    expect(page.locator("section.panel")).to_contain_text("exactly as approved")


def emptied(page: Page) -> None:
    inserted(page)
    page.locator("textarea").first.fill("")
    expect(page.get_by_role("button", name="No, I did not post it")).to_be_visible(timeout=12_000)


def failed(page: Page) -> None:
    page.locator("section.panel").evaluate("panel => { panel.style.outline = '1px solid' }")
    page.wait_for_timeout(100)
    page.get_by_role("button", name="Approve and insert").click()
    expect(page.locator("section.panel [role=alert]")).to_contain_text("changed this panel")


STATES: dict[str, Callable[[Page], None]] = {
    "reviewing": lambda _page: None,
    "blocked": blocked,
    "inserted": inserted,
    "emptied": emptied,
    "failed": failed,
}


def faults(page: Page, where: str) -> list[str]:
    page.evaluate(axe())
    found = page.evaluate(f"axe.run({where}, {RULES})")
    return [
        f"{each['id']}: {each['help']}: {node['html'][:200]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_the_panel(surf: Surf, state: str, scheme: str) -> None:
    page = reviewing(surf, scheme, text=f"It came late ({state}, {scheme}).")
    STATES[state](page)
    assert faults(page, "document.querySelector('[data-makegood=panel]')") == []


def test_axe_looks_into_the_panel(surf: Surf) -> None:
    """Plant a fault and see it caught: otherwise the test above may look at nothing."""
    page = reviewing(surf)
    page.locator("#text").evaluate("box => box.getRootNode().querySelector('label').remove()")
    assert "label" in str(faults(page, "document.querySelector('[data-makegood=panel]')"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_options(surf: Surf, scheme: str) -> None:
    page = surf.options()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
    page.wait_for_selector("text=signed in as You")
    assert faults(page, "document") == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()


def test_the_panel_fits_a_narrow_page_and_hides_nothing(surf: Surf) -> None:
    page = reviewing(surf)
    page.set_viewport_size({"width": 320, "height": 480})
    blocked(page)
    panel = page.locator("section.panel")
    box = panel.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") <= 0
    page.get_by_role("button", name="Draft again").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Draft again")).to_be_in_viewport()
