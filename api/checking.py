"""The check of any text, on its own: against clauses and facts, without a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from api.house import Studio
from api.shown.drafts import CheckShown, checked_shown
from desk import sentences
from desk.check import Case
from desk.conversation import Destination
from desk.draft import Citation, Sentence, Severity
from desk.errors import NotFound
from desk.facts import CaseFacts, Fact
from desk.intake import clean
from desk.law import Law
from policies.clause import ClauseId


@dataclass(frozen=True)
class ToCompare:
    """A text and all that it is compared with.

    `said` is what the customer wrote; `day` None is today; with `citing` None a clause is looked
    for that each sentence can rest on.
    """

    text: str
    channel: str
    account: str = ""
    public: bool = True
    said: str = ""
    names: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    scope: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None
    citing: tuple[str, ...] | None = None


def check(studio: Studio, asked: ToCompare) -> CheckShown:
    """What the check finds. Raises UnknownChannel, BadText, and NotFound for a clause."""
    law = studio.law
    channel = law.channel(asked.channel)
    place = Destination(asked.channel, asked.account, "", "", asked.public)
    text = channel.normalise(clean(asked.text))
    day = asked.day or law.clock().date()
    scope = {**asked.scope, "channel": asked.channel}
    known = {fact.name: fact for fact in asked.facts}
    limits = channel.limits_for(place)
    case = Case(
        facts=CaseFacts(day, known, scope),
        said=(asked.said,) if asked.said else (),
        names=(*asked.names, *filter(None, (law.company().voice.company,))),
        public=asked.public,
        limits=limits,
        length=lambda words: channel.count(words, place),
    )
    parts = sentences.carry((), text)
    if asked.citing is None:
        near = _near(studio, asked, text, day, scope)
        parts = tuple(_resting(law, sentence, near, case) for sentence in parts)
    else:
        citing = tuple(_cited(studio, name, day) for name in asked.citing)
        parts = tuple(replace(s, citations=citing) for s in parts)
    checked = law.check(text, parts, law.book(), law.company(), case)
    return checked_shown(text, parts, checked, channel.count(text, place), limits.length)


def _resting(law: Law, sentence: Sentence, near: tuple[Citation, ...], case: Case) -> Sentence:
    """The sentence on the one clause with which the check has least against it, best hit first.

    One clause at a time: two that were only both near would contradict each other for nothing.
    """
    tried = [replace(sentence, citations=(citation,)) for citation in near]
    return min(tried, key=lambda one: _against(law, one, case), default=sentence)


def _against(law: Law, sentence: Sentence, case: Case) -> int:
    checked = law.check(sentence.text, (sentence,), law.book(), law.company(), case)
    return sum(finding.severity is Severity.BLOCK for finding in checked.findings)


def _near(
    studio: Studio, asked: ToCompare, text: str, day: date, scope: Mapping[str, str]
) -> tuple[Citation, ...]:
    questions = [words for words in (text, asked.said) if words.strip()]
    hits = [
        hit
        for question in questions
        for hit in studio.as_typed.search(question[:10_000], day=day, scope=scope).hits
    ]
    return tuple(dict.fromkeys(Citation(hit.clause, hit.version) for hit in hits))


def _cited(studio: Studio, name: str, day: date) -> Citation:
    book = studio.law.book()
    clause = book.at(ClauseId(name), day)
    if clause is None:
        if not book.versions(ClauseId(name)):
            raise NotFound(f"No clause is called {name}.")
        raise NotFound(f"The clause {name} is not in force on {day.isoformat()}.")
    return Citation(clause.id, clause.version)
