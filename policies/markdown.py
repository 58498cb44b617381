"""The outline of a Markdown text: headings with their attributes, and the lines below each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from policies.faults import Faults, quoted
from policies.licence_list import Line, nearly_opens_list, opens_list

_HEADING = re.compile(r" {0,3}(#{1,20})(?:[ \t]+(.*))?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_UNDERLINE = re.compile(r" {0,3}(={3,}|-{3,})[ \t]*")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
# A list item, quotation, table or rule above a line of dashes is not a title.
_NOT_A_TITLE = re.compile(r"\s*(?:[-*+>|]|\d+[.)]\s|\s{4})")
_WORD = re.compile(r'(?:[^\s"]|"[^"]*")+|"')
_ATTRIBUTE = re.compile(r'#([^\s"=#]+)|([a-z][a-z_.]*)=(?:"([^"]*)"|([^\s"]+))')


@dataclass
class Section:
    """One heading and what stands below it, up to the next heading.

    `level` 0 is the text before the first heading; `anchor` is the id that the heading carries,
    `overrides` its other attributes. `lines` are the clause's words and `listed` the lines from
    `licenses:` on, empty where there is no such list.
    """

    level: int
    title: str
    line: int
    anchor: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    listed: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words below the heading, as they are written."""
        return "\n".join(words.rstrip() for _, words in self.lines).strip()

    @property
    def first_line(self) -> int:
        """The line of the heading, or of the first words where there is none."""
        if self.level:
            return self.line
        return next((number for number, words in self.lines if words.strip()), self.line)


def outline(text: str, faults: Faults, *, first_line: int = 1) -> list[Section]:
    """The sections of a text in reading order; the first has level 0 and may be empty.

    Comments are left out: a policy owner's note to themselves is not policy. Headings inside
    code fences are not headings. A fence or comment that never ends is a fault.
    """
    rows = _rows(text, faults, first_line)
    sections = [Section(level=0, title="", line=first_line)]
    skip = False
    for index, row in enumerate(rows):
        if skip:
            skip = False
            continue
        found = _HEADING.fullmatch(row.words) if not row.fenced else None
        under = _underlined(rows, index)
        if found is not None:
            words = (found.group(2) or "").strip()
            sections.append(_section(len(found.group(1)), words, row.number, faults))
        elif under:
            sections.append(_section(under, row.words.strip(), row.number, faults))
            skip = True
        else:
            _add_line(sections[-1], row, faults)
    return sections


@dataclass(frozen=True)
class _Row:
    number: int
    words: str
    fenced: bool


def _rows(text: str, faults: Faults, first_line: int) -> list[_Row]:
    rows: list[_Row] = []
    fence, opened = "", 0
    for number, line in enumerate(_without_comments(text, faults, first_line), start=first_line):
        found = _FENCE.fullmatch(line)
        marks, rest = found.groups() if found else ("", "")
        if fence:
            rows.append(_Row(number, line, fenced=True))
            if marks.startswith(fence) and not rest.strip():
                fence = ""
        elif marks and "`" not in rest:
            fence, opened = marks, number
            rows.append(_Row(number, line, fenced=True))
        else:
            rows.append(_Row(number, line, fenced=False))
    if fence:
        faults.add(
            opened,
            f"The code block that {fence} opens here never ends.",
            f"Close it with {fence}; the file may be half saved.",
        )
    return rows


def _without_comments(text: str, faults: Faults, first_line: int) -> list[str]:
    """The lines of a text with its comments taken out, each line where it was."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            faults.add(
                first_line + text.count("\n", 0, start),
                "The comment that <!-- opens here never ends.",
                "Close it with -->; the file may be half saved.",
            )
            break
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + len("-->")
    return "".join([*kept, text[at:]]).split("\n")


def _underlined(rows: list[_Row], index: int) -> int:
    """1 or 2 where a row is a one-line heading underlined with = or -, else 0."""
    row = rows[index]
    if row.fenced or not row.words.strip() or index + 1 >= len(rows) or rows[index + 1].fenced:
        return 0
    under = _UNDERLINE.fullmatch(rows[index + 1].words)
    alone = index == 0 or not rows[index - 1].words.strip()
    if under is None or not alone or _NOT_A_TITLE.match(row.words):
        return 0
    return 1 if under.group(1)[0] == "=" else 2


def _add_line(section: Section, row: _Row, faults: Faults) -> None:
    drawn = not row.fenced and _RULE.fullmatch(row.words)
    line = (row.number, "" if drawn else row.words)
    if section.listed or (not row.fenced and opens_list(row.words)):
        section.listed.append(line)
        return
    if not row.fenced and nearly_opens_list(row.words):
        faults.add(
            row.number,
            f"{quoted(row.words)} looks like the list of licences and is not.",
            'Write "licenses:" alone on its line, and a line with "- " for each.',
        )
    section.lines.append(line)


def _section(level: int, words: str, line: int, faults: Faults) -> Section:
    """A heading as a section; its closing #s are no words, its {...} are attributes."""
    bare = words.rstrip("#")
    title = bare.rstrip() if bare != words and bare[-1:] in {"", " ", "\t"} else words
    section = Section(level=level, title=title, line=line)
    start = title.rfind("{")
    if not title.endswith("}") or start < 0:
        return section
    section.title = title[:start].rstrip()
    section.anchor, section.overrides = _attributes(title[start + 1 : -1], line, faults)
    return section


def _attributes(words: str, line: int, faults: Faults) -> tuple[str, dict[str, str]]:
    """The id and the other attributes of a heading."""
    anchor = ""
    overrides: dict[str, str] = {}
    for word in _WORD.findall(words):
        found = _ATTRIBUTE.fullmatch(word)
        name = found.group(2) if found else None
        if found is None or (name is None and anchor) or name in overrides:
            faults.add(
                line,
                f"{quoted(word)} is not understood in the heading's braces"
                + (", or stands twice." if found else "."),
                "Write for example {#late-delivery audience=internal in_force=2026-01-01}.",
            )
        elif name is None:
            anchor = found.group(1)
        else:
            overrides[name] = found.group(3) if found.group(3) is not None else found.group(4)
    return anchor, overrides
