"""Characters that cannot be seen or that turn the text, and slots left open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from desk.draft import Finding
from desk.findings import FINDINGS

# Zero width, direction marks and overrides, soft hyphen, invisible operators, tags, variation
# selectors beyond the one that emoji need, surrogates, private use, controls besides line ends.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]"
    "|(?<![\U0001f000-\U0001faff\u2600-\u27bf\ufe0f])\u200d|\u200d(?![\U0001f000-\U0001faff\u2600-\u27bf])"
)
_SLOT = re.compile(
    r"\{\{[^\n]{0,200}?\}\}|\{%[^\n]{0,200}?%\}|\$\{[^\n}]{0,80}\}|\{[a-z_][\w .]{0,40}\}|%\(\w{1,40}\)s|"
    r"\[(?:[A-Z][A-Z _/-]{1,60}|(?:your|customer|insert|name|order|company|agent|amount|date|link|enter|add|first|last|phone|email|e-mail|policy|product|signature)\b[^\]\n]{0,60})\]|"
    r"<(?:insert|your|customer|name|order|amount|date|company|agent|link|placeholder|first|last)\b[^>\n]{0,60}>|"
    r"\bX{3,}\b|\b(?:TODO|TBD|FIXME|TBC)\b|\blorem ipsum\b|\b[Ii]nsert (?:name|date|amount|link) here\b|_{4,}|"
    r"<\|[^\n|]{0,60}\|>|\[/?INST\]|</?(?:s|think|system|assistant|user)>"
)


def hidden_characters(text: str) -> Iterator[Finding]:
    """One finding for each run of characters that a reader cannot see."""
    last_end = -1
    for match in _HIDDEN.finditer(text):
        if match.start() == last_end:  # one finding for a run
            last_end = match.end()
            continue
        last_end = match.end()
        named = unicodedata.name(match[0][0], f"U+{ord(match[0][0]):04X}").lower()
        yield _finding(
            "hidden_character",
            f"there is a character that cannot be seen: {named}",
            match,
            words=f"U+{ord(match[0][0]):04X}",
            mend="Delete it.",
        )


def open_slots(text: str) -> Iterator[Finding]:
    """Places that should have been filled in."""
    for match in _SLOT.finditer(text):
        yield _finding(
            "placeholder", f"{match[0]} was never filled in", match, mend="Fill it in or delete it."
        )


def _finding(
    code: str, why: str, match: re.Match[str], *, words: str = "", mend: str = ""
) -> Finding:
    return Finding(
        code, FINDINGS[code][0], why, words or match[0], match.start(), match.end(), mend
    )
