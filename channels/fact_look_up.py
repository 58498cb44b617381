"""Asks the company's own system what it knows of a case: one signed request, one signed answer.

The address stands in the settings and nowhere else; nothing that a customer writes can change it,
and redirects are not followed. The answer is signed over our request's own number, so that an old
answer cannot be played again. Whatever is not as agreed is no answer at all: of half an answer
nobody could say which half is missing.

request  {"request": "lkq_…", "conversation": "…", "channel": "…", "account": "…", "thread": "…",
          "customer": {"name": "…", "handle": "…"}, "orders": ["A-1"], "known": {"tier": "gold"}}
answer   {"request": "lkq_…", "source": "orders", "facts": {"order_date": "2026-03-01"},
          "scope": {"region": "EU"}}          values as policies write them: "15 EUR", true, 3
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from channels import signature
from channels.http import Answer, Door, NoAnswer
from channels.place import guarded
from desk.facts import Fact, FactSource, FactValue
from desk.ids import mint
from desk.looking_up import FactAnswer, FactQuestion, NoFacts
from policies.faults import NotUnderstood
from policies.values import parse_value, show_value

_MOST_BYTES = 64 * 1024
_MOST_FACTS = 100
_LONGEST = 500  # characters of a value
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


class SignedLookUp:
    """Asks one address (`desk.looking_up.FactSystem`)."""

    def __init__(
        self,
        url: str,
        secrets: tuple[str, ...],
        *,
        now: Callable[[], datetime],
        deadline: timedelta = timedelta(seconds=5),
    ) -> None:
        """`url` is https, or http on this machine; the first secret signs, any may have signed the
        answer. Raises ValueError for another address or without a secret.
        """
        if not any(secrets):
            raise ValueError("Looking facts up needs a signing secret.")
        self._url = guarded(url)
        self._secrets = tuple(filter(None, secrets))
        self._now = now
        self._door = Door(deadline)

    def __repr__(self) -> str:
        """Names the address, never the secret."""
        return f"SignedLookUp({self._url!r})"

    def ask(self, question: FactQuestion) -> FactAnswer:
        """What the other system knows of the case. Raises NoFacts."""
        number = mint("lkq")
        body = _body(number, question)
        headers = {
            "Content-Type": "application/json",
            signature.HEADER: signature.sign(self._secrets[0], body, self._now()),
        }
        try:
            answer = self._door.ask("POST", self._url, headers, body)
        except NoAnswer as silence:
            raise NoFacts("The company's system did not answer in time.") from silence
        return self._read(answer, number)

    def ping(self) -> str:
        """Connects, without asking for anything. Raises NoAnswer."""
        return self._door.knock(self._url)

    def _read(self, answer: Answer, number: str) -> FactAnswer:
        if not answer.good:
            raise NoFacts(f"The company's system answered with {answer.status}.")
        if len(answer.body) > _MOST_BYTES:
            raise NoFacts("The answer of the company's system is too long.")
        header = answer.headers.get(signature.HEADER.lower(), "")
        try:
            signature.verify(self._secrets, header, answer.body, self._now())
            data = json.loads(answer.body, parse_float=Decimal)
        except signature.NotSigned as unsigned:
            raise NoFacts(f"The answer is not signed as agreed. {unsigned}") from unsigned
        except (ValueError, RecursionError) as broken:
            raise NoFacts("The answer of the company's system is not JSON.") from broken
        if not isinstance(data, dict) or data.get("request") != number:
            raise NoFacts("The answer belongs to another request.")
        return _answer(data)


def _body(number: str, question: FactQuestion) -> bytes:
    body = {
        "request": number,
        "conversation": question.conversation,
        "channel": question.channel,
        "account": question.account,
        "thread": question.thread,
        "customer": {"name": question.customer_name, "handle": question.customer_handle},
        "orders": list(question.orders),
        "known": {name: show_value(fact.value) for name, fact in question.known.items()},
    }
    return json.dumps(body, ensure_ascii=False).encode()


def _answer(data: dict[str, Any]) -> FactAnswer:
    facts, scope = data.get("facts", {}), data.get("scope", {})
    source = data.get("source", "the company's system")
    fits = isinstance(facts, dict) and isinstance(scope, dict) and isinstance(source, str)
    if not fits or len(facts) + len(scope) > _MOST_FACTS:
        raise NoFacts("The answer of the company's system has another shape.")
    values = {_named(name): _value(name, value) for name, value in facts.items()}
    read = tuple(Fact(name, value, FactSource.LOOKUP) for name, value in values.items())
    return FactAnswer(read, _scope(scope), " ".join(source.split())[:60])


def _named(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise NoFacts("A fact of the answer has a name that is none of ours.")
    return name


def _value(name: str, value: object) -> FactValue:
    """A value as policies write it; of anything else nothing is taken."""
    match value:
        case bool():
            return value
        case int() | Decimal():
            return Decimal(value)
        case str() if 0 < len(value.strip()) <= _LONGEST:
            try:
                return parse_value(value)
            except NotUnderstood as unread:
                raise NoFacts(f"The answer's value of {name} cannot be read.") from unread
        case _:
            raise NoFacts(f"The answer's value of {name} cannot be read.")


def _scope(scope: Mapping[str, object]) -> dict[str, str]:
    read = {_named(name): value for name, value in scope.items() if isinstance(value, str)}
    if len(read) != len(scope) or any(len(value) > _LONGEST for value in read.values()):
        raise NoFacts("The answer's scope cannot be read.")
    return {name: value.strip() for name, value in read.items() if value.strip()}
