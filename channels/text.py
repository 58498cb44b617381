"""How channels treat plain text: what they make of it, and how they count its length."""

from __future__ import annotations

import unicodedata

import regex

from desk.limits import Counted, Limits

_BREAK = regex.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_UNSENDABLE = regex.compile(r"[\p{Cc}\p{Cs}--\n\t]", regex.VERSION1)
_LINK = regex.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?')\]]", regex.IGNORECASE)
# X makes a link of a bare address too; a chance match ("late.Then") only counts too much.
_BARE_LINK = regex.compile(r"(?<![\w@./-])(?:[\w-]+\.)+\p{L}{2,}(?:/[^\s<>\"]*)?")
_EMOJI = regex.compile(r"\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\u20E3")
# Code points that X counts as 1: its published configuration, version 3.
_LIGHT = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))


def normalise(text: str) -> str:
    r"""The text as plain-text channels carry it; doing it twice changes nothing more.

    Line ends become `\n`, control characters and lone surrogates go, spaces at the ends of
    lines and empty lines at both ends go, and letters are composed (Unicode NFC). Characters of
    direction stay: the check reports them, a person decides.
    """
    text = _UNSENDABLE.sub("", _BREAK.sub("\n", text))
    text = unicodedata.normalize("NFC", text)
    lines = [line.rstrip() for line in text.split("\n")]
    return "\n".join(lines).strip("\n")


def count(text: str, limits: Limits) -> int:
    """The length of `text` in the unit of `limits`, a link costing `link_cost` where it is set."""
    if limits.link_cost is None:
        return _length(text, limits.counted)
    links = len(_LINK.findall(text))
    rest = _LINK.sub("", text)
    total = links * limits.link_cost
    if limits.counted is Counted.WEIGHTED:
        bare = [found.group() for found in _BARE_LINK.finditer(rest)]
        rest = _BARE_LINK.sub("", rest)
        total += sum(max(_weight(link), limits.link_cost) for link in bare)
    return total + _length(rest, limits.counted)


def _length(text: str, counted: Counted) -> int:
    if counted is Counted.GRAPHEMES:
        return sum(1 for _ in regex.finditer(r"\X", text))
    if counted is Counted.UTF16:
        return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)  # noqa: PLR2004 the last code point of one unit
    if counted is Counted.UTF8:
        return len(text.encode("utf-8", "surrogatepass"))
    if counted is Counted.WEIGHTED:
        return _weight(text)
    return len(text)


def _weight(text: str) -> int:
    total = 0
    for cluster in regex.finditer(r"\X", text):
        if _EMOJI.search(cluster.group()):
            total += 2
        else:
            total += sum(1 if _light(ord(character)) else 2 for character in cluster.group())
    return total


def _light(point: int) -> bool:
    return any(first <= point <= last for first, last in _LIGHT)
