"""What is learnt, put together for the pages and the API; and the voice with what was accepted."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from api.house import Cabinet, House
from desk import waiting
from desk.draft import Citation
from desk.errors import DeskError
from desk.ids import ConversationId, DraftId, WorkspaceId
from desk.lessons import Decision, Gap, GapCase, GapState
from desk.lifecycle import Desk
from desk.precedents import redacted
from policies.company import Company
from policies.found import Found, Search
from store.learnt import Precedent
from store.views import Views

log = logging.getLogger("makegood.learnt")

_FRESH = 2.0  # seconds between two looks at what was accepted
_ACTOR = "desk"
_SURE = 3  # hits that count as an answer, best first


@dataclass(frozen=True)
class GapMet:
    """One conversation that met a gap, in the customer's words, and whether it still waits."""

    conversation: ConversationId
    draft: DraftId
    customer_name: str
    why: str
    at: datetime
    said: str
    waits: bool


def gap(house: House, name: str) -> tuple[Gap, tuple[GapMet, ...]]:
    """A gap and everybody who met it, the newest first. Raises NotFound."""
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        found = tx.lessons.gap(name)
        met = []
        for case in tx.lessons.cases(name):
            there = tx.conversations.get(case.conversation)
            messages = tx.conversations.messages(case.conversation)
            said = next((m.text for m in messages if m.id == case.message), "")
            met.append(
                GapMet(
                    conversation=case.conversation,
                    draft=case.draft,
                    customer_name=there.customer_name,
                    why=case.why,
                    at=case.at,
                    said=said,
                    waits=waiting.waits(tx, case),
                )
            )
        return found, tuple(met)


def precedents_of(house: House, draft: DraftId, *, limit: int = 5) -> tuple[Precedent, ...]:
    """What was posted before under the clauses of a draft, to others. Raises NotFound."""
    cabinet = house.cabinet
    with cabinet.reads.begin(cabinet.workspace) as tx:
        there = tx.drafts.get(draft)
        cited = tx.drafts.revision(there.revision).cited if there.revision else ()
    found = cabinet.views.learnt.precedents(
        cabinet.workspace, (str(c.clause) for c in cited), limit=limit + 1
    )
    return tuple(one for one in found if one.conversation != there.conversation)[:limit]


class Examples:
    """Approved replies for the same clauses, without whose they were, to write alike by."""

    def __init__(self, cabinet: Cabinet) -> None:
        """Over what one workspace has posted."""
        self._cabinet = cabinet

    def __call__(self, clauses: tuple[str, ...]) -> tuple[str, ...]:
        """At most three, the newest first."""
        views, workspace = self._cabinet.views, self._cabinet.workspace
        found = views.learnt.precedents(workspace, clauses, limit=3)
        return tuple(redacted(one.revision.text, (one.customer_name,)) for one in found)


class AcceptedVoice:
    """The company with the suggestions that an owner has accepted, as if voice.yaml held them.

    They are read by `refresh`, outside of every other transaction, and never while one is asked.
    """

    def __init__(
        self, company: Callable[[], Company], views: Views, workspace: WorkspaceId
    ) -> None:
        """`company` is what the files say; asked anew each time."""
        self._company = company
        self._views = views
        self._workspace = workspace
        self._avoid: tuple[str, ...] = ()

    def __call__(self) -> Company:
        """The company as it speaks now."""
        company = self._company()
        if not self._avoid:
            return company
        avoid = tuple(dict.fromkeys((*company.voice.avoid, *self._avoid)))
        return replace(company, voice=replace(company.voice, avoid=avoid))

    def refresh(self) -> None:
        """Read what is accepted by now. Raises DeskError."""
        found = self._views.learnt.suggestions(self._workspace, Decision.ACCEPTED, limit=None)
        self._avoid = tuple(one.words for one in found)

    def keep_fresh(self, stopping: threading.Event) -> None:
        """Read it again and again, since other processes decide too, until `stopping` is set."""
        while not stopping.is_set():
            try:
                self.refresh()
            except DeskError as failed:  # the next look may succeed; what was accepted stands
                log.warning("accepted suggestions could not be read: %s", type(failed).__name__)
            stopping.wait(_FRESH)


def close_answered_gaps(desk: Desk, cabinet: Cabinet, search: Search) -> int:
    """Close every gap that a clause answers by now which was not there when it was met.

    Returns how many drafts were asked for. A clause that was there counts for nothing: it was
    searched then too.
    """
    made = 0
    for row in cabinet.views.learnt.gaps(cabinet.workspace, GapState.OPEN, limit=None):
        with cabinet.reads.begin(cabinet.workspace) as tx:
            cases = tx.lessons.cases(row.gap.id)
        answer = next(filter(None, (_answer(desk, cabinet, search, case) for case in cases)), None)
        if answer is not None:
            drafts = desk.notebook.gap_answered(row.gap.id, answer.clause, _ACTOR)
            log.info("gap %s is answered by %s: %d drafts", row.gap.id, answer.clause, len(drafts))
            made += len(drafts)
    return made


def _answer(desk: Desk, cabinet: Cabinet, search: Search, case: GapCase) -> Citation | None:
    """The clause that answers one who met the gap, if it is newer than that."""
    there, messages = desk.said(case.conversation)
    said = next((m.text for m in messages if m.id == case.message), "")
    if not said.strip() or case.revision is not None:
        return None
    day = desk.law.clock().date()
    scope = {**there.scope, "channel": there.channel}
    found: Found = search.search(said[:10_000], day=day, scope=scope)
    if found.silent:
        return None
    hits = [Citation(hit.clause, hit.version) for hit in found.hits[:_SURE]]
    known = cabinet.archive.read(cabinet.workspace, hits)
    fresh = (hit for hit in hits if hit in known and known[hit].first_seen > case.at)
    return next(fresh, None)
