"""Two texts compared word by word, for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from markupsafe import Markup

from api.console import visible

_TOKEN = re.compile(r"\s+|[^\s]+")
_REMOVED = Markup("<del>{}</del>")
_ADDED = Markup("<ins>{}</ins>")
_ENDS = 8  # words, each end of a long passage
_ALIKE = 0.4  # texts that share fewer of their words are shown one after the other


def changes(old: str, new: str) -> Markup:
    """`new`, with what was taken out of `old` and what was put in marked as such."""
    return Markup().join(_marked(_tokens(old), _tokens(new), whole=True))


def shortened(old: str, new: str) -> Markup:
    """The same; of a long passage that was taken out only the ends are there."""
    if SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio() < _ALIKE:
        return Markup(" ").join(_marked([old], [new], whole=False))
    return Markup().join(_marked(_tokens(old), _tokens(new), whole=False))


def _marked(old: list[str], new: list[str], *, whole: bool) -> Iterator[Markup]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if gone == come:
            yield visible.marks(come)
            continue
        if gone.strip():
            yield _REMOVED.format(visible.marks(gone if whole else _ends(gone)))
            if come.strip() and not gone[-1].isspace() and not come[0].isspace():
                yield Markup(" ")  # or two words would read as one
        if come:
            yield _ADDED.format(visible.marks(come))


def _ends(gone: str) -> str:
    words = gone.split()
    if len(words) <= 3 * _ENDS:
        return gone
    last = gone[len(gone.rstrip()) :]
    return f"{' '.join(words[:_ENDS])} … {' '.join(words[-_ENDS:])}{last}"


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.replace("\r\n", "\n"))
