"""The whole edge over a real database: `create_app` with a tiny search and a counting channel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.testclient import TestClient

from api import staff
from api.auth import COOKIE
from api.house import Cabinet, House, Say, Studio
from api.main import create_app, move_in
from api.settings import Settings
from channels.in_page import InPageChannel
from channels.webhook import WebhookChannel
from desk.check import Check
from desk.conversation import MessageKind, Triage
from desk.draft import Attribution, Citation, Outcome, Part, Proposal, Sentence
from desk.lifecycle import Desk
from desk.people import Person, Role
from desk.posting import Channel, Posting
from desk.requests import Work
from policies.book import Book
from policies.clause import CaseScope
from policies.found import Found, Hit
from store.audit_log import AuditLog
from store.clause_archive import ClauseArchive
from store.engine import reading
from store.erasing import scrub
from store.idempotency import Answers
from store.keys import Keys
from store.presence import Presence
from store.records import SqlRecords
from store.registers import Registered
from store.sample_posts import SamplePosts
from store.sessions import Sessions, SignInLinks
from store.sites_off import SitesOff
from store.views import Views
from tests.services.a_desk import HERE, KEY, Bench, three_line_check

PASSWORD = "correct horse battery"
ADDRESS = "http://127.0.0.1:8700"
SECRETS = ("webhook-secret-new", "webhook-secret-old")


@dataclass
class WordSearch:
    """Finds every clause that shares a word of four letters or more with the question."""

    bench: Bench

    def search(self, question: str, *, day: date, scope: CaseScope, limit: int = 8) -> Found:
        words = {word for word in question.casefold().split() if len(word) > 3}
        book: Book = self.bench.book
        hits = [
            Hit(clause.id, clause.version, 1.0)
            for clause in book.in_force(day, scope)
            if words & set(f"{clause.title} {clause.text}".casefold().split())
        ]
        return Found(tuple(hits[:limit]), 0.9 if hits else 0.1, not hits, book.digest)


@dataclass
class Rooms:
    """A house and everything that a test of it holds in its hands."""

    engine: Engine
    settings: Settings = field(default_factory=lambda: Settings(webhook_secrets=SECRETS))
    check: Check = three_line_check

    def __post_init__(self) -> None:
        self.bench = Bench(self.engine)
        channels: dict[str, Channel] = {
            "counting": self.bench.channel,
            "in_page": InPageChannel(),
            "webhook": WebhookChannel("http://127.0.0.1:9/hook", SECRETS[0], now=self.bench.clock),
        }
        law = replace(self.bench.desk.law, channels=channels, check=self.check)
        self.bench.desk = self.desk = Desk(HERE, self.bench.records, law)
        self.woken = 0
        self.pings: dict[str, Callable[[], str]] = {
            "database": lambda: "there",
            "channel": self.bench.channel.ping,
        }
        self.cabinet = Cabinet(
            workspace=HERE,
            records=self.bench.records,
            reads=SqlRecords(reading(self.engine), KEY),
            accounts=self.bench.accounts,
            sessions=Sessions(self.engine),
            links=SignInLinks(self.engine),
            keys=Keys(self.engine),
            answers=Answers(self.engine),
            views=Views(self.engine),
            audit_log=AuditLog(self.engine),
            archive=ClauseArchive(self.engine),
            presence=Presence(self.engine),
            registered=Registered(self.engine),
            scrub=lambda: scrub(self.engine),
            sample_posts=SamplePosts(self.engine, HERE),
            sites_off=SitesOff(self.engine),
            audit_key=KEY,
        )
        self.admin = staff.add_person(
            self.cabinet,
            "root@shop.example",
            "Root",
            frozenset({Role.ADMIN}),
            password=None,
            actor="test",
            now=self.bench.clock(),
        )
        self.house = House(
            settings=self.settings,
            desk=self.desk,
            studio=Studio(law, WordSearch(self.bench), write),
            cabinet=self.cabinet,
            pings=self.pings,
            secret=b"s" * 32,
            wake=self._wake,
        )
        self.app = _app_for(self.house)

    def nobody(self) -> TestClient:
        """A client that shows nothing."""
        return TestClient(self.app, base_url=ADDRESS)

    def token(self, person: Person) -> str:
        """A session token of this person."""
        session = self.cabinet.sessions.open(
            HERE, person.id, self.bench.clock(), timedelta(hours=1)
        )
        return session.token

    def person(self, person: Person) -> TestClient:
        """A client with this person's session token, as the extension has it."""
        return self._bearer(self.token(person))

    def browser(self, person: Person) -> tuple[TestClient, str]:
        """A client with this person's cookie, and the CSRF token of the session."""
        session = self.cabinet.sessions.open(
            HERE, person.id, self.bench.clock(), timedelta(hours=1)
        )
        client = self.nobody()
        client.cookies.set(COOKIE, session.token)
        return client, session.csrf

    def program(self, *scopes: str) -> TestClient:
        """A client with a program's key."""
        _, secret = self.cabinet.keys.make(HERE, "program", frozenset(scopes), self.bench.clock())
        return self._bearer(secret)

    def break_ping(self, name: str) -> None:
        """This outside thing does not answer any more."""

        def gone() -> str:
            raise ConnectionError("gone")

        self.pings[name] = gone

    def post_everything(self) -> list[Posting]:
        """What the worker does with approved replies."""
        done = []
        while (claim := self.desk.claim_posting("w1")) is not None:
            done.append(self.desk.send(claim))
        return done

    def _bearer(self, token: str) -> TestClient:
        client = self.nobody()
        client.headers["Authorization"] = f"Bearer {token}"
        return client

    def _wake(self) -> None:
        self.woken += 1


_APPS: dict[Settings, FastAPI] = {}


def _app_for(house: House) -> FastAPI:
    """The application of these settings, moved into this house: making one takes a while."""
    fresh = create_app(house) if house.settings not in _APPS else _APPS[house.settings]
    move_in(fresh, house)
    return _APPS.setdefault(house.settings, fresh)


def write(work: Work, say: Say) -> Outcome:
    """A pipeline of one sentence."""
    say("compose", "Writing the reply.")
    sentence = Sentence(f"Hello {work.conversation.customer_name}.", Part.GREETING, ())
    return Proposal(
        (sentence,), Attribution("composer"), Triage(MessageKind.COMPLAINT), consulted=()
    )


def proposal(text: str, *citations: Citation) -> Proposal:
    """What a pipeline would answer, scripted."""
    sentence = Sentence(text, Part.RESOLUTION, citations)
    return Proposal((sentence,), Attribution("composer"), Triage(MessageKind.COMPLAINT))


def a_message(**changes: object) -> Mapping[str, object]:
    """The body that opens a conversation."""
    body: dict[str, object] = {
        "channel": "counting",
        "thread": "t1",
        "message_id": "m1",
        "text": "It came ten days late, I want my money back.",
        "customer": {"name": "Kim", "handle": "@kim"},
    }
    return {**body, **changes}
