"""A desk over a real database, with a counting channel, a clock that is moved by hand, and a
check of three lines: a text with the word "refund" needs a clause, one with "forbidden" is blocked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Engine

from desk.check import Case, Checked, Licensed
from desk.commitment import Commitment
from desk.conversation import Conversation, MessageKind, Triage
from desk.draft import (
    Attribution,
    Citation,
    Draft,
    Evidence,
    Finding,
    Part,
    Proposal,
    Sentence,
    Severity,
)
from desk.ids import PersonId, WorkspaceId
from desk.law import Law, Terms
from desk.lifecycle import Desk
from desk.people import Person, Role
from desk.posting import Incoming
from desk.requests import Work
from policies.book import Book
from policies.clause import Audience, Clause, ClauseId, ClauseVersion, Place, PolicyId, Scope
from policies.company import AuthorityRule, Company, Voice
from policies.terms import Kind, Money
from store.accounts import Accounts
from store.records import SqlRecords
from tests.services.counting_channel import CountingChannel

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HERE = WorkspaceId("main")
KEY = b"k" * 32


def clause(
    name: str = "late", text: str = "We refund the shipping fee.", version: str = ""
) -> Clause:
    return Clause(
        id=ClauseId(f"refunds#{name}"),
        version=ClauseVersion(version or f"v1-{name}"),
        policy=PolicyId("refunds"),
        policy_title="Refunds",
        title=name,
        text=text,
        in_force=None,
        until=None,
        scope=Scope(),
        audience=Audience.PUBLIC,
        owner="care",
        licences=None,
        place=Place("refunds.md", 1),
    )


def three_line_check(
    text: str, sentences: tuple[Sentence, ...], book: Book, company: Company, case: Case
) -> Checked:
    """`company` and `case` are not needed for three lines."""
    del company, case
    at = text.find("refund")
    cited = [c for s in sentences for c in s.citations]
    live = [c for c in cited if book.version(c.clause, c.version)]
    owed = Commitment(Kind.REFUND, "refund", at, at + 6, amount=_amount(text))
    commitments = (Licensed(owed, live[0] if live else None),) if at >= 0 else ()
    findings = [
        Finding("unlicensed_commitment", Severity.BLOCK, "no clause", "refund")
        for licensed in commitments
        if licensed.by is None
    ]
    if "forbidden" in text:
        findings.append(Finding("forbidden", Severity.BLOCK, "forbidden"))
    return Checked(commitments, tuple(findings), tuple(Evidence.COURTESY for _ in sentences))


def _amount(text: str) -> Money:
    digits = "".join(c for c in text if c.isdecimal())
    return Money(Decimal(digits or 0), "EUR")


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


RULES = (
    AuthorityRule(
        frozenset({Kind.REFUND}), frozenset({"agent", "approver"}), Money(Decimal(50), "EUR")
    ),
    AuthorityRule(frozenset({Kind.REFUND}), frozenset({"approver"}), Money(Decimal(500), "EUR"), 2),
)


@dataclass
class Bench:
    """Everything that a test of the desk holds in its hands."""

    engine: Engine
    clock: Clock = field(default_factory=Clock)
    key: bytes = KEY  # of the audit
    book: Book = field(default_factory=lambda: Book.of([clause()]))
    company: Company = field(
        default_factory=lambda: Company(voice=Voice(company="Shop"), authority=RULES)
    )

    def __post_init__(self) -> None:
        self.channel = CountingChannel(START)
        self.accounts = Accounts(self.engine)
        self.accounts.open_workspace(HERE, "Main", START)
        self.people = {
            name: self._person(name, roles)
            for name, roles in {
                "ada": {Role.AGENT},
                "ben": {Role.APPROVER},
                "cleo": {Role.APPROVER},
                "dan": {Role.POLICY_OWNER},
            }.items()
        }
        self.ada, self.ben = self.people["ada"], self.people["ben"]
        self.cleo, self.dan = self.people["cleo"], self.people["dan"]
        self.records = SqlRecords(self.engine, self.key)
        law = Law(
            book=lambda: self.book,
            company=lambda: self.company,
            check=three_line_check,
            channels={"counting": self.channel},
            clock=self.clock,
            terms=Terms(undo=timedelta(0)),
        )
        self.desk = Desk(HERE, self.records, law)

    def _person(self, name: str, roles: Iterable[Role]) -> Person:
        return self.accounts.add(
            HERE, email=f"{name}@shop.example", name=name, roles=frozenset(roles), now=START
        )

    def message(
        self, text: str = "It came late.", thread: str = "t1", remote: str = "m1"
    ) -> Conversation:
        return self.desk.open(
            Incoming(
                channel="counting",
                account="shop",
                thread=thread,
                remote=remote,
                author="Kim",
                handle="@kim",
                text=text,
                sent_at=self.clock(),
                public=True,
            )
        )

    def written(self, text: str = "Hello Kim.", *, cites: bool = True, owner: str = "w1") -> Draft:
        """The next requested draft, written with these words."""
        work = self.desk.claim_draft(owner)
        assert work is not None
        return self.written_for(work, text, cites=cites, owner=owner)

    def written_for(self, work: Work, text: str, *, cites: bool = True, owner: str = "w1") -> Draft:
        """What a worker has claimed, written with these words."""
        sentence = Sentence(text, Part.RESOLUTION, self.cites() if cites else ())
        proposal = Proposal((sentence,), Attribution("composer"), Triage(MessageKind.COMPLAINT))
        return self.desk.propose(work.draft.id, owner, proposal)

    def cites(self) -> tuple[Citation, ...]:
        """A citation of the clause in force."""
        return (Citation(ClauseId("refunds#late"), self.book.clauses[0].version),)

    def approved(self, draft: Draft, by: Person | None = None) -> None:
        self.desk.approve(draft.id, self.desk.sheet(draft.id).digest, by or self.ada)

    def revoke(self, person: PersonId) -> None:
        self.accounts.set_active(HERE, person, active=False)
