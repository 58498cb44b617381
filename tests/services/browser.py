"""The real thing to look at: the served application with the sample company, and real Chromium.

One server and one browser serve a whole session; each test takes conversations of its own.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from api import staff, wiring
from api.auth import COOKIE
from api.house import House
from api.main import create_app
from api.settings import Settings
from desk.conversation import Conversation
from desk.draft import DraftState
from desk.ids import ConversationId
from desk.people import Person, Role
from desk.posting import Incoming
from store.views import QueueFilter, QueueRow

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PATIENCE = 20.0  # seconds


@dataclass
class Served:
    """A house at an address, with its worker at work."""

    house: House
    address: str
    opened: int = 0

    def sample(self, thread: str) -> Conversation:
        """The conversation of the sample inbox in this thread, once its draft is there."""
        cabinet = self.house.cabinet
        page = cabinet.views.conversations(
            cabinet.workspace, self.house.desk.law.clock(), QueueFilter(channel="sample"), limit=200
        )
        found = next(row.conversation for row in page.rows if row.conversation.thread == thread)
        return self.drafted(found.id)

    def said(self, text: str, author: str = "Kim Test") -> Conversation:
        """A new conversation that begins with this message, once its draft is there."""
        self.opened += 1
        name = f"test-{self.opened}"
        incoming = Incoming(
            channel="sample",
            account="juniperandfinch",
            thread=name,
            remote=name,
            author=author,
            handle="kim_test",
            text=text,
            sent_at=self.house.desk.law.clock(),
            public=True,
        )
        conversation = self.house.desk.open(incoming)
        self.house.wake()
        return self.drafted(conversation.id)

    def drafted(self, conversation: ConversationId) -> Conversation:
        """The conversation, once its draft is in review."""

        def ready() -> bool:
            row = self._row(conversation)
            return row.draft is not None and row.draft.state is not DraftState.REQUESTED

        until(ready)
        return self._row(conversation).conversation

    def person(self, name: str, *roles: Role) -> Person:
        """Somebody new who works here."""
        self.opened += 1
        return staff.add_person(
            self.house.cabinet,
            f"{name.casefold()}-{self.opened}@test.invalid",
            name,
            frozenset(roles),
            password=None,
            actor="test",
            now=self.house.desk.law.clock(),
        )

    def visitor(self) -> Person:
        """The first visitor: the sample company's admin."""
        accounts = self.house.cabinet.accounts
        found = accounts.by_email(self.house.cabinet.workspace, "you@sample.invalid")
        assert found is not None
        return found.person

    def _row(self, conversation: ConversationId) -> QueueRow:
        cabinet = self.house.cabinet
        now = self.house.desk.law.clock()
        return cabinet.views.row(cabinet.workspace, conversation, now)


@dataclass
class Desktop:
    """Browser windows of one test. `complaints` are what the pages' consoles say is wrong."""

    browser: Browser
    served: Served
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def window(self, who: Person | None = None, **options: object) -> Page:
        """A new window of its own browser profile, signed in as `who` or as nobody."""
        context = self.browser.new_context(base_url=self.served.address, **options)  # type: ignore[arg-type]  # options of Playwright
        context.set_default_timeout(_PATIENCE * 1000)
        self.contexts.append(context)
        if who is not None:
            cabinet = self.served.house.cabinet
            now = self.served.house.desk.law.clock()
            session = cabinet.sessions.open(cabinet.workspace, who.id, now, timedelta(hours=1))
            context.add_cookies(
                [{"name": COOKIE, "value": session.token, "url": self.served.address}]
            )
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        # A refusal (409, 422) is an answer here; everything else that is an error is a fault.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)

    def close(self) -> None:
        """Close every window."""
        for context in self.contexts:
            context.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The application over a real SQLite file, the real sample book and a real worker."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), port=port, undo_seconds=4)
    house = wiring.build(settings, worker=True)
    server = uvicorn.Server(
        uvicorn.Config(create_app(house), log_config=None, access_log=False, ws="none")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    until(lambda: server.started)
    yield Served(house, settings.address)
    server.should_exit = True
    thread.join(timeout=15)
    listener.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing; `make services` installs it."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def desktop(chromium: Browser, served: Served) -> Iterator[Desktop]:
    """Windows for one test; whatever their consoles complain about fails it."""
    made = Desktop(chromium, served)
    yield made
    made.close()
    assert made.complaints == []


def until(ready: Callable[[], bool], patience: float = _PATIENCE) -> None:
    """Wait until it is so. Fails where it does not come about."""
    end = time.monotonic() + patience
    while not ready():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.05)


def axe() -> str:
    """The accessibility checker's script; the tests' set-up puts it there."""
    path = Path(__file__).parents[1] / "console" / "vendor" / "axe.min.js"
    assert path.is_file(), "axe-core is missing; `python deploy/assets.py tests` fetches it."
    return path.read_text("utf-8")


def path_of(page: Page) -> str:
    """The path that a window shows."""
    return urlsplit(page.url).path
