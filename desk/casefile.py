"""One case as it stands now: its facts and date, and what a reply to it is checked against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from desk.check import Case, Checked
from desk.conversation import Conversation, Direction, Message, standing
from desk.draft import Citation, Draft, DraftKind, Revision, Sentence
from desk.facts import CaseFacts
from desk.law import Law
from desk.records import FollowUp, Transaction
from desk.second_reading import ReadingState
from policies.book import Book

# The first of these facts that is known dates the case; policy is read as of that day.
_DATES = ("case_date", "incident_date", "purchase_date", "order_date")


def facts_of(conversation: Conversation, messages: Iterable[Message]) -> CaseFacts:
    """The facts of a conversation. Its date is a dated fact, else the day of the first message of
    the customer's present turn.
    """
    facts = {fact.name: fact for fact in conversation.facts}
    scope = {**conversation.scope, "channel": conversation.channel}
    case = CaseFacts(conversation.opened_at.date(), facts, scope)
    for name in _DATES:
        fact = case.known(name)
        if fact is not None and isinstance(fact.value, date):
            return CaseFacts(fact.value, facts, scope)
    turn = [
        message
        for message in messages
        if message.direction is Direction.INCOMING and message.turn == conversation.turn
    ]
    day = min((m.sent_at for m in turn), default=conversation.opened_at).date()
    return CaseFacts(day, facts, scope)


def case_of(
    law: Law,
    conversation: Conversation,
    messages: tuple[Message, ...],
    draft: Draft,
    follow_ups: tuple[FollowUp, ...] = (),
) -> Case:
    """What a draft of a reply to this conversation is checked against."""
    destination = draft.destination(conversation)
    channel = law.channel(destination.channel)
    names = [conversation.customer_name, law.company().voice.company]
    names += [message.author for message in messages]
    return Case(
        facts=facts_of(conversation, messages),
        said=tuple(message.text for message in standing(messages)),
        names=tuple(dict.fromkeys(name for name in names if name)),
        public=destination.public,
        limits=channel.limits_for(destination),
        length=lambda text: channel.count(text, destination),
        holding=draft.kind is DraftKind.HOLDING,
        follow_up="; ".join(task.what for task in follow_ups if task.done_at is None),
    )


def read(tx: Transaction, revision: Revision) -> tuple[Sentence, ...]:
    """The sentences of a revision with all that was found in them, by whichever reader."""
    reading = tx.drafts.reading(revision.id)
    done = reading is not None and reading.state is ReadingState.DONE
    return reading.sentences if reading is not None and done else revision.sentences


def checked(law: Law, text: str, sentences: tuple[Sentence, ...], case: Case) -> Checked:
    """The check of a text by the book and company of this moment."""
    return law.check(text, sentences, law.book(), law.company(), case)


def rebound(sentences: tuple[Sentence, ...], book: Book, day: date) -> tuple[Sentence, ...]:
    """The same sentences citing the versions in force on `day`; a clause that is gone stays as it
    was, so that the check can say so.
    """
    return tuple(
        replace(s, citations=tuple(_now(book, day, c) for c in s.citations)) for s in sentences
    )


def _now(book: Book, day: date, citation: Citation) -> Citation:
    clause = book.at(citation.clause, day)
    return citation if clause is None else Citation(clause.id, clause.version)
