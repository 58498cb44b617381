"""What an edit of style suggests for the voice: words that were taken out, and what came instead.

Only short runs of plain words count: no names, no figures, nothing that a rule is stated with.
Nothing here changes how drafts sound; the owner accepts or declines.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from desk.draft import Revision, Sentence

_MOST_WORDS = 5
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*|[^\w\s]")
_PLAIN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Words that carry what a sentence means and not how it sounds.
_MEANING = frozenset(
    {
        *("not", "no", "never", "cannot", "can", "may", "must", "will", "shall", "unless", "if"),
        *("only", "refund", "credit", "replace", "replacement", "free", "and", "or", "the", "a"),
        *("an", "of", "to", "in", "on", "at", "it", "is", "we", "you", "your", "our", "i", "for"),
    }
)


def suggested(old: Revision, new: Revision) -> tuple[tuple[str, str], ...]:
    """(words, instead) for each wording that an edit of style replaced; `instead` may be empty."""
    before = [s for s in old.sentences if s.text not in {t.text for t in new.sentences}]
    after = [s for s in new.sentences if s.text not in {t.text for t in old.sentences}]
    found: list[tuple[str, str]] = []
    for sentence in before:
        partner = max(after, key=lambda one: _alike(sentence, one), default=None)
        if partner is not None and _alike(sentence, partner) > _SAME:
            found += _replaced(sentence.text, partner.text)
    return tuple(dict.fromkeys(found))


_SAME = 0.5  # share of common characters above which a sentence is the other one, edited


def _alike(one: Sentence, other: Sentence) -> float:
    return SequenceMatcher(None, one.text, other.text, autojunk=False).ratio()


def _replaced(old: str, new: str) -> list[tuple[str, str]]:
    was, now = _TOKEN.findall(old), _TOKEN.findall(new)
    lower = [w.casefold() for w in was], [w.casefold() for w in now]
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, *lower, autojunk=False).get_opcodes():
        if kind not in {"replace", "delete"}:
            continue
        gone, come = was[a:b], now[c:d]
        if _sounds(gone, first=a == 0) and (not come or _sounds(come, first=c == 0)):
            found.append((" ".join(gone).casefold(), " ".join(come).casefold()))
    return found


def _sounds(words: list[str], *, first: bool) -> bool:
    """Whether these words may be a matter of taste."""
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    plain = all(_PLAIN.fullmatch(word) for word in words)
    inner = words[1:] if first else words
    named = any(word[:1].isupper() for word in inner)
    return plain and not named and not all(word.casefold() in _MEANING for word in words)
