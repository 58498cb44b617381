"""Order: whatever drives a browser runs last.

Playwright keeps an event loop running in its thread from the first browser on, and `asyncio.run`
of other tests would then refuse to start.
"""

from __future__ import annotations

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything else first, each part in the order in which it was found."""
    items.sort(key=_drives_a_browser)


def _drives_a_browser(item: pytest.Item) -> bool:
    return any(item.iter_markers(name="browser")) or any(item.iter_markers(name="extension"))
