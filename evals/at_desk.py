"""A desk to measure at: the product's own check, composer and model over any clauses.

Nothing is kept and nothing is sent. `model` None composes without a model.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from desk.check import Case, Check, Checked
from desk.conversation import Conversation, Direction, Message
from desk.draft import Abstention, Citation, Finding, Outcome, Part, Sentence, Severity, text_of
from desk.facts import CaseFacts, Fact, FactSource, FactValue
from desk.ids import ConversationId, DraftId, MessageId, WorkspaceId
from desk.limits import Limits
from drafting.pipeline import Drafter
from drafting.request import DraftRequest
from drafting.writer import Writer
from policies.book import Book
from policies.clause import (
    Audience,
    CaseScope,
    Clause,
    ClauseId,
    ClauseVersion,
    Place,
    PolicyId,
    Scope,
)
from policies.company import Company
from policies.found import Found, Hit, Search
from prompts.phrases import PhraseBook
from prompts.render import Templates

DAY = date(2026, 1, 1)
_NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)
_HERE = ConversationId("eval")


@dataclass(frozen=True)
class Matter:
    """One case to write about: what the customer says and what is known."""

    text: str
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    customer: str = ""
    public: bool = True


@dataclass(frozen=True)
class Reply:
    """What would lie before a reviewer: the text, its sentences and what the check says of it."""

    text: str
    sentences: tuple[Sentence, ...]
    checked: Checked
    outcome: Outcome

    @property
    def noticed(self) -> tuple[Finding, ...]:
        """Everything that the reviewer is told."""
        return (*self.checked.findings, *self.outcome.findings)


@dataclass(frozen=True)
class EvalDesk:
    """The parts of the product that write and check, as `api.wiring.eval_parts` wires them."""

    check: Check
    phrases: PhraseBook
    templates: Templates
    writer: Writer | None = None

    def write(
        self,
        matters: Sequence[Matter],
        book: Book,
        search: Search,
        writers: Sequence[Writer | None] = (),
    ) -> tuple[Reply, ...]:
        """A reply to each matter, over one book; `writers` are one for each, else our own."""
        own = list(writers) or [self.writer] * len(matters)

        async def all_of_them() -> list[Outcome]:
            return [
                await self._drafter(book, search, writer).outcome(_request(matter))
                for matter, writer in zip(matters, own, strict=True)
            ]

        outcomes = asyncio.run(all_of_them())
        return tuple(
            self._shown(matter, outcome, book)
            for matter, outcome in zip(matters, outcomes, strict=True)
        )

    def judge(
        self, text: str, cited: Iterable[Clause], matter: Matter, *, said: tuple[str, ...] = ()
    ) -> Checked:
        """The check of `text` as one sentence that cites these clauses."""
        clauses = tuple(cited)
        citations = tuple(Citation(c.id, c.version) for c in clauses)
        return self.look(
            text, (Sentence(text, Part.POLICY, citations),), clauses, matter, said=said
        )

    def look(
        self,
        text: str,
        parts: tuple[Sentence, ...],
        clauses: Iterable[Clause],
        matter: Matter,
        *,
        said: tuple[str, ...] = (),
    ) -> Checked:
        """The check of a text whose sentences cite some of these clauses."""
        case = _case(matter, said=(matter.text, *said) if matter.text else said)
        return self.check(text, parts, Book.of(clauses), Company(), case)

    def _drafter(self, book: Book, search: Search, writer: Writer | None) -> Drafter:
        return Drafter(
            search=search,
            book=lambda: book,
            company=Company,
            check=self.check,
            phrases=self.phrases,
            templates=self.templates,
            writer=writer,
        )

    def _shown(self, matter: Matter, outcome: Outcome, book: Book) -> Reply:
        held = isinstance(outcome, Abstention)
        sentences = outcome.holding if isinstance(outcome, Abstention) else outcome.sentences
        follow_up = outcome.follow_up if isinstance(outcome, Abstention) else ""
        text = text_of(sentences, paragraphs=not matter.public)
        case = _case(matter, said=(matter.text,), holding=held, follow_up=follow_up)
        return Reply(text, sentences, self.check(text, sentences, book, Company(), case), outcome)


def clause_of(name: str, text: str, *, title: str = "", internal: bool = False) -> Clause:
    """A clause of these words, always in force, that covers every case."""
    digest = hashlib.sha256(f"{name}\n{title}\n{text}".encode()).hexdigest()
    return Clause(
        id=ClauseId(f"passage#{name}"),
        version=ClauseVersion(digest),
        policy=PolicyId("passage"),
        policy_title="",
        title=title,
        text=text,
        in_force=None,
        until=None,
        scope=Scope(),
        audience=Audience.INTERNAL if internal else Audience.PUBLIC,
        owner="",
        licences=None,
        place=Place("passage", 1),
    )


# Something to answer from where a measure brings no policies, so that replies are written at all.
SOMETHING = Book.of(
    clause_of(name, text, title=title)
    for name, title, text in (
        (
            "late",
            "Late parcels",
            "If a parcel comes more than 5 working days late, we refund shipping, up to 15 EUR.",
        ),
        ("card", "Cards", "You can order a new card in the app. It comes within 5 working days."),
        (
            "booking",
            "Changing a booking",
            "You can change the dates of a booking until 48 hours before arrival.",
        ),
        ("account", "Your account", "You can change your address and phone in your account."),
    )
)


@dataclass(frozen=True)
class AllOfIt:
    """A search of a book so small that every clause is an answer."""

    book: Book

    def search(self, question: str, *, day: date, scope: CaseScope, limit: int = 8) -> Found:
        """Every clause, in the order of the book."""
        del question
        hits = tuple(Hit(c.id, c.version, 1.0) for c in self.book.in_force(day, scope))[:limit]
        sure = bool(hits)
        return Found(hits, 1.0 if hits else 0.0, not hits, self.book.digest, sure=sure)


def blocked(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The codes of those findings that forbid approval."""
    return tuple(f.code for f in findings if f.severity is Severity.BLOCK)


def flagged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that a reviewer cannot pass over: a block, or a person must look."""
    return tuple(f for f in findings if f.severity is not Severity.NOTE)


def _known(matter: Matter) -> dict[str, Fact]:
    return {name: Fact(name, value, FactSource.LOOKUP) for name, value in matter.facts.items()}


def _case(
    matter: Matter, *, said: tuple[str, ...], holding: bool = False, follow_up: str = ""
) -> Case:
    return Case(
        facts=CaseFacts(DAY, _known(matter)),
        said=said,
        names=(matter.customer,) if matter.customer else (),
        public=matter.public,
        limits=Limits(None),
        length=len,
        holding=holding,
        follow_up=follow_up,
    )


def _request(matter: Matter) -> DraftRequest:
    known = _known(matter)
    message = Message(
        id=MessageId("m1"),
        conversation=_HERE,
        direction=Direction.INCOMING,
        author=matter.customer,
        text=matter.text,
        remote="",
        turn=1,
        sent_at=_NOW,
        received_at=_NOW,
    )
    return DraftRequest(
        draft=DraftId("d1"),
        conversation=Conversation(
            id=_HERE,
            workspace=WorkspaceId("eval"),
            channel="eval",
            account="",
            thread="",
            subject="",
            customer_name=matter.customer,
            customer_handle="",
            public=matter.public,
            turn=1,
            last_message=message.id,
            last_remote="",
            opened_at=_NOW,
            reply_due=None,
            facts=tuple(known.values()),
        ),
        messages=(message,),
        facts=CaseFacts(DAY, known),
        limits=Limits(None, paragraphs=not matter.public, public=matter.public),
    )
