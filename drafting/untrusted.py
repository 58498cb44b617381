"""Customer text, names and links are untrusted: fenced, made visible, and searched for orders."""

from __future__ import annotations

import re
import unicodedata

from desk.draft import Finding, Severity
from desk.orders import forged_role, order_in

_LONGEST = 12_000  # characters of one message that a model or a composer is shown
_NOT_SHOWN = {"Cf", "Cc", "Co", "Cs", "Cn"}
_KEPT = frozenset("\n\t\u200d\ufe0f")  # line ends, tabs, and what joins emoji


def visible(text: str) -> str:
    """The text with every character that cannot be seen, or that turns the text, spelt out."""
    shown = [
        char if char in _KEPT or unicodedata.category(char) not in _NOT_SHOWN else _spelt(char)
        for char in text.replace("\r\n", "\n").replace("\r", "\n")
    ]
    return "".join(shown)[:_LONGEST]


def fenced(text: str) -> str:
    """The text as it may stand between the fence marks of a prompt: it cannot end its fence."""
    return re.sub(r"<{2,}|>{2,}", lambda found: found.group()[0] + " ", visible(text))


def orders_in(text: str) -> tuple[Finding, ...]:
    """A finding for the reviewer where a customer's text gives instructions to a model."""
    found = order_in(visible(text)) or order_in(text)
    if not found and not hides_words(text):
        return ()
    words = found or "characters that cannot be seen"
    return (
        Finding(
            code="instruction_in_message",
            severity=Severity.LOOK,
            why="The message holds what reads like orders to a model; they were not followed.",
            words=words[:120],
            mend="Check that the reply answers the customer's matter and nothing else.",
        ),
    )


def hides_words(text: str) -> bool:
    """Whether a text holds characters that say something to a program and nothing to an eye."""
    return any(unicodedata.category(c) in {"Cf", "Co"} and c not in _KEPT for c in text)


def without_orders(text: str) -> str:
    """The sentences of a text that give no orders to a model: what a composer may speak of."""
    lines = []
    for line in visible(text).split("\n"):
        if forged_role(line):
            break  # what follows a forged role belongs to it
        pieces = re.split(r"(?<=[.!?…])\s+", line)
        lines.append(" ".join(piece for piece in pieces if not order_in(piece)))
    return "\n".join(line for line in lines if line.strip())


def _spelt(char: str) -> str:
    return f"[U+{ord(char):04X}]"
