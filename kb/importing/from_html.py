"""A web page to sections: markdownify does the words, we look at what is content at all."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from kb.importing.documents import Document
from kb.importing.sections import Piece, as_sections
from kb.importing.words import plain_title, prose

# What a reader of the page does not read as its content, or never sees.
_NOT_CONTENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed"}
    | {"form", "nav", "aside", "footer", "dialog", "button", "select", "textarea", "input", "head"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])")
_CONTENT_IDS = re.compile(r"^(?:main|content|main-content|article)$", re.IGNORECASE)
# Elements whose end tag may be left out, so that the next one seems to stand inside.
_UNCLOSED = "li > li, dt > dt, dd > dd, dt > dd, dd > dt, p > p, td > td, tr > tr"
# A heading on its way through the converter; a character that is in no text. If it is in one, that
# line becomes a heading, and nothing worse.
_MARK = "\ue000"
_HEADING = re.compile(f"{_MARK}([1-6])(.*?){_MARK}", re.DOTALL)
_SUMMARY_LEVEL = 3


def read_html(data: bytes | str, *, key: str, name: str, address: str = "") -> Document:
    """The content of a page. `name` is its title where the page has none."""
    soup = BeautifulSoup(data, "html.parser")
    named = soup.title.get_text() if soup.title else ""
    for hidden in soup.find_all(_is_hidden):
        hidden.extract()
    for inside in reversed(soup.select(_UNCLOSED)):
        if inside.parent is not None:
            inside.parent.insert_after(inside)
    body = _content(soup)
    words = _Words(address).convert_soup(body)
    pieces, at = [Piece(0, "")], 0
    for found in _HEADING.finditer(words):
        pieces[-1].text = prose(words[at : found.start()])
        pieces.append(Piece(int(found.group(1)), plain_title(found.group(2))))
        at = found.end()
    pieces[-1].text = prose(words[at:].replace(_MARK, ""))
    title, sections = as_sections(pieces, plain_title(_page_name(named)) or name)
    return Document(key, title, sections, address)


class _Words(MarkdownConverter):
    """markdownify, with headings marked, pictures left out, and only links that lead somewhere."""

    def __init__(self, address: str) -> None:
        """`address` is that of the page. As little is escaped as may be: the words are quoted to
        customers as they stand here.
        """
        super().__init__(
            heading_style="ATX", bullets="-", escape_asterisks=False, escape_underscores=False
        )
        self._address = address

    def convert_hN(self, n: int, _el: Tag, text: str, *_: Any) -> str:  # noqa: N802 its name
        """A heading, so that no line of words can be taken for one."""
        title = " ".join(text.split())
        return f"\n\n{_MARK}{min(max(n, 1), 6)}{title}{_MARK}\n\n" if title else ""

    def convert_summary(self, _el: Tag, text: str, **_: Any) -> str:
        """The question of a fold-out answer is its heading."""
        title = " ".join(text.replace(_MARK, " ").split())
        return f"\n\n{_MARK}{_SUMMARY_LEVEL}{title}{_MARK}\n\n" if title else ""

    def convert_img(self, _el: Tag, _text: str, **_: Any) -> str:
        """Nothing: a picture is no rule."""
        return ""

    def convert_pre(self, _el: Tag, text: str, **_: Any) -> str:
        """Words as they stand; policies have no program code."""
        return "\n\n" + text.strip("\n") + "\n\n"

    def convert_a(self, el: Tag, text: str, **_: Any) -> str:
        """A link where it leads to the web, else its words."""
        to = urljoin(self._address, str(el.get("href") or ""))
        parts = urlsplit(to) if len(to) < 2000 else urlsplit("")  # noqa: PLR2004 an address
        words = " ".join(text.split())
        if parts.scheme not in {"http", "https"} or not words or any(c in to for c in " <>()"):
            return words
        return words if words == to else f"[{words}]({to})"


def _content(soup: BeautifulSoup) -> Tag:
    """Where the page keeps what it is about."""
    for found in (
        soup.find("main"),
        soup.select_one("[role=main]"),
        soup.find("article") if len(soup.find_all("article")) == 1 else None,
        soup.find(id=_CONTENT_IDS),
        soup.body,
    ):
        if isinstance(found, Tag) and found.get_text(strip=True):
            return found
    return soup


def _is_hidden(tag: Tag) -> bool:
    attributes: dict[str, Any] = tag.attrs or {}
    return (
        tag.name in _NOT_CONTENT
        or (tag.name == "header" and tag.find("h1") is None)
        or "hidden" in attributes
        or str(attributes.get("aria-hidden", "")).casefold() == "true"
        or str(attributes.get("role", "")) in {"navigation", "search", "contentinfo", "banner"}
        or bool(_HIDDEN.search(str(attributes.get("style", "")).casefold()))
    )


def _page_name(title: str) -> str:
    """The page's own part of "Returns | Shop" or "Returns – Help centre"."""
    return re.split(r"\s+[|–—·]\s+|\s+-\s+", title.strip(), maxsplit=1)[0]
