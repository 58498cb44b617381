"""The registers and the three-way view as people see them: light, dark, on a phone."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from desk.draft import DraftState
from desk.people import Role
from desk.posting import Incoming
from tests.services.browser import Desktop, Served, axe, until

pytestmark = pytest.mark.browser
_PICTURES = os.environ.get("MAKEGOOD_TEST_PICTURES", "")  # a folder, to look at them


def clean(page: Page, name: str) -> None:
    """Nothing for axe to find, nothing wider than the window."""
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
    if _PICTURES:
        page.screenshot(path=str(Path(_PICTURES) / f"{name}.png"), full_page=True)
    page.evaluate(axe())
    found = page.evaluate("axe.run(document).then(r => r.violations.map(v => v.id))")
    assert found == [], name
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0, name


def test_the_registers_filled(desktop: Desktop, served: Served) -> None:
    desk = served.house.desk
    boss = served.person("Boss", Role.APPROVER, Role.ADMIN)
    text = "My parcel came ten working days late, I want my shipping fee back."
    conversation = served.said(text, author="Kim Pending")
    first = served.said("Zephyrgate! I cannot log in.", author="Ora Incident")
    desk.registers.register(conversation.id, boss)
    desk.registers.begin(
        boss,
        title="Zephyrgate",
        statement="We know of it and are sorry for the trouble.",
        words=("zephyrgate",),
        every=timedelta(minutes=30),
    )
    for scheme, width in (("light", 1280), ("dark", 390)):
        page = desktop.window(boss, color_scheme=scheme, viewport={"width": width, "height": 900})
        for path in ("/promises", "/complaints", "/incidents", f"/conversations/{first.id}"):
            page.goto(path)
            clean(page, f"{path.strip('/').split('/')[0]}-{scheme}")
        page.goto("/incidents")
        assert "Zephyrgate" in page.inner_text("main")


def test_the_three_way_view_and_the_text_put_back(desktop: Desktop, served: Served) -> None:
    desk = served.house.desk
    boss = served.person("Boss", Role.APPROVER)
    conversation = served.said("The lamp came in the wrong colour.", author="Ada Again")
    row = served.house.cabinet.views.row(desk.workspace, conversation.id, desk.law.clock())
    assert row.draft is not None
    sheet = desk.sheet(row.draft.id)
    mine = sheet.revision.text.replace("Hello", "Dear")
    desk.revise(row.draft.id, mine, sheet.revision.id, boss)
    again = Incoming(
        channel="sample",
        account=conversation.account,
        thread=conversation.thread,
        remote=f"{conversation.thread}-2",
        author="Ada Again",
        handle="kim_test",
        text="And the cable is missing as well.",
        sent_at=desk.law.clock(),
        public=True,
    )
    desk.open(replace(again))
    served.house.wake()

    def ready() -> bool:
        now = served.house.cabinet.views.row(desk.workspace, conversation.id, desk.law.clock())
        return now.draft is not None and now.draft.state is DraftState.IN_REVIEW

    until(ready)
    page = desktop.window(boss)
    for scheme, width in (("dark", 390), ("light", 1280)):
        page = desktop.window(boss, color_scheme=scheme, viewport={"width": width, "height": 900})
        page.goto(f"/conversations/{conversation.id}")
        page.locator("#three").wait_for()
        clean(page, f"three-{scheme}")
    page.locator("#keep-words").click()
    page.wait_for_load_state()
    assert mine.split(",")[0] in page.locator(".exact").first.inner_text()
