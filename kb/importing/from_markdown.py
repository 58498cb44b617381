"""Markdown of others, or our own, to sections."""

from __future__ import annotations

import re

from kb.importing.documents import Document
from kb.importing.sections import Piece, as_sections
from kb.importing.words import not_a_licence, plain_title, tidy, unhidden
from policies.faults import Faults
from policies.front_matter import Holds, overridden, split_front_matter
from policies.licence_list import read_licences
from policies.markdown import Section as Outlined
from policies.markdown import outline
from policies.slugs import is_slug

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(.+)$", re.MULTILINE)
_WRITTEN = frozenset({"policy", "title", "source", "source_digest"})
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BRACES = re.compile(r"( {0,3}#{1,6}[ \t].*?)[ \t]*(\{[^{}]*\})[ \t]*#*[ \t]*")
_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)  # of site generators: never words


def read_markdown(text: str, *, key: str, name: str) -> Document:
    """The sections of a Markdown text; ids and licences that it states in our format are kept."""
    text = _TEMPLATE.sub("", unhidden(text))
    front = _FRONT.match(text)
    above = front.group(1) if front else ""
    named = _TITLE.search(above)
    body = _closed(text[front.end() :] if front else text)
    faults = Faults(key)
    pieces = [_piece(section) for section in outline(body, faults)]
    stated = plain_title(named.group(1).strip("\"' ")) if named else ""
    title, sections = as_sections(pieces, stated or name)
    faults = Faults(key)
    ours = split_front_matter(f"---\n{above}---\n", faults)[0]
    if faults.found:
        return Document(key, stated or title, sections)
    policy = ours.policy if is_slug(ours.policy) else ""
    return Document(key, ours.title or title, sections, "", policy, _own_lines(above))


def _own_lines(above: str) -> tuple[str, ...]:
    """The front matter without what an import writes there itself; values may take many lines."""
    kept: list[str] = []
    ours = True
    for line in above.splitlines():
        if line[:1] not in {" ", "\t", "#", "-", ""}:
            ours = line.split(":", 1)[0].strip() not in _WRITTEN
        if ours and line.strip():
            kept.append(line)
    return tuple(kept)


def _piece(section: Outlined) -> Piece:
    lines = [not_a_licence(words) for _, words in section.lines]
    listed = [words for _, words in section.listed]
    if listed:
        faults = Faults("")
        read_licences(section.listed, faults)
        if faults.found:
            listed = [not_a_licence(words) for words in listed]
    return Piece(
        section.level,
        section.title,
        tidy("\n".join([*lines, *listed])),
        anchor=section.anchor,
        attributes=" ".join(_attribute(*each) for each in section.overrides.items()),
    )


def _attribute(name: str, value: str) -> str:
    return f'{name}="{value}"' if re.search(r"[\s]", value) else f"{name}={value}"


def _closed(text: str) -> str:
    """The text with its open fence or comment ended, and with only braces that mean something."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL).replace("<!--", "&lt;!--")
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if fence:
            if found and found.group(1).startswith(fence) and not line.strip("`~ \t"):
                fence = ""
        elif found and "`" not in line[found.end() :]:
            fence = found.group(1)
        lines.append(line if fence else _heading(line))
    return "\n".join([*lines, fence] if fence else lines)


def _heading(line: str) -> str:
    found = _BRACES.fullmatch(line)
    if found is None:
        return line
    faults = Faults("")
    sections = outline(line, faults)
    section = sections[-1]
    overridden(Holds(), section.overrides, 1, faults)
    known = not faults.found and (not section.anchor or is_slug(section.anchor))
    return line if known else found.group(1)
