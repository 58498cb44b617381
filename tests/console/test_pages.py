"""Every page: nothing for axe to find, light and dark; it fits a phone; consoles stay silent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.browser import Desktop, Served, axe

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PATHS = (
    "/queue",
    "/queue?words=nobody-is-called-so",
    "/to-do",
    "/promises",
    "/promises?show=settled",
    "/complaints",
    "/incidents",
    "erasure",
    "/postings",
    "/policies",
    "/policies?q=my parcel is late",
    "/policies?q=quantum chromodynamics",
    "/policies/late-parcels/late-delivery",
    "/gaps",
    "/voice",
    "/people",
    "/extension",
    "/health",
    "/sample/site/wrong-colour",
    "/conversations/none",
    "complaint",
    "holding",
    "spam",
)
# In the dark only the colours differ, so only they are looked at again.
_RULES = {
    "light": "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}",
    "dark": "{runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block']}}",
}


def address(served: Served, path: str) -> str:
    threads = {"complaint": "wrong-colour", "holding": "burnt-finger", "spam": "followers"}
    if path == "erasure":
        return f"/conversations/{served.sample('wrong-colour').id}/erasure"
    if path in threads:
        return f"/conversations/{served.sample(threads[path]).id}"
    return path


def faults(page: Any, scheme: str) -> list[str]:
    page.evaluate(axe())
    found = page.evaluate(f"axe.run(document, {_RULES[scheme]})")
    return [
        f"{v['id']}: {v['help']}: {node['html'][:200]}"
        for v in found["violations"]
        for node in v["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(desktop: Desktop, served: Served, scheme: str) -> None:
    page = desktop.window(served.visitor(), color_scheme=scheme, reduced_motion="reduce")
    wrong = {}
    for path in PATHS:
        page.goto(address(served, path))
        page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
        if page.locator("[data-start-edit]").count():
            page.locator("[data-start-edit]").click()
            page.locator("[data-start-reject]").click()
        if found := faults(page, scheme):
            wrong[path] = found
    nobody = desktop.window(color_scheme=scheme)
    for path in ("/sign-in", "/sign-in?link=x"):
        nobody.goto(path)
        if found := faults(nobody, scheme):
            wrong[path] = found
    assert wrong == {}


def test_nothing_is_wider_than_a_phone(desktop: Desktop, served: Served) -> None:
    page = desktop.window(served.visitor(), viewport={"width": 360, "height": 740})
    wide = {}
    for path in PATHS:
        page.goto(address(served, path))
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if over > 0:
            wide[path] = over
    assert wide == {}


def test_on_a_phone_the_tab_of_the_page_is_in_sight(desktop: Desktop, served: Served) -> None:
    page = desktop.window(served.visitor(), viewport={"width": 390, "height": 740})
    for path in ("/queue", "/postings", "/health"):
        page.goto(path)
        tab = page.locator('.top nav [aria-current="page"]').bounding_box()
        assert tab
        assert tab["x"] >= 0
        assert tab["x"] + tab["width"] <= 390
    page.goto("/people")
    link = page.get_by_role("button", name="Make a sign-in link for").first.bounding_box()
    assert link
    assert link["x"] + link["width"] <= 390


def test_on_a_phone_nothing_lies_over_the_text(desktop: Desktop, served: Served) -> None:
    page = desktop.window(served.visitor(), viewport={"width": 390, "height": 740})
    page.goto(address(served, "complaint"))
    text, sign, facts = (
        page.locator(part).first.bounding_box() for part in (".exact", "#sign", ".case-facts")
    )
    assert text
    assert sign
    assert facts
    assert text["y"] < 740, "the draft is on the first screen"
    assert text["y"] + text["height"] <= sign["y"]
    assert sign["y"] + sign["height"] <= facts["y"]
    assert page.evaluate("getComputedStyle(document.querySelector('#sign')).position") == "static"


def test_at_a_desk_what_decides_about_a_draft_stays_in_sight(
    desktop: Desktop, served: Served
) -> None:
    page = desktop.window(served.visitor(), viewport={"width": 1280, "height": 760})
    page.goto(address(served, "complaint"))
    for down in (0, 60):
        page.evaluate("y => window.scrollTo(0, y)", down)
        sign = page.locator("#sign").bounding_box()
        assert sign
        assert sign["y"] + sign["height"] <= 760
    assert page.evaluate("document.querySelector('.top').offsetHeight") < 60, "one line of links"


def test_no_column_of_the_queue_runs_into_another(desktop: Desktop, served: Served) -> None:
    page = desktop.window(served.visitor(), viewport={"width": 1366, "height": 768})
    page.goto("/queue")
    assert page.locator("a.open .clock").count() > 0
    cut = "all => all.filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent)"
    assert page.locator("a.open .clock").evaluate_all(cut) == []


def test_a_foreign_script_does_not_run(desktop: Desktop, served: Served) -> None:
    page = desktop.window(served.visitor())
    page.goto("/queue")
    page.evaluate("""
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
    """)
    assert page.evaluate("window.ran") is None
    assert "Content Security Policy" in desktop.complaints[0]
    desktop.complaints.clear()
