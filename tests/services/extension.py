"""The real extension in a real Chromium, the real server, and hand-made pages at true addresses."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Playwright, Route, Worker

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = ROOT / "extension"
BUILT = HERE / ".output" / "chrome-mv3"
PAGES = HERE / "tests" / "pages"
EDITORS = HERE / "tests" / "editors" / "dist"
PROBE = HERE / "tests" / "probe" / "dist"
CHROMIUM = "/usr/bin/chromium"
_EXPECTED = re.compile(r'id="expected">(.*?)</script>', re.DOTALL)
_TYPES = {".js": "text/javascript", ".html": "text/html; charset=utf-8", ".css": "text/css"}


@dataclass
class Server:
    """A running Makegood and a person's session there."""

    address: str
    token: str

    def ask(self, method: str, path: str, body: object = None, token: str | None = None) -> Any:
        """The answer of the API, as the console would get it."""
        request = urllib.request.Request(
            self.address + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {token or self.token}",
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            raw = answer.read()
        return json.loads(raw) if raw else None

    def pairing_code(self) -> str:
        """A code, as the console shows it."""
        return str(self.ask("POST", "/v1/pairing-codes")["code"])


def own(number: int) -> dict[str, str]:
    """What makes a page's message and its customer this test's own.

    Nothing was said or promised to them yet, whatever ran before on the same server.
    """
    name = "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()
    return {
        'data-id="17"': f'data-id="{number}"',
        "/@ada/17": f"/@{name.casefold()}/{number}",
        "Ada Example": f"{name} Example",
        "@ada": f"@{name.casefold()}",
    }


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Server]:
    """`makegood serve` with the sample company in a folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "MAKEGOOD_PORT": str(port),
        "MAKEGOOD_DATA_DIR": str(folder / "data"),
        **settings,
    }
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [str(Path(sys.executable).parent / "makegood"), "serve"],
            cwd=folder,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        link = _link(process, log)
        address = f"http://127.0.0.1:{port}"
        nobody = Server(address, "")
        body = {"link": link, "give": "token"}
        _until_it_answers(address)
        yield Server(address, nobody.ask("POST", "/v1/session/link", body)["token"])
    finally:
        process.terminate()
        process.wait(20)


@dataclass
class Surf:
    """A Chromium with the extension; every https address is served by this test alone."""

    context: BrowserContext
    worker: Worker
    pages: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The extension's id in this browser."""
        return urlsplit(self.worker.url).netloc

    def sign_in(self, server: Server) -> None:
        """As a person does it: a code from the console, typed into the options."""
        page = self.options()
        page.fill("#address", server.address)
        page.fill("#code", server.pairing_code())
        page.click("text=Sign in")
        page.wait_for_selector("text=Signed in as You.")
        page.close()

    def options(self) -> Page:
        """The options page, in a tab of its own."""
        page = self.context.new_page()
        page.goto(f"chrome-extension://{self.id}/options.html")
        return page

    def forget_switches(self) -> None:
        """As if what the server said of its switches were old."""
        self.worker.evaluate("chrome.storage.session.remove('switches')")

    def open(self, name: str, **changes: str) -> Page:
        """The hand-made page of a site at its true address; `changes` replace what stands there."""
        html = (PAGES / f"{name}.html").read_text("utf-8")
        for old, new in changes.items():
            html = html.replace({"text": TEXT, "author": "Ada Example"}.get(old, old), new)
        url = str(json.loads(_EXPECTED.findall(html)[0])["url"])
        return self.show(url, html)

    def show(self, url: str, html: str) -> Page:
        """This page at this address."""
        self.pages[url.split("#", maxsplit=1)[0]] = html
        page = self.context.new_page()
        page.goto(url)
        return page

    def command(self, page: Page, selected: str = "") -> None:
        """As if the person had pressed the shortcut, or used the menu on selected text."""
        page.bring_to_front()
        self.worker.evaluate(
            """async selected => {
              const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
              const menu = chrome.contextMenus.onClicked;
              if (selected) menu.dispatch({ selectionText: selected }, tab);
              else chrome.commands.onCommand.dispatch('draft-reply', tab);
            }""",
            selected,
        )

    def serve(self, route: Route) -> None:
        """Answer for every site."""
        url = route.request.url
        path = urlsplit(url).path
        if path.startswith("/__editors/"):
            return _file(route, EDITORS / path.removeprefix("/__editors/"))
        if path == "/__page.js":
            return _file(route, PAGES / "page.js")
        html = self.pages.get(url.split("#", maxsplit=1)[0])
        if html is None:
            return route.fulfill(status=404, body="")
        headers = {"content-type": _TYPES[".html"], **self.headers}
        return route.fulfill(status=200, headers=headers, body=html)


TEXT = "It came ten days late, I want my money back. Order A-1001."


def write(page: Page, text: str) -> None:
    """Replace the reply in the panel as a person does; `fill` does what a page can do too."""
    page.locator("#text").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.wait_for_timeout(300)  # nobody says yes at the very moment of the last key


def newest(server: Server) -> dict[str, Any]:
    """The posting that moved last."""
    found: dict[str, Any] = server.ask("GET", "/v1/postings?limit=1")[0]
    return found


def expected(name: str) -> dict[str, Any]:
    """What a page says of itself."""
    html = (PAGES / f"{name}.html").read_text("utf-8")
    said: dict[str, Any] = json.loads(_EXPECTED.findall(html)[0])
    return said


@contextmanager
def surfing(playwright: Playwright, profile: Path, extension: Path = BUILT) -> Iterator[Surf]:
    """Chromium with one unpacked extension and no network."""
    context = playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=CHROMIUM,
        headless=True,
        args=[
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--disable-extensions-except={extension}",
            f"--load-extension={extension}",
        ],
    )
    context.set_default_timeout(20_000)
    try:
        background = (extension / "background.js").exists()
        worker = next(iter(context.service_workers), None)
        if background and worker is None:
            worker = context.wait_for_event("serviceworker")
        surf = Surf(context, worker)  # type: ignore[arg-type]  # the probe has no worker
        context.route("https://**/*", surf.serve)
        yield surf
    finally:
        context.close()


def _file(route: Route, path: Path) -> None:
    route.fulfill(status=200, content_type=_TYPES[path.suffix], body=path.read_bytes())


def _link(process: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(1800):
        found = re.search(r"[?&]link=([\w-]+)", log.read_text("utf-8", "replace"))
        if found:
            return found.group(1)
        assert process.poll() is None, log.read_text("utf-8", "replace")
        time.sleep(0.1)
    raise TimeoutError("the server did not say its link")


def _until_it_answers(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/v1/live", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server does not answer")
