"""Takes the pictures of the listing from the real extension, server and sample company.

`make extension-pictures` runs it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from playwright.sync_api import expect, sync_playwright  # noqa: E402 needs the path above

from tests.services.extension import serving, surfing, write  # noqa: E402 needs the path above

LOOK = """<style>body{font:17px/1.5 sans-serif;max-width:46em;margin:40px;background:#f7f9fb}
article,form{background:#fff;padding:18px;border-radius:12px;margin-bottom:14px}</style>"""


def main() -> None:
    """Review, a promise that no clause licenses, drafts to pick from, the post, the options."""
    with (
        serving(Path(tempfile.mkdtemp())) as server,
        sync_playwright() as running,
        surfing(running, Path(tempfile.mkdtemp())) as surf,
    ):
        surf.sign_in(server)
        wanted = "Where is my parcel? I have waited for three weeks."
        page = surf.open("x", text=wanted, **{"</title>": f"</title>{LOOK}"})
        page.set_viewport_size({"width": 1280, "height": 800})
        page.wait_for_selector("html[data-ready='1']")
        page.locator("[contenteditable=true]").first.click()
        page.locator(".launcher").click()
        expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
        page.screenshot(path=str(HERE / "review.png"), caret="initial")
        draft = page.locator("#text").input_value()
        page.locator("#text").press("End")
        page.locator("#text").press_sequentially(" We will send you 100 EUR.")
        expect(page.locator("li.block").first).to_be_visible()
        page.screenshot(path=str(HERE / "blocked.png"), caret="initial")
        page.locator("#text").press("Control+a")
        write(page, draft)
        page.get_by_text("Another draft").click()
        page.locator("#stance").select_option("each")
        page.get_by_role("button", name="Draft again").click()
        expect(page.locator(".card")).to_have_count(4)
        page.wait_for_timeout(500)
        page.screenshot(path=str(HERE / "beside.png"), caret="initial")
        write(page, "Hello Ada, we are looking for your parcel and reply here.")
        expect(page.get_by_role("button", name="Approve and insert")).to_be_enabled()
        page.get_by_role("button", name="Approve and insert").click()
        expect(page.locator("section.panel")).to_contain_text("exactly as approved")
        page.screenshot(path=str(HERE / "posted.png"), caret="initial")
        options = surf.context.new_page()
        options.set_viewport_size({"width": 1280, "height": 800})
        options.goto(f"chrome-extension://{surf.id}/options.html")
        options.wait_for_selector("text=signed in as You")
        options.screenshot(path=str(HERE / "options.png"))


if __name__ == "__main__":
    main()
