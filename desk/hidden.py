"""Characters that cannot be seen or that turn the text, and slots left open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from desk.draft import Finding
from desk.found import finding

# Zero width, direction marks and overrides, soft hyphen, invisible operators, tags, variation
# selectors beyond the one that emoji need, surrogates, private use, controls besides line ends.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]"
    "|(?<![\U0001f000-\U0001faff\u2600-\u27bf\ufe0f])\u200d"
    "|\u200d(?![\U0001f000-\U0001faff\u2600-\u27bf])"
)
_SLOT = re.compile(
    r"\{\{[^\n]{0,200}?\}\}|\{%[^\n]{0,200}?%\}|\$\{[^\n}]{0,80}\}|\{[a-z_][\w .]{0,40}\}"
    r"|%\(\w{1,40}\)s|"
    r"\[(?:[A-Z][A-Z _/-]{1,60}|(?i:your|customer|insert|name|order|company|agent|amount|date"
    r"|link|enter|add|first|last|phone|email|e-mail|policy|product"
    r"|signature)\b[^\]\n]{0,60})\]|"
    r"<(?i:insert|your|customer|name|order|amount|date|company|agent|link|placeholder|first"
    r"|last)\b[^>\n]{0,60}>|"
    r"\bX{3,}\b|\b(?:TODO|TBD|FIXME|TBC)\b|\b(?i:lorem ipsum)\b|\b[Ii]nsert (?:name|date|amount"
    r"|link) here\b|_{4,}|"
    r"<\|[^\n|]{0,60}\|>|\[/?INST\]|</?(?:s|think|system|assistant|user)>"
)


def hidden_characters(text: str) -> Iterator[Finding]:
    """One finding for each run of characters that a reader cannot see."""
    end = -1
    for match in _HIDDEN.finditer(text):
        begins, end = match.start() != end, match.end()
        if begins:
            point = f"U+{ord(match[0]):04X}"
            named = unicodedata.name(match[0], "").lower() or "a control or unassigned character"
            why = f"there is a character that cannot be seen: {named}"
            yield finding("hidden_character", why, point, match.span(), "Delete it.")


def open_slots(text: str) -> Iterator[Finding]:
    """Places that should have been filled in."""
    for match in _SLOT.finditer(text):
        why, mend = f"{match[0]} was never filled in", "Fill it in or delete it."
        yield finding("placeholder", why, match[0], match.span(), mend)
