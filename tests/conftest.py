"""Order and figures: whatever drives a browser runs last, and the kill schedules are summed up.

Playwright keeps an event loop running in its thread from the first browser on, and `asyncio.run`
of other tests would then refuse to start.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.services.bounds import at_most


def pytest_addoption(parser: pytest.Parser) -> None:
    """How many of the kill schedules to play, and where to go on after a run that was cut off."""
    parser.addoption("--schedules", type=int, default=210, help="kill schedules to play")
    parser.addoption("--from", type=int, default=0, help="how many of them were played before")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything else first, each part in the order in which it was found."""
    items.sort(key=_drives_a_browser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the kill schedules showed, with the bound that so many without a fault give."""
    reports = [
        dict(report.user_properties)["schedule"]
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        if report.when == "call" and "schedule" in dict(report.user_properties)
    ]
    if not reports:
        return
    total: Counter[str] = Counter()
    for report in reports:
        total.update(report)
    wrong = sum(1 for report in reports if set(report) - {"hit"})
    said = ", ".join(f"{total[name]} {name}" for name in ("double", "unapproved", "lost", "false"))
    terminalreporter.section("kill schedules")
    terminalreporter.write_line(
        f"{len(reports)} schedules, {total['hit']} strokes that found their moment: {said}. "
        f"With 95% confidence at most {at_most(wrong, len(reports)):.2%} of such schedules fail "
        "(Clopper-Pearson, one-sided)."
    )


def _drives_a_browser(item: pytest.Item) -> bool:
    return any(item.iter_markers(name="browser")) or any(item.iter_markers(name="extension"))
