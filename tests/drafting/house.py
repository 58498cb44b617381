"""A small shop to draft in: four public clauses, one internal, a word search, and real checks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime

from desk.checking import TextCheck
from desk.conversation import Conversation, Direction, Message
from desk.draft import Stance
from desk.facts import CaseFacts, Fact, FactSource, FactValue
from desk.ids import ConversationId, DraftId, MessageId, WorkspaceId
from desk.limits import Limits
from drafting.bearing import stems
from drafting.commitments import PatternReader
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
    Licence,
    Place,
    PolicyId,
    Scope,
)
from policies.company import Company, Contact, Voice
from policies.found import Found, Hit
from policies.licence_line import parse_licence
from prompts.phrases import load_phrases
from prompts.render import load_templates

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
PHRASES = load_phrases()
TEMPLATES = load_templates()
CHECK = TextCheck(PatternReader())
COMPANY = Company(
    Voice(
        company="Larkspur",
        sign_off="Warm wishes",
        signatures={"sample": "Larkspur", "email": "Your Larkspur team"},
        avoid=("unfortunately",),
    ),
    contacts=(Contact("any", phone="01632 960001", email="care@larkspur.example"),),
)


def clause(
    name: str,
    title: str,
    text: str,
    licences: Iterable[str] | None = None,
    audience: Audience = Audience.PUBLIC,
    in_force: date | None = None,
) -> Clause:
    lines: tuple[Licence, ...] | None = None
    if licences is not None:
        lines = tuple(parse_licence(line) for line in licences)
    return Clause(
        id=ClauseId(name),
        version=ClauseVersion(hashlib.sha256(f"{text}{lines}{in_force}".encode()).hexdigest()),
        policy=PolicyId(name.split("#", maxsplit=1)[0]),
        policy_title=name.split("#", maxsplit=1)[0].replace("-", " ").capitalize(),
        title=title,
        text=text,
        in_force=in_force,
        until=None,
        scope=Scope(),
        audience=audience,
        owner="care",
        licences=lines,
        place=Place(f"{name}.md", 1),
    )


LATE = clause(
    "late#late-delivery",
    "Late delivery",
    "If your parcel arrives more than 5 working days after the promised date, we refund the "
    "shipping fee, up to 15 EUR.",
    ["refund of the shipping fee, up to 15 EUR, when: delay > 5 working days"],
)
DAMAGED = clause(
    "damage#damaged",
    "Damaged on arrival",
    "If an item arrives damaged, we send you a new one or refund the purchase price, whichever you "
    "prefer.",
    [
        "replacement of the item, when: reason is damaged",
        "refund of the purchase price, when: reason is damaged",
    ],
)
RETURNS = clause(
    "returns#window",
    "Return window",
    "You can return an unused item within 30 days after delivery.",
    ["eligibility to return the item, within 30 days, when: not opened"],
)
PRAISE = clause(
    "thanks#praise",
    "Praise for one of us",
    "When you praise one of our people, we pass on your kind words.",
    ["action: pass on your kind words"],
)
GOODWILL = clause(
    "inside#goodwill",
    "Goodwill for late parcels",
    "An agent may quietly add a goodwill credit of up to 25 EUR for a late parcel.",
    ["credit for goodwill, up to 25 EUR, when: reason is service failure"],
    audience=Audience.INTERNAL,
)
BOOK = Book((LATE, DAMAGED, RETURNS, PRAISE, GOODWILL))


class WordSearch:
    """Searches by shared words: what the index does, in a few lines."""

    def __init__(self, book: Book = BOOK) -> None:
        self.book = book

    def search(self, question: str, *, day: date, scope: CaseScope, limit: int = 8) -> Found:
        asked = set(stems(question))
        scored = [
            Hit(c.id, c.version, float(len(asked & set(stems(f"{c.title} {c.text}")))))
            for c in self.book.in_force(day, scope)
        ]
        hits = sorted((h for h in scored if h.score > 0), key=lambda hit: -hit.score)[:limit]
        return Found(tuple(hits), 0.9 if hits else 0.0, not hits, self.book.digest)


def drafter(
    writer: Writer | None = None,
    book: Callable[[], Book] = lambda: BOOK,
    company: Company = COMPANY,
) -> Drafter:
    return Drafter(
        search=WordSearch(book()),
        book=book,
        company=lambda: company,
        check=CHECK,
        phrases=PHRASES,
        templates=TEMPLATES,
        writer=writer,
    )


def request(
    text: str,
    *,
    name: str = "Ana Silva",
    public: bool = True,
    facts: Mapping[str, FactValue] | None = None,
    before: Iterable[tuple[str, str]] = (),
    stance: Stance = Stance.BEST,
    instruction: str = "",
    limit: int | None = None,
    conversation: str = "c1",
    recent: tuple[str, ...] = (),
) -> DraftRequest:
    messages: list[Message] = []
    turn = 1
    for number, (who, said) in enumerate((*before, ("customer", text))):
        ours = who == "us"
        if not ours and messages and messages[-1].direction is Direction.OUTGOING:
            turn += 1
        messages.append(
            Message(
                id=MessageId(f"m{number}"),
                conversation=ConversationId(conversation),
                direction=Direction.OUTGOING if ours else Direction.INCOMING,
                author="Larkspur" if ours else name,
                text=said,
                remote=f"r{number}",
                turn=turn,
                sent_at=NOW,
                received_at=NOW,
            )
        )
    channel = "sample" if public else "email"
    known = {n: Fact(n, v, FactSource.LOOKUP) for n, v in (facts or {}).items()}
    return DraftRequest(
        draft=DraftId("d1"),
        conversation=Conversation(
            id=ConversationId(conversation),
            workspace=WorkspaceId("w1"),
            channel=channel,
            account="larkspur",
            thread="t1",
            subject="",
            customer_name=name,
            customer_handle="ana",
            public=public,
            turn=turn,
            last_message=messages[-1].id,
            last_remote=messages[-1].remote,
            opened_at=NOW,
            reply_due=None,
            facts=tuple(known.values()),
        ),
        messages=tuple(messages),
        facts=CaseFacts(NOW.date(), known, {"channel": channel}),
        stance=stance,
        instruction=instruction,
        limits=Limits(limit, paragraphs=not public, public=public),
        recent_replies=recent,
    )
