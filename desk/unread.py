"""Sentences in a language that nobody here reads: what they promise, only a person can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.draft import Finding
from desk.found import finding
from desk.mentioned import NOT_FIGURES
from desk.reading.language import is_known
from desk.reading.spans import sentences

_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff"
    "\u1000-\u10ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}"
)
_ENOUGH = 6  # words from which on a sentence tells its language
_FEW = 0.15  # share of its words that another language has by chance
_SHOWN = 80


def unread(text: str) -> Iterator[Finding]:
    """One finding for each sentence whose language the readers do not know."""
    for start, end in sentences(text):
        sentence = text[start:end]
        words = _WORD.findall(_plain(sentence))
        enough = sum(map(str.islower, words)) >= _ENOUGH  # names tell nothing
        strange = enough and sum(map(is_known, words)) < _FEW * len(words)
        if strange or _OTHER_SCRIPT.search(sentence):
            why = "nobody has read this for promises: its language is not one of the seven"
            mend = "Have somebody read it who knows the language."
            yield finding("language_unread", why, sentence[:_SHOWN], (start, end), mend)


def _plain(sentence: str) -> str:
    """The sentence without links, addresses and codes, which are of no language."""
    for sort in NOT_FIGURES:
        sentence = sort.sub(" ", sentence)
    return sentence
