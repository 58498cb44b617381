"""Words that a person reads as one thing and a program as another.

A letter of another script, a letter from the mathematical alphabets, letters set apart, or a mark
inside of a word that names a remedy: a promise in them would pass every reader of words unseen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from desk.draft import Finding
from desk.found import finding

_WORD = re.compile(r"[^\W\d_]+")
_ASCII = re.compile(r"[a-zA-Z]")
_OTHER = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "DESERET"})
_STYLED = re.compile(
    "[\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\u2102-\u2134\U0001d400-\U0001d7cb"
    "\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]+"
)
_NAMED_SIGNS = frozenset("℃℉№℗℠™Ω℮℅℆")
_MARKED = re.compile("[^\\W\\d_](?:[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+)")
_APART = re.compile(r"(?<![\w.])(?:[^\W\d_](?:[ .·_*|/-]{1,2})){4,}[^\W\d_](?!\w)")
_JOINED = re.compile(r"[^\W\d_]+(?:[-_*/.·~|‐‑–\\+]{1,4}[^\W\d_]+)+")
_REMEDY = re.compile(
    r"refund|reimburs|compens|voucher|discount|replac|goodwill|gutschein|erstatt|rabatt|ersatz|"
    r"rembours|reembols|descuento|desconto|rimbors|sconto|terugbeta|korting|vergoed"
)
_MEND = "Write it in plain letters."


def lookalikes(text: str) -> Iterator[Finding]:
    """One finding for each word that is not what it looks like."""
    if text.isascii():
        yield from _broken(text)
        return
    for match in _WORD.finditer(text):
        if _ASCII.search(match[0]) and not match[0].isascii() and _mixed(match[0]):
            yield _of(match, "letters of two scripts stand in one word")
    for match in _STYLED.finditer(text):
        if match[0] not in _NAMED_SIGNS:
            yield _of(match, "these only look like plain letters")
    for match in _MARKED.finditer(unicodedata.normalize("NFC", text)):
        span = (0, 0)  # where it stands in the text as it is may differ
        why = "a mark that makes no letter of any language stands on one"
        yield finding("hidden_character", why, match[0], span, _MEND)
    yield from _broken(text)


def _broken(text: str) -> Iterator[Finding]:
    for match in _APART.finditer(text):
        yield _of(match, "the letters of a word are set apart")
    for match in _JOINED.finditer(text):
        pieces = re.findall(r"[^\W\d_]+", match[0].casefold())
        whole = "".join(pieces)
        if _REMEDY.match(whole) and not any(_REMEDY.search(piece) for piece in pieces):
            yield _of(match, "a mark stands inside of a word")


def _of(match: re.Match[str], why: str) -> Finding:
    return finding("hidden_character", why, match[0], match.span(), _MEND)


def _mixed(word: str) -> bool:
    return any(unicodedata.name(char, "").split(" ")[0] in _OTHER for char in word)
