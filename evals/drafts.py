"""Whole drafts, measured: each case goes through the pipeline and the check, then the checklist.

Nothing is kept and nothing is sent. Cases on the same channel are drafted in the order of the file,
and each knows the replies before it, as it would at the desk.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from desk.check import Case, Check, Checked
from desk.conversation import Conversation, Direction, Message
from desk.draft import Abstention, Outcome, Sentence, Severity, text_of
from desk.facts import CaseFacts
from desk.ids import ConversationId, DraftId, MessageId, WorkspaceId
from desk.limits import Limits
from drafting.pipeline import Drafter
from drafting.request import DraftRequest
from evals.checklist import ITEMS, Graded, Mark, Subject, grade
from evals.draft_cases import DraftCase
from policies.book import Book
from policies.company import Company

_RECENT = 20  # replies that a reply is compared with
_LETTERS = frozenset({"email", "webhook"})  # channels whose replies have paragraphs


@dataclass(frozen=True)
class Room:
    """What drafting takes, as wiring makes it; `now` dates the cases that carry no date."""

    drafter: Drafter
    book: Callable[[], Book]
    company: Callable[[], Company]
    check: Check
    now: datetime


@dataclass(frozen=True)
class Drafted:
    """One case with what came of it, in `seconds` of wall time."""

    case: DraftCase
    outcome: Outcome
    text: str
    sentences: tuple[Sentence, ...]
    checked: Checked
    graded: tuple[Graded, ...]
    seconds: float

    @property
    def ordinary(self) -> bool:
        """Whether it is an ordinary reply, and not a holding reply or none."""
        return not isinstance(self.outcome, Abstention)

    @property
    def blocked(self) -> tuple[str, ...]:
        """The codes of findings that would block it."""
        return tuple(f.code for f in self.checked.findings if f.severity is Severity.BLOCK)


@dataclass(frozen=True)
class DraftsReport:
    """All drafts of a file."""

    drafted: tuple[Drafted, ...]

    @property
    def rates(self) -> Mapping[str, tuple[int, int]]:
        """By item of the checklist: how often it passed, and to how many drafts it applies."""
        passed: Counter[str] = Counter()
        applies: Counter[str] = Counter()
        for each in self.drafted:
            for graded in each.graded:
                applies[graded.item] += graded.mark is not Mark.NOT_APPLICABLE
                passed[graded.item] += graded.mark is Mark.PASS
        return {name: (passed[name], applies[name]) for name in ITEMS}

    @property
    def reasons(self) -> Mapping[str, int]:
        """How often there was an ordinary reply, and each reason for which there was none."""
        kinds = (
            each.outcome.reason.value if isinstance(each.outcome, Abstention) else "reply"
            for each in self.drafted
        )
        return dict(Counter(kinds).most_common())

    @property
    def figures(self) -> dict[str, object]:
        """Everything that is counted, for programs."""
        seconds = sorted(each.seconds for each in self.drafted)
        return {
            "cases": len(self.drafted),
            "outcomes": dict(self.reasons),
            "blocked": sum(bool(each.blocked) for each in self.drafted),
            "median_ms": round(1000 * statistics.median(seconds), 1),
            "p95_ms": round(1000 * seconds[int(0.95 * (len(seconds) - 1))], 1),
            "checklist": {
                name: {"passed": passed, "of": of, "rate": round(passed / of, 4) if of else None}
                for name, (passed, of) in self.rates.items()
            },
        }


def run_drafts(
    room: Room, cases: Iterable[DraftCase], say: Callable[[int], None] = lambda _: None
) -> DraftsReport:
    """Drafts every case; `say` is told how many are done."""

    async def run() -> tuple[Drafted, ...]:
        done: list[Drafted] = []
        recent: list[str] = []
        for case in cases:
            drafted = await _drafted(room, case, tuple(recent[-_RECENT:]))
            recent += [drafted.text] if drafted.text else []
            done.append(drafted)
            say(len(done))
        return tuple(done)

    return DraftsReport(asyncio.run(run()))


async def _drafted(room: Room, case: DraftCase, recent: tuple[str, ...]) -> Drafted:
    request = request_of(case, room.now, recent)
    began = time.perf_counter()
    outcome = await room.drafter.outcome(request)
    seconds = time.perf_counter() - began
    sentences = outcome.holding if isinstance(outcome, Abstention) else outcome.sentences
    text = text_of(sentences, paragraphs=request.limits.paragraphs)
    company = room.company()
    case_now = against(request, outcome, company)
    checked = room.check(text, sentences, room.book(), company, case_now)
    graded = grade(Subject(request, outcome, text, sentences, checked, company))
    return Drafted(case, outcome, text, sentences, checked, graded, seconds)


def against(request: DraftRequest, outcome: Outcome, company: Company) -> Case:
    """What a draft for this request is checked against."""
    names = (request.conversation.customer_name, company.voice.company)
    return Case(
        facts=request.facts,
        said=tuple(message.text for message in request.messages),
        names=tuple(name for name in names if name),
        public=request.public,
        limits=request.limits,
        length=request.length,
        holding=isinstance(outcome, Abstention),
        follow_up=outcome.follow_up if isinstance(outcome, Abstention) else "",
    )


def request_of(case: DraftCase, now: datetime, recent: tuple[str, ...] = ()) -> DraftRequest:
    """The case as the pipeline is asked it. The same case is the same conversation every time."""
    conversation = ConversationId(f"case-{case.id}")
    messages: list[Message] = []
    turn = 1
    for number, (who, text) in enumerate((*case.earlier, ("customer", case.text))):
        ours = who == "us"
        if not ours and messages and messages[-1].direction is Direction.OUTGOING:
            turn += 1
        messages.append(
            Message(
                id=MessageId(f"{case.id}-{number}"),
                conversation=conversation,
                direction=Direction.OUTGOING if ours else Direction.INCOMING,
                author="" if ours else case.customer,
                text=text,
                remote="",
                turn=turn,
                sent_at=now,
                received_at=now,
            )
        )
    facts = {fact.name: fact for fact in case.facts}
    dated = (fact.value for fact in case.facts if fact.name in {"case_date", "purchase_date"})
    day = next((value for value in dated if isinstance(value, date)), now.date())
    return DraftRequest(
        draft=DraftId(f"draft-{case.id}"),
        conversation=Conversation(
            id=conversation,
            workspace=WorkspaceId("evals"),
            channel=case.channel,
            account="",
            thread=case.id,
            subject=case.subject,
            customer_name=case.customer,
            customer_handle="",
            public=case.public,
            turn=turn,
            last_message=messages[-1].id,
            last_remote="",
            opened_at=now,
            reply_due=None,
            facts=case.facts,
            scope=dict(case.scope),
        ),
        messages=tuple(messages),
        facts=CaseFacts(day, facts, {**case.scope, "channel": case.channel}),
        stance=case.stance,
        instruction=case.instruction,
        limits=Limits(None, paragraphs=case.channel in _LETTERS, public=case.public),
        recent_replies=recent,
    )


def today() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)
