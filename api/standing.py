"""How this Makegood stands, for a terminal: what the health page asks, without a browser."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass

from api.pings import NotWell, pings_of
from api.records_room import WORKSPACE, now
from api.routes.health import ask
from api.settings import Settings
from api.shown.policy import Ping
from api.wiring import front_desk
from desk.posting import PostingState

_PATIENCE = 5.0  # seconds for the server to answer
# A proxy by which we go out has no way back in to us.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Standing:
    """Every ping, and how much waits for people."""

    pings: dict[str, Ping]
    owed: int
    late: int
    needs_human: int

    @property
    def good(self) -> bool:
        """Whether nothing is ill and no posting waits for somebody to look."""
        return all(ping.good for ping in self.pings.values()) and not self.needs_human


def standing(settings: Settings) -> Standing:
    """Ask the server over HTTP, and records, work and channels from here."""
    desk, kept = front_desk(settings)
    pings = pings_of(kept.audit_log, kept.views, desk.law.channels, now)
    pings = {"server": lambda: _server(settings.address), **pings}
    counts = kept.views.counts(WORKSPACE, now())
    return Standing(
        pings=ask(pings, _PATIENCE + 1),
        owed=counts.owed,
        late=counts.late,
        needs_human=counts.postings.get(PostingState.NEEDS_HUMAN, 0),
    )


def _server(address: str) -> str:
    url = f"{address}/v1/health"
    try:
        with _DIRECT.open(url, timeout=_PATIENCE) as answer:
            said = json.load(answer)
    except urllib.error.HTTPError as unwell:
        with unwell:
            said = json.load(unwell)
    except OSError as gone:
        raise NotWell(f"no answer at {address}. Start it with: makegood serve") from gone
    return f"answers at {address}, version {said['version']}, {said['clauses']} clauses"
