"""The page of the browser extension: a code, the browsers that are paired, sites switched off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from desk.people import Role
from tests.services.browser import Desktop, Served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_code_pairs_a_browser_which_appears_and_can_be_signed_out(
    desktop: Desktop, served: Served
) -> None:
    page = desktop.window(served.person("Noor", Role.AGENT))
    page.goto("/queue")
    page.get_by_role("link", name="Extension").click()
    expect(page.locator("#paired")).to_contain_text("No browser is paired")
    page.get_by_role("button", name="Show a pairing code").click()
    code = page.locator("output.code").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    expect(page.locator("main")).to_contain_text(served.address)
    body = {"code": code, "browser": "Firefox on <b>Linux</b>"}
    given = desktop.browser.new_context(base_url=served.address)
    desktop.contexts.append(given)
    token = given.request.post("/v1/session/pairing", data=body).json()["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    expect(page.locator("#paired")).to_contain_text("Firefox on <b>Linux</b>")
    assert given.request.get("/v1/session", headers=bearer).ok
    page.get_by_role("button", name="Sign out Firefox").click()
    expect(page.locator("#paired")).to_contain_text("No browser is paired")
    assert given.request.get("/v1/session", headers=bearer).status == 401


def test_an_admin_switches_a_site_off_and_others_read_why(desktop: Desktop, served: Served) -> None:
    agent = desktop.window(served.person("Noor", Role.AGENT))
    agent.goto("/extension")
    expect(agent.get_by_text("Switch off")).to_have_count(0)
    page = desktop.window(served.visitor())
    page.goto("/extension")
    row = page.locator("tr", has_text="Trustpilot")
    row.get_by_text("Switch off").click()
    row.get_by_label("Why?").fill("Its box changed last night.")
    row.get_by_role("button", name="Switch Trustpilot off").click()
    agent.reload()
    expect(agent.locator("tr", has_text="Trustpilot")).to_contain_text("off Its box changed")
    page.get_by_role("button", name="Switch Trustpilot on").click()
    agent.reload()
    expect(agent.locator("tr", has_text="Trustpilot")).to_contain_text("yes")
