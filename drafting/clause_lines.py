"""The lines of a clause without their marks, each with the heading that it stands under.

Headings, tables, code and numbered steps are no lines. The items of a list that a line with a colon
leads into are none either, since an item alone may say the opposite of what the list says; but a
list of conditions becomes one sentence, and below a mere label ("Payment:") each item stands alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST_RULE = 1_000  # characters; what is longer holds several rules
_MOST_BULLETS = 4
_MOST_JOINED = 5  # items that one sentence may list
_MOST_LABEL = 4  # words of a line with a colon that is a heading and not half a sentence
_LONGEST_ITEM = 90  # characters of an item within a sentence
BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)]|[a-z][.)])\s+")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s+")
_HEADING = re.compile(r"^\s*\\?#+\s+(.*)$")
_NOT_TEXT = ("#", "\\#", "|", ">", "---", "```")
LINK = re.compile(r"\[([^\]]+)\]\((?:[^)]+)\)")
_MARKS = re.compile(r"(\*\*|__|\*|(?<!\w)_|_(?!\w))")
# What a list of conditions follows: "it may be returned if all of these are true:".
_CONDITIONS = re.compile(
    r"^(?P<rule>.{12,}? (?:only )?(?:if|when|where)) (?P<how>any|one|all|both|either)(?: one)?"
    r"(?: of)?(?: the following| these)?(?: conditions?| things?| points?)?"
    r"(?: (?:is|are) (?:true|met|so|the case)| applies| apply)?:$",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"\b(?:if|when|where|unless|except|not|never|no|only|but|without|example|instead|"
    r"otherwise)\b|\d",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """One paragraph or item; `heading` says what it is about and is empty where nothing does."""

    text: str
    heading: str = ""


def lines_of(text: str) -> list[Line]:
    """The paragraphs and items of a clause that stand for themselves, in order."""
    reading = _Reading(document=is_document(text))
    for raw in [*text.splitlines(), "", "# "]:
        reading.take(raw)
    return reading.found


def is_document(text: str) -> bool:
    """Whether a clause is not one rule but a page: long, under headings of its own, or a list."""
    lines = text.splitlines()
    bullets = sum(bool(BULLET.match(line)) for line in lines)
    headings = any(line.lstrip().startswith(("#", "\\#")) for line in lines)
    return headings or bullets > _MOST_BULLETS or len(text) > _LONGEST_RULE


class _Reading:
    """Reads a clause line by line: what leads into a list, its items, and what stands alone."""

    def __init__(self, *, document: bool) -> None:
        self.found: list[Line] = []
        self._document = document
        self._paragraph: list[str] = []
        self._items: list[str] = []
        self._heading = self._lead = ""
        self._code = False

    def take(self, raw: str) -> None:
        """Read the next line."""
        line = raw.strip()
        if line.startswith("```"):
            self._code = not self._code
        bullet = bool(BULLET.match(raw)) and not self._code
        ends = bullet or not line or line.startswith(_NOT_TEXT)
        if ends:
            self._end_paragraph()
        if not bullet:
            self._end_list(ended=bool(line))
        if bullet:
            self._item(raw)
        elif named := _HEADING.match(raw):
            self._heading = _plain(named[1])
        elif not ends and not self._code:
            self._paragraph.append(line)

    def _end_paragraph(self) -> None:
        if self._paragraph:
            text = _plain(" ".join(self._paragraph))
            self._paragraph = []
            self._lead, self._heading = _led(text, self._heading)
            if not text.endswith(":"):
                self.found.append(Line(text, self._heading))

    def _end_list(self, *, ended: bool) -> None:
        """An empty line may stand between the lead and its list, so only words end a lead."""
        if self._lead and self._items:
            self.found += _joined(self._lead, self._items, self._heading)
            self._items = []
        if ended:
            self._items, self._lead = [], ""

    def _item(self, raw: str) -> None:
        item = _plain(BULLET.sub("", raw))
        self._items.append(item)
        alone = not (self._lead or raw[:1].isspace() or _NUMBERED.match(raw) or item.endswith(":"))
        if alone and (self._heading or not self._document):
            self.found.append(Line(item, self._heading))


def _led(text: str, heading: str) -> tuple[str, str]:
    """What leads into a list, if these words do, and the heading that then holds."""
    if not text.endswith(":"):
        return "", heading
    words = text.rstrip(": ").split()
    if len(words) <= _MOST_LABEL and not _DECIDES.search(text):
        return "", " ".join(words)
    return text, heading


def _joined(lead: str, items: list[str], heading: str) -> list[Line]:
    """A rule with its listed conditions as one sentence; nothing where that is not plain."""
    found = _CONDITIONS.match(lead)
    short = all(len(item) <= _LONGEST_ITEM and ":" not in item for item in items)
    if found is None or not short or not 1 < len(items) <= _MOST_JOINED:
        return []
    parts = [_small(item.rstrip(".;, ")) for item in items]
    word = "or" if found["how"].casefold() in {"any", "one", "either"} else "and"
    listed = f"{', '.join(parts[:-1])} {word} {parts[-1]}"
    return [Line(f"{found['rule']} {listed}.", heading)]


def _small(item: str) -> str:
    first, _, rest = item.partition(" ")
    kept = first if first.isupper() and len(first) > 1 else first.lower()
    return f"{kept} {rest}".strip()


def _plain(text: str) -> str:
    return _MARKS.sub("", LINK.sub(r"\1", text)).strip()
