"""Text as it really is: characters that cannot be seen are shown, and links say where they lead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from desk.hidden import hidden_characters

_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?')\]]", re.IGNORECASE)

_MARK = Markup(
    '<span class="hidden-char" title="{0}: {1}"><span class="sr">hidden character </span>{0}</span>'
)


@dataclass(frozen=True)
class Link:
    """An address in a text, and the host that it really leads to."""

    words: str
    host: str


def links(text: str) -> tuple[Link, ...]:
    """Every address that a text holds; a host beyond ASCII as it is asked for."""
    return tuple(Link(words, _host(words)) for words in dict.fromkeys(_LINK.findall(text)))


def marks(text: str) -> Markup:
    """The text, escaped, with each character that cannot be seen as a mark with its name."""
    return spelled(text, hidden_at(text), 0, len(text))


def spelled(text: str, hidden: frozenset[int], start: int, end: int) -> Markup:
    """The same for a part of a text whose hidden places are known from the whole of it."""
    found, at = Markup(), start
    for place in sorted(place for place in hidden if start <= place < end):
        found += escape(text[at:place]) + mark(text[place])
        at = place + 1
    return found + escape(text[at:end])


def hidden_at(text: str) -> frozenset[int]:
    """The places of the characters that cannot be seen."""
    spans = ((found.start, found.end) for found in hidden_characters(text))
    return frozenset(place for start, end in _runs(text, spans) for place in range(start, end))


def mark(character: str) -> Markup:
    """One character that cannot be seen, as a mark."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "a control character").lower()
    return _MARK.format(code, name)


def _runs(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """A finding names the first character of a run; the characters after it are hidden as well."""
    for start, end in spans:
        stop = end
        while stop < len(text) and _alone_hidden(text[stop]):
            stop += 1
        yield start, stop


def _alone_hidden(character: str) -> bool:
    return next(hidden_characters(character), None) is not None


def _host(words: str) -> str:
    try:
        host = urlsplit(words).hostname or ""
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return "an address that cannot be read"
