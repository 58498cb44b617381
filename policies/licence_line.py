"""One line of a `licenses:` list, as a policy owner writes it.

    refund of the shipping fee, up to 15 EUR, when: delay > 5 working days
    eligibility to return the item, within 30 days, when: not opened
    never: refund of opened hygiene products

First the kind of commitment, then "of", "to", "for", "on" or ":" and what it is about, then parts
after commas (`up to`, `exactly`, `within`, `for`), last `when:` with its conditions. Whatever does
not fit is refused: a limit that is not understood must never become a licence without a limit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policies.clause import Licence
from policies.condition_line import parse_conditions
from policies.faults import NotUnderstood, did_you_mean, quoted
from policies.terms import Condition, Kind, Money, Percent, Period
from policies.values import parse_amount, parse_period, parse_value

__all__ = ["NotUnderstood", "parse_licence", "parse_value"]

_EXAMPLE = 'Write for example "refund of the shipping fee, up to 15 EUR, when: delay > 5 days".'
_KINDS = {kind.value: kind for kind in Kind}
_KIND = re.compile(r"[^\W\d_]+")
_CONNECTOR = re.compile(r"\s*:\s*|\s+(?:of|to|for|on)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an|a|your)\s+", re.IGNORECASE)
_NEVER = re.compile(r"never\s*:\s*", re.IGNORECASE)
_WHEN = re.compile(r"(?:\s*,)?\s*(?<!\S)when\s*:|,when\s*:", re.IGNORECASE)
_PART = re.compile(r"(up to|exactly|within|for)\s+(\S.*)", re.IGNORECASE)
_PARTS = 'Parts after a comma begin with "up to", "exactly", "within", "for" or "when:".'
# An object that holds one of these is a limit or a condition that lost its comma.
_LIMIT = re.compile(
    r"(?<!\w)(?:up to|exactly|within|until|at most|at least|more than|less than|maximum|"
    r"when|if|unless|provided that|as long as|only)(?!\w)"
    r"|[€£$%]|\d+(?:\.\d+)?\s*(?:%|percent\b|(?-i:[A-Z]{3})\b|(?:working |business |calendar )?"
    r"(?:minute|hour|day|week|month|year|euro)s?\b)|\d{4}-\d{2}-\d{2}",
    re.IGNORECASE,
)
_LONGEST = 600


@dataclass
class _Parts:
    """What the parts after the object said so far."""

    amount: Money | Percent | None = None
    exact: bool = False
    period: Period | None = None

    def take(self, part: str) -> None:
        """Reads one part; raises `NotUnderstood` where it does not fit or was said before."""
        found = _PART.fullmatch(part)
        if found is None:
            raise NotUnderstood(
                f"{quoted(part) if part else 'An empty part'} is not a part.", _hint(part)
            )
        word, value = found.group(1).casefold(), found.group(2)
        if word in {"up to", "exactly"}:
            if self.amount is not None:
                raise NotUnderstood(
                    f"{quoted(part)} is a second amount.", "Write one line for each amount."
                )
            self.amount, self.exact = parse_amount(value), word == "exactly"
        else:
            if self.period is not None:
                raise NotUnderstood(
                    f"{quoted(part)} is a second period.", "Write one line for each period."
                )
            self.period = parse_period(value)


def parse_licence(line: str) -> Licence:
    """The licence that a line states, with or without its leading "- ".

    Raises `NotUnderstood`, which names the word that does not fit and gives an example.
    """
    words = " ".join(line.split()).removeprefix("- ").strip()
    if not words:
        raise NotUnderstood("The line is empty.", _EXAMPLE)
    if len(words) > _LONGEST:
        raise NotUnderstood(f"The line is longer than {_LONGEST} characters.", _EXAMPLE)
    if words.casefold() == "nothing":
        raise NotUnderstood('"nothing" stands alone.', "Remove the other lines, or remove it.")
    body, conditions = _split_when(words)
    never = _NEVER.match(body)
    kind, rest = _kind(body[never.end() :] if never else body)
    about, *parts = _split_parts(rest)
    stated = _Parts()
    for part in parts:
        stated.take(part)
    return Licence(
        kind=kind,
        object=_object(about, kind),
        amount=stated.amount,
        exact=stated.exact,
        period=stated.period,
        conditions=conditions,
        permits=never is None,
        words=words,
    )


def _split_when(words: str) -> tuple[str, tuple[Condition, ...]]:
    found = _WHEN.search(words)
    if found is None:
        return words, ()
    return words[: found.start()], parse_conditions(words[found.end() :])


def _kind(text: str) -> tuple[Kind, str]:
    found = _KIND.match(text)
    word = found.group() if found else text.split(" ", 1)[0]
    kind = _KINDS.get(word.casefold())
    if kind is None:
        raise NotUnderstood(
            f"{quoted(word)} is not a kind of commitment, which must be the first word.",
            f"{did_you_mean(word, _KINDS)} {_EXAMPLE}",
        )
    return kind, text[len(word) :]


def _split_parts(rest: str) -> list[str]:
    # A comma between digits is a thousands separator, which the value itself refuses clearly.
    return [part.strip() for part in re.split(r",(?!\d)", rest)] if rest else [""]


def _object(text: str, kind: Kind) -> str:
    if not text:
        return ""
    connector = _CONNECTOR.match(text if text.startswith(":") else f" {text}")
    if connector is None:
        raise NotUnderstood(
            f'Expected "of", "to", "for", "on" or ":" after {quoted(kind.value)}, '
            f"found {quoted(text)}.",
            f"{_PARTS} {_EXAMPLE}",
        )
    about = (text if text.startswith(":") else f" {text}")[connector.end() :]
    about = _ARTICLE.sub("", about, count=1) if _ARTICLE.match(about) else about
    if not about:
        raise NotUnderstood(f"What the {kind.value} is about is missing.", _EXAMPLE)
    limit = _LIMIT.search(about)
    if limit is not None:
        raise NotUnderstood(
            f"{quoted(limit.group())} stands inside {quoted(about)}, where it would limit nothing.",
            f'Put limits after a comma and conditions after "when:". {_PARTS} {_EXAMPLE}',
        )
    return about


def _hint(part: str) -> str:
    instead = re.match(
        r"(?:at most|maximum|max\.?|not more than|under|below)\b", part, re.IGNORECASE
    )
    if instead is not None:
        return f'Write "up to" instead of {quoted(instead.group())}. {_EXAMPLE}'
    if re.match(r"(?:if|unless|only|provided|as long as)\b", part, re.IGNORECASE):
        return f'Write conditions after "when:", separated by ";". {_EXAMPLE}'
    return f'{_PARTS} Join several things with "and". {_EXAMPLE}'
