from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from tests.services.extension import BUILT, EDITORS, PROBE, Server, Surf, serving, surfing


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    built = all(part.exists() for part in (BUILT, EDITORS, PROBE))
    wanted = built and "TEST_EXTENSION" in os.environ
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.extension)
            item.add_marker(pytest.mark.xdist_group(f"extension {item.path.stem}"))
            if not wanted:
                item.add_marker(pytest.mark.skip(reason="not built: `make extension-test` does it"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=20_000)  # a busy machine drafts slowly
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="session")
def _browser(
    playwright: Playwright, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Surf]:
    with surfing(playwright, tmp_path_factory.mktemp("profile")) as surf:
        surf.sign_in(server)
        yield surf


@pytest.fixture
def surf(_browser: Surf) -> Iterator[Surf]:
    """The signed-in browser; its pages are closed afterwards."""
    yield _browser
    _browser.pages.clear()
    _browser.headers.clear()
    for page in _browser.context.pages[1:]:
        page.close()
