"""When things go wrong: nothing of the person's is lost, and the words say what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.services.extension import Server, Surf, newest, own, serving, surfing, write

NUMBERS = count(5000)
CUSTOMER = "It came ten days late, I want my money back."


def opened(surf: Surf, name: str = "mastodon", **changes: str) -> Page:
    """A page of its own message and customer, with the focus in its box."""
    page = surf.open(name, **changes, **own(next(NUMBERS)))
    page.wait_for_selector("html[data-ready='1']")
    page.locator("textarea, [contenteditable=true]").first.click()
    return page


def reviewing(surf: Surf, name: str = "mastodon", **changes: str) -> Page:
    page = opened(surf, name, **changes)
    page.locator(".launcher").click()
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    return page


def approve(page: Page) -> str:
    text = page.locator("#text").input_value()
    page.get_by_role("button", name="Approve and insert").click()
    expect(page.locator("section.panel")).to_contain_text("exactly as approved")
    return text


def test_what_is_changed_in_the_sites_box_is_seen_and_on_record(surf: Surf, server: Server) -> None:
    page = reviewing(surf)
    approve(page)
    page.locator("textarea").first.press("Control+End")
    page.keyboard.type(" And 50 EUR on top.")
    expect(page.locator("section.panel")).to_contain_text("the record will say that it was changed")
    page.locator("#post").click()
    expect(page.locator("section.panel")).to_contain_text("not word for word")
    done = newest(server)
    assert done["read_back"].endswith("And 50 EUR on top.")
    assert done["evidence"][-1] == "posted, but the text read back differs"
    assert "changed in the site's box, not posted yet" in done["evidence"]


def test_an_edit_is_checked_while_it_is_typed_and_saved_with_the_yes(
    surf: Surf, server: Server
) -> None:
    page = reviewing(surf)
    original = page.locator("#text").input_value()
    write(page, original + " We refund 900 EUR today.")
    expect(page.locator("li.block").first).to_be_visible()
    expect(page.get_by_role("button", name="Approve and insert")).to_be_disabled()
    write(page, original.replace("Hello", "Dear").replace("Hi ", "Dear "))
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    expect(page.locator("li.block")).to_have_count(0)
    text = page.locator("#text").input_value()
    page.get_by_role("button", name="Approve and insert").click()
    # A reply like those of the tests before is said to be one, and then it takes a second look.
    panel = page.locator("section.panel")
    expect(panel).to_contain_text(re.compile("exactly as approved|Look at it once more"))
    if "Look at it once more" in panel.inner_text():
        approve(page)
    assert page.evaluate("window.__state()") == text != original
    assert newest(server)["text"] == text


def test_the_sites_own_length_is_counted_as_it_counts(surf: Surf) -> None:
    page = reviewing(surf)
    write(page, "👩‍👩‍👧" * 5)
    expect(page.locator("#count")).to_contain_text("5 of 500 characters")
    write(page, "a" * 501)
    expect(page.locator("#count")).to_have_class("over")


def test_an_unsaved_text_is_there_again(surf: Surf) -> None:
    page = reviewing(surf)
    write(page, "My own words, not saved.")
    expect(page.locator("#count")).to_contain_text("24 of 500")
    page.keyboard.press("Escape")
    expect(page.locator("section.panel")).to_have_count(0)
    page.locator("textarea").first.click()
    page.locator(".launcher").click()
    expect(page.locator("#text")).to_have_value("My own words, not saved.")
    page.reload()
    page.wait_for_selector("html[data-ready='1']")
    page.locator("textarea").first.click()
    page.locator(".launcher").click()
    expect(page.locator("#text")).to_have_value("My own words, not saved.")


def test_a_box_that_vanished_is_found_again_or_the_text_stays_in_the_panel(surf: Surf) -> None:
    page = reviewing(surf)
    page.evaluate("document.querySelector('.compose-form').remove()")
    text = page.locator("#text").input_value()
    page.get_by_role("button", name="Approve and insert").click()
    panel = page.locator("section.panel")
    expect(panel).to_contain_text("The box has gone")
    assert text in panel.locator(".exact").first.inner_text()
    page.evaluate(
        """() => { const form = document.createElement('form'); form.className = 'compose-form';
        form.innerHTML = '<textarea class="autosuggest-textarea__textarea"></textarea>';
        document.querySelector('#mastodon').append(form); }"""
    )
    page.get_by_role("button", name="Insert again").click()
    expect(panel).to_contain_text("exactly as approved")
    assert page.locator(".compose-form textarea").input_value() == text


def test_after_a_navigation_inside_the_page_nothing_goes_to_another_message(surf: Surf) -> None:
    page = reviewing(surf)
    page.evaluate(
        """() => { history.pushState({}, '', '/@bo/99');
        const s = document.querySelector('.status'); s.dataset.id = '99';
        s.querySelector('.status__content').textContent = 'Another customer.'; }"""
    )
    page.get_by_role("button", name="Approve and insert").click()
    expect(page.locator("section.panel")).to_contain_text("now beside another message")
    assert page.evaluate("window.__state()") == ""


def test_several_boxes_each_answer_their_own_message(surf: Surf) -> None:
    number = str(next(NUMBERS))
    page = surf.open("google_business", **{'"r1"': f'"r{number}"'})
    page.wait_for_selector("html[data-ready='1']")
    page.evaluate(
        """n => { const other = document.createElement('div'); other.dataset.reviewId = 'b' + n;
        other.innerHTML = '<a href="https://www.google.com/maps/contrib/2">Bo Example</a>'
          + '<div data-review-text>It came ten days late, says Bo.</div>'
          + '<textarea id="second"></textarea>';
        document.body.append(other); }""",
        number,
    )
    page.locator("#second").click()
    page.locator(".launcher").click()
    expect(page.locator("section.panel blockquote")).to_have_text("It came ten days late, says Bo.")
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    text = approve(page)
    assert page.locator("#second").input_value() == text
    assert page.evaluate("window.__state()") == ""


def test_two_people_where_two_must_agree(surf: Surf, server: Server) -> None:
    words = "Where is my parcel? I have waited for three weeks."
    page = reviewing(surf, text=words)
    page.get_by_role("button", name="Approve and insert").click()
    expect(page.locator("section.panel")).to_contain_text("Another person has to agree")
    assert page.evaluate("window.__state()") == ""
    people = {each["name"]: each["id"] for each in server.ask("GET", "/v1/people")}
    link = server.ask("POST", f"/v1/people/{people['A colleague']}/links")["link"]
    body = {"link": link.split("link=")[1], "give": "token"}
    colleague = server.ask("POST", "/v1/session/link", body)["token"]
    row = server.ask("GET", "/v1/conversations?limit=1")["items"][0]
    path = f"/v1/drafts/{row['draft']['id']}"
    sheet = server.ask("GET", f"{path}/sheet", token=colleague)
    server.ask("POST", f"{path}/approvals", {"digest": sheet["digest"]}, token=colleague)
    page.get_by_role("button", name="Close").click()
    page.locator(".launcher").click()
    page.get_by_role("button", name="Insert the approved reply").click()
    expect(page.locator("section.panel")).to_contain_text("exactly as approved")
    assert page.evaluate("window.__state()") == sheet["revision"]["text"]


def test_who_did_not_post_says_so_and_the_draft_is_back(surf: Surf, server: Server) -> None:
    page = reviewing(surf)
    approve(page)
    page.locator("textarea").first.fill("")
    expect(page.get_by_role("button", name="No, I did not post it")).to_be_visible(timeout=12_000)
    page.get_by_role("button", name="No, I did not post it").click()
    expect(page.locator("section.panel")).to_contain_text("back in review")
    assert newest(server)["state"] == "refused"


def test_a_site_that_loads_a_new_page_is_followed_there(surf: Surf, server: Server) -> None:
    number = str(next(NUMBERS))
    page = surf.open("hacker_news", **{"=17": f"={number}", 'id="17"': f'id="{number}"'})
    page.wait_for_selector("html[data-ready='1']")
    page.locator("textarea").first.click()
    page.locator(".launcher").click()
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    text = approve(page)
    url = f"https://news.ycombinator.com/item?id={number}"
    row = (
        f'<table><tr class="athing comtr"><td><a class="hnuser">shop</a><span class="age">'
        f'<a href="item?id=9{number}">now</a></span><div class="commtext">{text}</div></td></tr>'
    )
    surf.pages[url] = f"<!doctype html><title>item</title>{row}"
    page.goto(url)
    expect(page.locator("section.panel")).to_contain_text("Posted, exactly as approved")
    assert newest(server)["link"] == f"https://news.ycombinator.com/item?id=9{number}"


def test_right_to_left_text_and_pages(surf: Surf) -> None:
    page = opened(surf)
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.locator(".launcher").click()
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    place = page.locator("section.panel").bounding_box()
    assert place
    assert place["x"] < 100
    assert page.locator("#text").get_attribute("dir") == "auto"


def test_the_keyboard_alone_is_enough_and_the_sites_shortcuts_stay_out(surf: Surf) -> None:
    page = opened(surf)
    page.evaluate(
        """document.addEventListener('keydown', e => {
          window.__keys = (window.__keys ?? '') + e.key; })"""
    )
    surf.command(page)
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    focused = "document.activeElement.shadowRoot?.activeElement?.id"
    assert page.evaluate(focused) == "title"
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "text":
            break
    assert page.evaluate(focused) == "text"
    page.keyboard.press("Control+Enter")
    expect(page.locator("section.panel")).to_contain_text("exactly as approved")
    page.locator("section.panel button").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator("section.panel")).to_have_count(0)
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    assert "Enter" not in (page.evaluate("window.__keys") or "")


def test_any_page_from_the_menu_on_selected_text(surf: Surf, server: Server) -> None:
    number = next(NUMBERS)
    url = f"https://x.com/somewhere/{number}"
    page = surf.show(url, f"<!doctype html><p>{CUSTOMER} Number {number}.</p>")
    surf.command(page, f"{CUSTOMER} Number {number}.")
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    expect(page.locator("section.panel blockquote")).to_contain_text(f"Number {number}.")
    page.get_by_role("button", name="Approve and insert").click()
    expect(page.locator("section.panel")).to_contain_text("copy the text")
    assert newest(server)["state"] == "sending"


def test_reject_hold_and_another_draft(surf: Surf) -> None:
    page = reviewing(surf)
    page.get_by_role("button", name="Hold", exact=True).click()
    expect(page.get_by_role("button", name="Approve and insert")).to_be_disabled()
    page.get_by_role("button", name="Take off hold").click()
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    page.get_by_text("Another draft").click()
    page.locator("#stance").select_option("ask")
    page.get_by_role("button", name="Draft again").click()
    expect(page.locator("#stance")).to_have_value("best")  # the new draft's own form is there
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    page.locator("summary", has_text="Reject").click()
    page.locator("#why").fill("It asks too little.")
    page.get_by_role("button", name="Reject this draft").click()
    expect(page.locator("section.panel")).to_contain_text("Rejected")


def test_a_clause_opens_beside_its_sentence(surf: Surf) -> None:
    page = reviewing(surf, text="Where is my parcel? I have waited for four weeks.")
    page.locator("button.clause").first.click()
    expect(page.locator("li .box.soft:visible")).to_have_count(1)


@pytest.fixture(scope="module")
def lone(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Surf, Path]]:
    """A browser of its own, whose server may go away."""
    with surfing(playwright, tmp_path_factory.mktemp("lone")) as surf:
        yield surf, tmp_path_factory.mktemp("lone-server")


def test_signed_out_switched_off_and_server_gone(lone: tuple[Surf, Path]) -> None:
    surf, folder = lone
    page = opened(surf)
    page.locator(".launcher").click()
    expect(page.locator("section.panel")).to_contain_text("You are not signed in.")
    page.close()
    with serving(folder, MAKEGOOD_EXTENSION_OFF="trustpilot,gmail") as server:
        surf.sign_in(server)
        _switched_off(surf)
        page = reviewing(surf)
        kept = page.locator("#text").input_value() + " Kind regards."
        token = surf.worker.evaluate("chrome.storage.session.get('sessions')")["sessions"]
        server.ask("DELETE", "/v1/session", token=token[server.address]["token"])
        write(page, kept)
        page.wait_for_timeout(600)
        expect(page.locator("section.panel [role=alert]")).to_contain_text(
            "Your session has ended."
        )
        assert page.locator("#text").input_value() == kept
        surf.sign_in(server)
        page.bring_to_front()
        page.locator("#text").press("End")
        page.locator("#text").press_sequentially(" ")
        expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    page.locator("#text").press_sequentially("Yours.")
    expect(page.locator("section.panel [role=alert]")).to_contain_text("does not answer")
    assert page.locator("#text").input_value().endswith("Yours.")


def _switched_off(surf: Surf) -> None:
    """By the settings: nobody switches it on while the server runs."""
    page = _meets_the_switch(surf, "trustpilot", "MAKEGOOD_EXTENSION_OFF names it.")
    options = surf.options()
    row = options.locator("tr", has_text="Trustpilot")
    expect(row).to_contain_text("Switched off for everybody: MAKEGOOD_EXTENSION_OFF names it.")
    expect(row.locator("input")).to_be_disabled()
    expect(options.locator("tr", has_text="Mastodon")).to_contain_text(
        "Works: Box and message found."
    )
    page.close()
    options.close()


def _meets_the_switch(surf: Surf, name: str, why: str) -> Page:
    page = surf.open(name)
    page.wait_for_selector("html[data-ready='1']")
    page.locator("textarea, [contenteditable=true]").first.click()
    page.locator(".launcher").click()
    expect(page.locator("section.panel")).to_contain_text("Makegood is off on this site.")
    expect(page.locator("section.panel")).to_contain_text(why)
    return page


def test_a_site_is_switched_off_and_on_while_the_server_runs(surf: Surf, server: Server) -> None:
    why = "Its box changed last night."
    server.ask("PUT", "/v1/extension/sites/bluesky/off", {"why": why})
    surf.forget_switches()  # as a minute later
    page = _meets_the_switch(surf, "bluesky", f"It was switched off for everybody: {why}")
    options = surf.options()
    expect(options.locator("tr", has_text="Bluesky")).to_contain_text(why)
    server.ask("DELETE", "/v1/extension/sites/bluesky/off")
    surf.forget_switches()
    page.get_by_role("button", name="Close").click()
    page.locator(".launcher").click()
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    options.close()


def test_a_person_switches_a_site_off_for_themselves(surf: Surf) -> None:
    options = surf.options()
    box = options.get_by_label("Threads on")
    box.uncheck()
    _meets_the_switch(surf, "threads", "You switched it off in the options.").close()
    options.bring_to_front()
    box.check()
    options.close()
    page = opened(surf, "threads")
    page.locator(".launcher").click()
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()


def test_drafts_stand_beside_each_other_and_one_is_picked(surf: Surf, server: Server) -> None:
    page = reviewing(surf)
    first = page.locator("#text").input_value()
    page.get_by_text("Another draft").click()
    page.locator("#stance").select_option("each")
    page.get_by_role("button", name="Draft again").click()
    cards = page.get_by_role("group", name="Drafts beside each other").get_by_role("button")
    expect(cards).to_have_count(4)
    expect(page.locator(".card", has_text="Being written")).to_have_count(0)
    write(page, "My own words of the yes.")
    expect(page.locator("#count")).to_contain_text("24 of 500")
    page.locator(".card", has_text="As policy says").click()
    expect(page.locator("#text")).to_have_value(first)
    expect(page.locator(".card[aria-pressed=true]")).to_contain_text("As policy says")
    page.locator(".card", has_text="Say yes").click()
    expect(page.locator("#text")).to_have_value("My own words of the yes.")
    page.locator(".card", has_text="As policy says").click()
    expect(page.locator("#text")).to_have_value(first)
    assert approve(page) == first
    assert newest(server)["text"] == first


def test_a_public_note_and_a_private_message_go_each_to_its_own_place(
    surf: Surf, server: Server
) -> None:
    page = reviewing(surf)
    page.get_by_text("Another draft").click()
    page.locator("#stance").select_option("pair")
    page.get_by_role("button", name="Draft again").click()
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator(".card[aria-pressed=true]")).to_contain_text("Public note")
    page.locator(".card", has=page.get_by_text("Private message", exact=True)).click()
    panel = page.locator("section.panel")
    expect(panel).to_contain_text("For a private message, which you open yourself.")
    approve_it = page.get_by_role("button", name="Approve", exact=True)
    expect(approve_it).to_be_enabled()
    words = page.locator("#text").input_value()
    approve_it.click()
    expect(panel).to_contain_text("paste the text there")
    assert page.evaluate("window.__state()") == "", "nothing private in the public box"
    assert newest(server)["destination"]["public"] is False
    page.get_by_role("button", name="Yes, it is posted").click()
    expect(panel).to_contain_text("It is on record")
    done = newest(server)
    assert (done["state"], done["text"]) == ("posted", words)
    page.get_by_role("button", name="Close").click()
    page.locator(".launcher").click()
    expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
    note = approve(page)
    assert page.evaluate("window.__state()") == note != words
    assert newest(server)["destination"]["public"] is True
