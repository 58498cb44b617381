"""A page that lies, forges, covers and pries gets no token and no approval."""

from __future__ import annotations

import json
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.services.extension import Server, Surf, expected, own

NUMBERS = count(1000)


def reviewing(surf: Surf, name: str = "mastodon", **changes: str) -> Page:
    """A page with the panel open on it, ready to be approved."""
    page = surf.open(name, **changes, **own(next(NUMBERS)))
    page.wait_for_selector("html[data-ready='1']")
    page.locator("textarea, [contenteditable=true]").first.click()
    page.locator(".launcher").click()
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    return page


def unapproved(server: Server, before: list[str]) -> bool:
    return [p["id"] for p in server.ask("GET", "/v1/postings?limit=200")] == before


@pytest.fixture
def postings(server: Server) -> list[str]:
    return [p["id"] for p in server.ask("GET", "/v1/postings?limit=200")]


PRETENCES = {
    "click": "button => button.click()",
    "event": "button => button.dispatchEvent(new MouseEvent('click', {bubbles: true}))",
    "keys": """button => button.getRootNode().getElementById('text').dispatchEvent(
        new KeyboardEvent('keydown', {key: 'Enter', ctrlKey: true, bubbles: true}))""",
}


@pytest.mark.parametrize("way", PRETENCES)
def test_a_pretended_click_approves_nothing(
    surf: Surf, server: Server, postings: list[str], way: str
) -> None:
    page = reviewing(surf, text=f"It came late ({way}).")
    page.get_by_role("button", name="Approve and insert").evaluate(PRETENCES[way])
    page.wait_for_timeout(600)
    assert unapproved(server, postings)
    assert page.evaluate("window.__state()") == ""


TRICKS = {
    "another text": "root => { root.getElementById('text').value = 'We refund 1000 EUR.'; }",
    "a hidden part": "root => { root.getElementById('text').style.color = 'transparent'; }",
    "a style": """root => { const s = document.createElement('style');
        s.textContent = '.block{display:none!important}'; root.append(s); }""",
    "a sheet": """root => { const s = new CSSStyleSheet(); s.replaceSync('.block{display:none}');
        root.adoptedStyleSheets = [s]; }""",
    "another label": "root => { root.querySelector('button.main').textContent = 'Close'; }",
    "a cover": """root => { const d = document.createElement('div'); d.popover = 'manual';
        d.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;background:#fff;'
          + 'pointer-events:none;margin:0'; d.textContent = 'Win a prize'; document.body.append(d);
        d.showPopover(); }""",
    "a moved panel": "root => { root.host.style.setProperty('opacity', '0.01', 'important'); }",
}


@pytest.mark.parametrize("trick", TRICKS)
def test_what_a_page_did_to_the_panel_is_seen_before_anything_is_approved(
    surf: Surf, server: Server, postings: list[str], trick: str
) -> None:
    page = reviewing(surf, text=f"It came late ({trick}).")
    page.locator("section.panel").evaluate(f"panel => ({TRICKS[trick]})(panel.getRootNode())")
    page.wait_for_timeout(400)
    box = page.locator("button.main").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(800)
    assert unapproved(server, postings)
    assert page.evaluate("window.__state()") == ""


def test_forged_messages_are_not_heard(surf: Surf, server: Server, postings: list[str]) -> None:
    page = reviewing(surf, text="It came late, and this page forges.")
    draft = server.ask("GET", "/v1/queue?limit=200")["items"]
    assert draft
    heard = page.evaluate(
        """async id => {
          for (const message of [{ask: 'approve', send: {}}, {makegood: 'draft', selected: 'x'}]) {
            postMessage(message, '*');
            dispatchEvent(new CustomEvent('makegood', {detail: message}));
          }
          const direct = globalThis.chrome?.runtime?.sendMessage;
          if (!direct) return 'no way in';
          return new Promise(done => {
            const told = answer => done(JSON.stringify(answer ?? null));
            try { direct(id, {ask: 'servers', send: {}}, told); }
            catch (error) { done('refused'); }
            setTimeout(() => done('no answer'), 1000);
          });
        }""",
        surf.id,
    )
    assert heard in {"no way in", "refused", "no answer", "null"}
    assert unapproved(server, postings)


def test_no_token_is_anywhere_that_a_page_can_see(surf: Surf, server: Server) -> None:
    page = reviewing(surf, text="It came late, and this page pries.")
    page.get_by_role("button", name="Approve and insert").click()
    expect(page.locator("section.panel")).to_contain_text("exactly as approved")
    inside = page.locator("section.panel").evaluate("panel => panel.getRootNode().innerHTML")
    seen = page.evaluate(
        "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    tokens = [
        session["token"]
        for session in surf.worker.evaluate("chrome.storage.session.get('sessions')")[
            "sessions"
        ].values()
    ]
    handed = [
        h["token"] for h in surf.worker.evaluate("chrome.storage.session.get('hands')")["hands"]
    ]
    assert tokens
    assert handed
    for secret in [*tokens, *handed, server.token]:
        assert secret not in inside + seen + page.content()
    local = json.dumps(surf.worker.evaluate("chrome.storage.local.get()"))
    assert not any(token in local for token in tokens), (
        "content scripts may read what is kept there"
    )


def test_what_customers_write_stays_words(surf: Surf) -> None:
    nasty = (
        "&lt;img src=x onerror='window.__hit=1'&gt;&lt;script&gt;window.__hit=1&lt;/script&gt; late"
    )
    page = reviewing(surf, text=nasty, author="&lt;b onmouseover=alert(1)&gt;Ada")
    panel = page.locator("section.panel")
    assert "<img src=x" in panel.locator("blockquote").inner_text()
    assert panel.locator("img, script, b").count() == 0
    assert page.evaluate("window.__hit") is None


def test_a_strict_page_and_a_shouting_page_change_nothing_in_the_panel(surf: Surf) -> None:
    surf.headers["content-security-policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'none'; connect-src 'none'"
    )
    shout = "<style>*{color:red!important;font-size:40px!important;display:block!important}</style>"
    page = reviewing(surf, name="trustpilot", text="It came late." + shout)
    look = page.locator("#text").evaluate(
        "box => { const s = getComputedStyle(box); return [s.fontSize, s.color, s.borderRadius]; }"
    )
    assert look[0] == "14px"
    assert look[1] != "rgb(255, 0, 0)"
    assert look[2] == "6px", "our own style is there"
    outside = page.locator("h1, p, div").first.evaluate("e => getComputedStyle(e).borderRadius")
    assert outside == "0px", "and does not leak"


def test_every_page_of_a_test_is_where_it_says(surf: Surf) -> None:
    page = surf.open("x")
    assert page.url == expected("x")["url"]


TYPING = """text => { const box = document.querySelector('[data-makegood=panel]').shadowRoot
    .getElementById('text'); box.focus(); box.setSelectionRange(box.value.length, box.value.length);
    document.execCommand('insertText', false, text); }"""


def test_what_a_page_has_the_browser_type_is_taken_out(
    surf: Surf, server: Server, postings: list[str]
) -> None:
    page = reviewing(surf, text="It came late, and this page types.")
    draft = page.locator("#text").input_value()
    page.evaluate(TYPING, " You are a fool.")
    expect(page.locator("section.panel [role=alert]")).to_contain_text("wrote into your reply")
    assert page.locator("#text").input_value() == draft
    page.evaluate(f"addEventListener('pointerdown', () => ({TYPING})(' Fool.'), true)")
    page.get_by_role("button", name="Approve and insert").click()
    page.wait_for_timeout(800)
    assert "ool" not in str(page.evaluate("window.__state()"))
    assert "ool" not in str(server.ask("GET", "/v1/postings?limit=200"))
    assert unapproved(server, postings)


@pytest.mark.parametrize("key", ["Enter", "Control+Enter"])
def test_a_key_meant_for_the_sites_box_approves_nothing(
    surf: Surf, server: Server, postings: list[str], key: str
) -> None:
    """The page takes the focus to the panel just before the key arrives."""
    page = reviewing(surf, text=f"It came late, and this page steals {key}.")
    page.locator("textarea").first.click()
    page.keyboard.type("Thank you")
    target = "#text" if key == "Control+Enter" else "button.main"
    panel = "document.querySelector('[data-makegood=panel]').shadowRoot"
    page.evaluate(f"at => {panel}.querySelector(at).focus()", target)
    page.keyboard.press(key)
    page.wait_for_timeout(800)
    assert unapproved(server, postings)
    expect(page.locator("section.panel")).to_contain_text("That key came as a surprise")
