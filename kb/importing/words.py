"""Text of others made plain: nothing hidden in it, and nothing that our format reads as more."""

from __future__ import annotations

import re
import unicodedata

from policies.licence_list import nearly_opens_list, opens_list

LONGEST_TITLE = 240
_PATH_MARK = " › "
_MOST_PATH = 4
_KEPT = frozenset("\n\t\u200d\ufe0f")  # line ends, tabs, and what joins emoji
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_HEADING = re.compile(r"( {0,3})(#{1,20})(?=[ \t]|$)")
_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,})")
_LINE = re.compile(r" {0,3}(?:={3,}|-{3,}|\*{3,}|_{3,})[ \t]*")
_BLANKS = re.compile(r"\n{3,}")


def unhidden(text: str) -> str:
    """The text without characters that cannot be seen or that turn the direction of reading."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n")
    text = re.sub("[\x0b\x85\u2028\u2029]", "\n", text)
    shown = "".join(char for char in text if char in _KEPT or unicodedata.category(char)[0] != "C")
    return unicodedata.normalize("NFC", shown)


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, else as Windows writes Western text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def plain_title(words: str) -> str:
    """A heading's words on one line, without marks that our headings read."""
    shown = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", unhidden(words[:4000]))
    shown = re.sub(r"\*\*|__|`", "", shown).replace("{", "(").replace("}", ")")
    shown = shown.replace("<!--", "").replace("-->", "")
    shown = _SPACES.sub(" ", " ".join(shown.split())).strip("# ").strip()
    return shown if len(shown) <= LONGEST_TITLE else shown[: LONGEST_TITLE - 1].rstrip() + "…"


def joined(titles: list[str]) -> str:
    """A title under those of its parents; a long path keeps its ends, as the reader has it."""
    titles = [title for title in titles if title]
    if len(titles) > _MOST_PATH:
        titles = [titles[0], "…", *titles[2 - _MOST_PATH :]]
    path = _PATH_MARK.join(titles)
    return path if len(path) <= LONGEST_TITLE else titles[-1]


def prose(text: str) -> str:
    """Words that were not written in our format, so that it reads them as words and as no more."""
    lines = [_line(line.rstrip()) for line in unhidden(text).replace("<!--", "&lt;!--").split("\n")]
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip("\n")


def tidy(text: str) -> str:
    """Markdown with no more than one empty line at a time and none around it."""
    lines = (line.rstrip() for line in text.split("\n"))
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip("\n")


def not_a_licence(line: str) -> str:
    """A line that would open a list of licences, as an item of a list instead."""
    return f"- {line.strip()}" if opens_list(line) or nearly_opens_list(line) else line


def _line(line: str) -> str:
    if _LINE.fullmatch(line):
        return ""
    line = _HEADING.sub(r"\1\\\2", line, count=1)
    line = _FENCE.sub(r"\1\\\2", line, count=1)
    return not_a_licence(line)
