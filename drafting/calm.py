"""A plain tone, while something goes wrong for many: no cheer, no signs, nothing to buy."""

from __future__ import annotations

import re
from dataclasses import replace

from desk.draft import Sentence
from drafting.request import DraftRequest

WORD_TO_WRITER = (
    "something is going wrong for many customers: write plainly and calmly, with no exclamation "
    "mark, no emoji, no praise of ourselves and nothing about buying"
)
_SIGNS = re.compile(r"\s*[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u2764]\uFE0F?")
_CHEER = re.compile(r"[!¡]+")


def calmed(sentences: tuple[Sentence, ...], request: DraftRequest) -> tuple[Sentence, ...]:
    """The sentences as they are said while a plain tone is asked for; else as they are.

    Words of clauses stay as the clause has them, but for signs.
    """
    if not request.plain:
        return sentences
    return tuple(replace(sentence, text=_calm(sentence)) for sentence in sentences)


def _calm(sentence: Sentence) -> str:
    text = _SIGNS.sub("", sentence.text)
    if sentence.citations:
        return text
    return re.sub(r"\.(?:\s*\.)+", ".", _CHEER.sub(".", text.replace("¡", "")))
