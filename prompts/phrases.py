"""The phrases of a reply that no model writes: several wordings of each, one file a language.

A file holds sections, `[greeting.named]`, and below each its wordings, one a line, with slots such
as `{{ name }}`. Lines that begin with `#` are remarks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Template

from prompts.templates import (
    SECTION,
    TemplateRefused,
    compiled,
    digest,
    environment,
    slots,
    source,
)

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
_FAMILIAR = ("de", "fr")  # languages with a second form of address, in a file of its own


@dataclass(frozen=True)
class Phrases:
    """The wordings of one language by key."""

    language: str
    wordings: dict[str, tuple[Template, ...]]

    def has(self, key: str) -> bool:
        """Whether there is a wording for this key."""
        return key in self.wordings

    def say(
        self, key: str, seed: str, avoid: Callable[[str], bool] = lambda _: False, **slot: str
    ) -> str:
        """One wording, the same for the same seed; one that `avoid` refuses only if all are."""
        options = self.wordings[key]
        first = int.from_bytes(hashlib.sha256(f"{seed}\0{key}".encode()).digest()[:4], "big")
        said = [options[(first + step) % len(options)].render(slot) for step in range(len(options))]
        return next((text for text in said if not avoid(text)), said[0])


@dataclass(frozen=True)
class PhraseBook:
    """The phrases of every language, and the digest of all of them."""

    by_language: dict[str, Phrases]
    digest: str
    by_first_name: dict[str, Phrases] = field(default_factory=dict)

    def of(self, language: str, *, familiar: bool = False) -> Phrases:
        """The phrases of a language, or the English ones where there are none.

        `familiar` asks for the familiar form of address ("du"), where the language has one.
        """
        if familiar and language in self.by_first_name:
            return self.by_first_name[language]
        return self.by_language.get(language, self.by_language["en"])

    def speaks(self, language: str) -> bool:
        """Whether there are phrases in this language."""
        return language in self.by_language


def load_phrases(overrides: Path | None = None) -> PhraseBook:
    """All phrase files; a customer's file takes the place of ours, and must keep its sections."""
    languages: dict[str, Phrases] = {}
    sources: dict[str, str] = {}
    familiar: dict[str, Phrases] = {}
    for language in LANGUAGES:
        name = f"phrases.{language}.jinja"
        text, place = source(name, overrides)
        ours, _ = source(name, None)
        sources[name] = text
        languages[language] = Phrases(language, _wordings(text, place, ours))
    for language in _FAMILIAR:
        name = f"phrases.{language}.familiar.jinja"
        text, place = source(name, overrides)
        polite, _ = source(f"phrases.{language}.jinja", None)
        sources[name] = text
        wordings = languages[language].wordings | _wordings(text, place, polite, whole=False)
        familiar[language] = Phrases(language, wordings)
    return PhraseBook(languages, digest(sources), familiar)


def _wordings(
    text: str, place: str, ours: str, *, whole: bool = True
) -> dict[str, tuple[Template, ...]]:
    """The wordings of a file, which may hold the sections of `ours` and, if `whole`, must."""
    env = environment()
    # Mostly `text` is `ours`, and to parse takes long.
    named = cache(lambda line, number: slots(env, line, place, number))
    given: dict[str, frozenset[str]] = {}
    for key, line, number in _lines(ours, place):
        given[key] = given.get(key, frozenset()) | named(line, number)
    found: dict[str, tuple[Template, ...]] = {}
    last = 1
    for key, line, number in _lines(text, place):
        if key not in given:
            raise TemplateRefused(f"{place}:{number}: there is no phrase [{key}]")
        # A wording may leave a slot out, but may not name one that nobody fills.
        used = named(line, number) & given[key]
        found[key] = (*found.get(key, ()), compiled(env, line, place, required=used, line=number))
        last = number
    if whole and (missing := sorted(given.keys() - found.keys())):
        raise TemplateRefused(f"{place}:{last}: ends without the phrase [{missing[0]}]")
    return found


def _lines(text: str, place: str) -> Iterable[tuple[str, str, int]]:
    key = ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if section := SECTION.fullmatch(line):
            key = section.group(1)
            continue
        if not key:
            raise TemplateRefused(f"{place}:{number}: a phrase stands before the first [section]")
        yield key, line, number
