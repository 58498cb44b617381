"""The channels' page says what the connectors do."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from channels.email import EmailChannel
from channels.in_page import InPageChannel
from channels.mail_server import MailServer, Security
from channels.sample import SampleChannel
from channels.sites import ADAPTERS, PRIVATE, SITES
from channels.webhook import WebhookChannel
from desk.posting import Channel
from tests.services.replies import NOW


class _Site:
    def put(self, key: str, thread: str, parent: str, text: str, at: datetime) -> str:
        raise NotImplementedError

    def by_key(self, key: str) -> tuple[tuple[str, str, datetime], ...]:
        raise NotImplementedError


PAGE = (Path(__file__).parents[2] / "docs" / "channels.md").read_text("utf-8")
SERVER = MailServer("127.0.0.1", 1, security=Security.PLAIN)
CONNECTORS: list[Channel] = [
    EmailChannel("care@shop.example", SERVER, SERVER, now=lambda: NOW),
    WebhookChannel("https://desk.example", "secret", now=lambda: NOW),
    InPageChannel(),
    SampleChannel(_Site(), (), base_url="", now=lambda: NOW),
]


def _words(length: timedelta) -> str:
    for unit, seconds in (("hour", 3600), ("minute", 60), ("second", 1)):
        number, rest = divmod(int(length.total_seconds()), seconds)
        if number and not rest:
            return f"{number} {unit}" + ("s" if number > 1 else "")
    raise AssertionError(length)


@pytest.mark.parametrize("channel", CONNECTORS, ids=lambda channel: channel.name)
def test_each_channel_has_its_section_with_its_quarantine(channel: Channel) -> None:
    section = PAGE.partition(f"\n## {channel.name}\n")[2].partition("\n## ")[0]
    assert f"**Quarantine: {_words(channel.quarantine)}**" in section
    assert "\nSettings: " in section


def test_every_site_and_its_limit_is_listed() -> None:
    shared = {"old_reddit": "reddit"}
    assert {shared.get(name, name) for name in ADAPTERS} == {*SITES, *PRIVATE}
    for site in {*SITES, *PRIVATE}:
        (row,) = [row for row in PAGE.splitlines() if row.startswith("| ") and f"`{site}`" in row]
        for column, limits in enumerate((SITES.get(site), PRIVATE.get(site)), start=2):
            cell = row.split("|")[column]
            if limits is None:
                assert cell.strip() == "–", site
            else:
                assert "none" in cell if limits.length is None else f"{limits.length:,}" in cell
