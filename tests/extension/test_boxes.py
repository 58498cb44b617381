"""One suite over the boxes of all sites: what stands there is what the site's own editor says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright

from tests.services.extension import PAGES, PROBE, Surf, expected, surfing

SITES = sorted(page.stem for page in PAGES.glob("[a-z]*.html"))
TEXTS = {
    "one line": "Sorry to hear that, Ada. We “can” help – today.",
    "emoji": "Thank you 🙏👩‍👩‍👧 Zoë!",
    "several lines": "Hello Ada,\nthank you & <b>not bold</b>\n\nKind regards",
    "right to left": "שלום Ada, 1.5 ק״מ",
}
OLD = "my own half-typed reply"
UNDO_CLEARS = {"linkedin"}  # Quill: one undo leaves it empty; the panel still has the old words


@pytest.fixture(scope="module")
def probe(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surf]:
    with surfing(playwright, tmp_path_factory.mktemp("probe"), PROBE) as surf:
        yield surf


@pytest.mark.parametrize("name", SITES)
def test_the_box_is_found_read_filled_and_given_back(probe: Surf, name: str) -> None:
    page = probe.open(name)
    trigger = "data-trigger" in page.content()
    if not trigger:
        page.wait_for_selector("html[data-ready='1']")
    for text in TEXTS.values():
        came = inserted(page, text)
        assert came["outcome"] == "inserted", came
        assert lines(state(page)) == lines(text)
        assert squash(came["read"]) == squash(text)
        assert came["about"]["text"] == expected(name)["text"]
        page.evaluate("window.__seed('')")
        page.wait_for_timeout(60)

    page.evaluate("text => window.__seed(text)", OLD)
    page.wait_for_timeout(500)  # editors join what is typed at once into one step
    came = inserted(page, TEXTS["several lines"])
    assert came["before"].strip() == OLD
    assert lines(state(page)) == lines(TEXTS["several lines"]), "replaced, not added to"
    page.keyboard.press("Control+z")
    page.wait_for_timeout(200)
    assert state(page).strip() in ({"", OLD} if name in UNDO_CLEARS else {OLD})
    page.close()


def inserted(page: Page, text: str) -> dict[str, Any]:
    """What the extension says that came of it."""
    said = page.evaluate(
        """detail => new Promise((done, late) => {
          setTimeout(() => late(new Error('no answer')), 5000);
          addEventListener('probe:done', event => done(event.detail), { once: true });
          dispatchEvent(new CustomEvent('probe:run', { detail }));
        })""",
        json.dumps({"text": text}),
    )
    came: dict[str, Any] = json.loads(said)
    return came


def state(page: Page) -> str:
    return str(page.evaluate("window.__state()"))


def lines(text: str) -> list[str]:
    plain = text.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "")
    return [line.rstrip() for line in plain.rstrip("\n").split("\n")]


def squash(text: str) -> str:
    return "".join(text.split())
