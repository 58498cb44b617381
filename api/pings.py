"""What is asked how it is: records, search, the work, every channel, the company's own system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from api.records_room import WORKSPACE
from desk.posting import Channel
from kb.search import KnowledgeBase
from store.audit_log import AuditLog
from store.views import Views

PATIENCE = timedelta(minutes=5)  # what was due longer ago than this should have been taken up


class NotWell(Exception):
    """Something is not well, in words for people."""


def pings_of(
    audit_log: AuditLog,
    views: Views,
    channels: Mapping[str, Channel],
    clock: Callable[[], datetime],
    search: KnowledgeBase | None = None,
    facts: Callable[[], str] | None = None,
) -> dict[str, Callable[[], str]]:
    """By name: each answers a word, or raises. `facts` asks the company's own system."""

    def records() -> str:
        audit_log.page(WORKSPACE, 0, 1)
        return "answer"

    return {
        "records": records,
        **({"search": lambda: _canary(search)} if search else {}),
        "work": lambda: work(views, clock()),
        **({"facts": facts} if facts else {}),
        **{f"channel:{name}": channel.ping for name, channel in channels.items()},
    }


def work(views: Views, now: datetime) -> str:
    """Whether drafts are written and replies leave. Raises NotWell where they lie about.

    It looks at what lies there and not at who works: workers are other processes, on other
    machines perhaps, and one that runs and takes nothing up is no better than none.
    """
    lying = views.left_lying(WORKSPACE, now, now - PATIENCE)
    if lying.since is None:
        return "nothing waits longer than it should"
    parts = []
    if lying.drafts:
        parts.append(f"{_many(lying.drafts, 'draft')} to be written")
    if lying.postings:
        parts.append(f"{_many(lying.postings, 'approved reply', 'approved replies')} to be sent")
    minutes = int((now - lying.since).total_seconds() // 60)
    raise NotWell(
        f"{' and '.join(parts)}, the first for {minutes} min. Is a worker running? "
        "Start one with: makegood work"
    )


def _canary(search: KnowledgeBase) -> str:
    search.ping()
    return "finds what it must find"


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"
