"""Markup taken apart into tags and words, in one pass over whatever a mail brings.

The standard library's HTML parser needs half a minute for 200 kB of `<a<a<a` and raises on
`<![<![`. Mail is written by strangers, so this reads less of the language, and each letter once.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

# Possessive (*+): a tag that never ends is given up at once.
_TAG = regex.compile(r"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>")
_ATTRIBUTE = regex.compile(r"([^\s=/\"']++)(?:\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']++)))?+")
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "noscript"})


@dataclass(frozen=True)
class Tag:
    """A tag; names are in lower case, values without their entities."""

    name: str
    closes: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def pieces(markup: str) -> Iterator[Tag | str]:
    """Tags and the words between them, in order. Comments and the inside of scripts are left out.

    A `<` that begins no tag is a letter; a tag or a comment that never ends hides what follows,
    as in a browser.
    """
    at = 0
    while at < len(markup):
        start = markup.find("<", at)
        if start < 0:
            yield html.unescape(markup[at:])
            return
        if start > at:
            yield html.unescape(markup[at:start])
        if markup.startswith(("<!", "<?"), start):
            at = _after_comment(markup, start)
            continue
        found = _TAG.match(markup, start)
        if found is not None:
            tag = _tag(found)
            yield tag
            at = found.end()
            if tag.name in _RAW and not tag.closes:
                at = _end_of_raw(markup, tag.name, at)
        elif _begins_tag(markup, start):
            # Its quotes do not match: it ends where a reader would think so.
            at = markup.find(">", start) + 1 or len(markup)
        else:
            yield "<"
            at = start + 1


def _tag(found: regex.Match[str]) -> Tag:
    slash, name, rest = found.groups()
    attributes: dict[str, str] = {}
    for key, double, single, bare in _ATTRIBUTE.findall(rest):
        attributes.setdefault(key.lower(), html.unescape(double or single or bare))
    return Tag(name.lower(), bool(slash), attributes)


def _begins_tag(markup: str, start: int) -> bool:
    following = markup[start + 1 : start + 3].lstrip("/")[:1]
    return following.isascii() and following.isalpha()


def _after_comment(markup: str, start: int) -> int:
    end = "-->" if markup.startswith("<!--", start) else ">"
    found = markup.find(end, start + 2)
    return len(markup) if found < 0 else found + len(end)


def _end_of_raw(markup: str, name: str, at: int) -> int:
    found = regex.compile(f"</{name}", regex.IGNORECASE).search(markup, at)
    return found.start() if found else len(markup)
