"""The words of an HTML mail, as its reader would see them; quotations are marked with `>`."""

from __future__ import annotations

import re

from channels.mail_markup import Tag, pieces

_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905 a list of names reads better so
)
_SILENT = frozenset({"head", "script", "style", "template", "title", "noscript", "object"})
_PARAGRAPH = frozenset({"p", "blockquote", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"})
_LINE = frozenset({"div", "tr", "li", "section", "article", "header", "footer", "pre", "dt", "dd"})
_QUOTE_CLASSES = re.compile(r"\b(?:gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote)\b")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_DEEPEST = 200  # open elements; beyond, markup is ignored and its words stay


def words_of_html(html: str) -> str:
    """Plain text of `html`: blocks on their own lines, links with their address, no hidden text."""
    page = _Page()
    for piece in pieces(html):
        if isinstance(piece, str):
            page.say(piece)
        elif piece.closes:
            page.close(piece.name)
        else:
            page.open(piece)
    return page.text()


class _Page:
    def __init__(self) -> None:
        self._open: list[str] = []
        self._silent_from: int | None = None  # depth at which something unseen began
        self._quoted_at: list[int] = []  # depths at which quotations began
        self._lines: list[str] = []
        self._line = ""
        self._link: tuple[str, int] | None = None

    def open(self, opening: Tag) -> None:
        tag, named = opening.name, opening.attributes
        if tag == "br":
            self._break()
        elif tag in _PARAGRAPH:
            self._break(empty=True)
        elif tag in _LINE:
            self._fresh()
        if tag in {"td", "th"} and self._line:
            self._line += " "
        if tag == "li":
            self._line += "- "
        if tag in _VOID or len(self._open) >= _DEEPEST:
            return
        if tag == "blockquote" or _QUOTE_CLASSES.search(named.get("class", "")):
            self._fresh()
            self._quoted_at.append(len(self._open))
        unseen = tag in _SILENT or "hidden" in named or _HIDDEN.search(named.get("style", ""))
        if unseen and self._silent_from is None:
            self._silent_from = len(self._open)
        if tag == "a" and named.get("href", "").startswith(("https://", "http://")):
            self._link = (named["href"], len(self._line))
        self._open.append(tag)

    def close(self, tag: str) -> None:
        if tag == "a":
            self._close_link()
        if tag not in self._open:
            return
        if tag in _PARAGRAPH or tag in _LINE:
            self._fresh()
        while self._open.pop() != tag:
            pass
        depth = len(self._open)
        if self._quoted_at and self._quoted_at[-1] >= depth:
            self._fresh()
            self._quoted_at = [at for at in self._quoted_at if at < depth]
        if self._silent_from is not None and self._silent_from >= depth:
            self._silent_from = None
        if tag in _PARAGRAPH:
            self._break(empty=True)

    def say(self, data: str) -> None:
        if self._silent_from is not None:
            return
        words = re.sub(r"[ \t\r\n\f\xa0]+", " ", data)
        self._line += words.lstrip(" ") if not self._line or self._line.endswith(" ") else words

    def text(self) -> str:
        self._fresh()
        return "\n".join(self._lines).strip("\n")

    def _close_link(self) -> None:
        if self._link is not None and self._silent_from is None:
            address, start = self._link
            shown = self._line[start:].strip()
            if shown and shown.rstrip("/") not in address:
                self._line += f" <{address}>"
        self._link = None

    def _break(self, *, empty: bool = False) -> None:
        """End the line; with `empty`, leave one empty line before what follows."""
        if self._silent_from is not None:
            return
        if empty:
            self._fresh()
            if self._lines and self._lines[-1].strip("> "):
                self._lines.append(self._prefix().rstrip())
        else:
            self._put()

    def _fresh(self) -> None:
        if self._line.strip():
            self._put()

    def _put(self) -> None:
        self._lines.append((self._prefix() + self._line).rstrip())
        self._line = ""
        if self._link is not None:
            self._link = (self._link[0], 0)

    def _prefix(self) -> str:
        return "> " * len(self._quoted_at)
