"""Asking the company's own system what it knows of a case: the question, and what may come back.

What does not come back is not known: nothing here ever guesses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from desk.conversation import Conversation, Direction, Message
from desk.facts import Fact
from desk.ids import ConversationId
from desk.personal import personal_data

# Of "order no. 4711-22" the other system wants the number.
_BEFORE_NUMBER = re.compile(r"[ :#.]+")


@dataclass(frozen=True)
class FactQuestion:
    """What the other system is told, so that it can find the case: no more than it needs.

    `orders` are the order numbers that the customer wrote; their words are not passed on.
    """

    conversation: ConversationId
    channel: str
    account: str
    thread: str
    customer_name: str
    customer_handle: str
    orders: tuple[str, ...]
    known: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class FactAnswer:
    """What it knows. `source` is the name that it gives itself ("orders")."""

    facts: tuple[Fact, ...]
    scope: Mapping[str, str]
    source: str


class NoFacts(Exception):
    """It did not answer, or not so that it can be believed. The message says why, for people."""


class FactSystem(Protocol):
    """The company's own system."""

    def ask(self, question: FactQuestion) -> FactAnswer:
        """What it knows of the case. Raises NoFacts."""
        ...

    def ping(self) -> str:
        """A word of who answers, without asking for anything. Raises where nobody does."""
        ...


def question_about(conversation: Conversation, messages: tuple[Message, ...]) -> FactQuestion:
    """The question about one case."""
    theirs = (m.text for m in messages if m.direction is Direction.INCOMING)
    found = (p for text in theirs for p in personal_data(text) if p.sort.startswith("an order"))
    numbers = (_BEFORE_NUMBER.split(p.words)[-1] for p in found)
    return FactQuestion(
        conversation=conversation.id,
        channel=conversation.channel,
        account=conversation.account,
        thread=conversation.thread,
        customer_name=conversation.customer_name,
        customer_handle=conversation.customer_handle,
        orders=tuple(dict.fromkeys(numbers)),
        known={fact.name: fact for fact in conversation.facts},
    )
