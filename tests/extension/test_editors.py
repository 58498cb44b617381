"""The insertion, in the real editors: what is read back is the editor's own state, not the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.services.extension import PROBE, Surf, surfing

EDITORS = {
    "textarea": "{}",
    "draft": "{}",
    "lexical": '{"kind": "rich"}',
    "lexical-plain": '{"kind": "plain"}',
    "lexical-shadow": '{"kind": "rich", "shadow": "1"}',
    "tiptap": "{}",
    "quill": "{}",
    "ckeditor": "{}",
    "slate": "{}",
    "plain": "{}",
    "tinymce": "{}",
}
ONE = "Sorry to hear that, Zoë 🙏👩‍👩‍👧 – we “can” help."
SEVERAL = "Hi Zoë 🙏\nSecond line 👩‍👩‍👧 & <b>not bold</b>\n\nAfter a gap"
OLD = "my own half-typed reply"
LOSES_BLANK_LINES = {"tinymce"}  # measured; the words and their lines are kept
UNDO_CLEARS = {"quill", "tinymce"}  # measured: one undo leaves these empty


@pytest.fixture(scope="module")
def probe(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surf]:
    with surfing(playwright, tmp_path_factory.mktemp("probe"), PROBE) as surf:
        yield surf


@pytest.mark.parametrize("editor", EDITORS)
def test_the_editor_holds_what_was_inserted_and_lives(probe: Surf, editor: str) -> None:
    for text, before in ((ONE, ""), (SEVERAL, ""), (SEVERAL, OLD)):
        page = opened(probe, editor)
        if before:
            page.evaluate("text => window.__seed(text)", before)
            page.wait_for_timeout(80)
        came = inserted(page, text)
        assert came["outcome"] == "inserted", came
        assert came["before"].strip() == before
        assert lines(state(page), editor) == lines(text, editor), came
        _lives(page)
        page.close()


def _lives(page: Page) -> None:
    page.keyboard.press("Control+End")
    page.keyboard.type("Z")
    page.wait_for_timeout(80)
    assert state(page).rstrip().endswith("Z"), "a person can type on"


@pytest.mark.parametrize("editor", sorted(set(EDITORS) - {"lexical-plain", "lexical-shadow"}))
def test_undo_brings_back_what_the_person_had_typed(probe: Surf, editor: str) -> None:
    page = opened(probe, editor)
    page.evaluate("text => window.__seed(text)", OLD)
    page.wait_for_timeout(500)  # editors join what is typed at once into one step
    inserted(page, "New text\nline two")
    page.keyboard.press("Control+z")
    page.wait_for_timeout(200)
    if editor in UNDO_CLEARS:
        assert state(page).strip() in {"", OLD}
    else:
        assert state(page).strip() == OLD
    page.close()


def opened(surf: Surf, editor: str) -> Page:
    url = f"https://editors.example/{editor}"
    name = editor.split("-", maxsplit=1)[0]
    mount = f"<div id=mount data-editor={name} data-box='{EDITORS[editor]}'></div>"
    rest = "<div id=posts></div><button id=post>Post</button><template id=shape></template>"
    page = surf.show(
        url,
        f"<!doctype html><title>e</title>{mount}{rest}<script type=module src=/__page.js></script>",
    )
    page.wait_for_selector("html[data-ready='1']")
    return page


def inserted(page: Page, text: str) -> dict[str, str]:
    """What the extension says that came of it."""
    said = page.evaluate(
        """detail => new Promise((done, late) => {
          setTimeout(() => late(new Error('no answer')), 5000);
          addEventListener('probe:done', event => done(event.detail), { once: true });
          dispatchEvent(new CustomEvent('probe:run', { detail }));
        })""",
        json.dumps({"text": text}),
    )
    came: dict[str, str] = json.loads(said)
    return came


def state(page: Page) -> str:
    return str(page.evaluate("window.__state()"))


def lines(text: str, editor: str) -> list[str]:
    plain = text.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "")
    found = [line.rstrip() for line in plain.rstrip("\n").split("\n")]
    return [line for line in found if line] if editor in LOSES_BLANK_LINES else found


def test_each_editor_was_built() -> None:
    names = {path.stem for path in Path(PROBE.parent.parent / "editors").glob("*.js")} - {"lines"}
    assert {editor.split("-")[0] for editor in EDITORS} == names
