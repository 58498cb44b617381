"""What a reply must not say for other reasons: words of the voice, deletions, internal words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desk.draft import Finding
from desk.findings import FINDINGS
from policies.clause import Clause
from policies.company import Voice

_THING = r"(?:your |this |the |that |these |those )?(?:\w+ )?(?:reviews?|posts?|comments?|ratings?|stars?|feedback|tweets?|videos?|bewertung(?:en)?|beitrag|kommentar|rezension|avis|commentaire|reseña|comentario|opinión|avaliação|comentário|recensione|commento|recensie|bericht|reactie)\b"
_DELETES = re.compile(
    rf"\b(?:delet\w+|remov\w+|tak\w+ down|edit\w*|chang\w+|updat\w+|revis\w+|withdraw\w*|rais\w+|improv\w+|amend\w*|reconsider\w*|hid\w+|upgrad\w+) {_THING}"
    rf"|\b(?:take|pull) {_THING} (?:down|off|back)|\b(?:lösch\w+|entfern\w+|änder\w+|supprim\w+|modifi\w+|retir\w+|borr\w+|elimin\w+|apag\w+|remov\w+|cancell\w+|verwijder\w*|wijzig\w*|aanpass\w*) {_THING}"
    rf"|{_THING} (?:bitte )?(?:zu )?(?:lösch\w+|entfern\w+|änder\w+|verwijder\w*|te verwijderen|aan te passen)",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:we|i|our team)(?:['’]ll| will| have|['’]ve| can)?(?: never| not| only| always)* $",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_RUN = 7  # this many words in a row are a quotation


def asks_to_delete(text: str) -> Iterator[Finding]:
    """Requests to the customer to delete or change what they wrote."""
    for match in _DELETES.finditer(text):
        if _OURS.search(text[max(0, match.start() - 24) : match.start()]):
            continue
        yield _finding(
            "asks_to_delete",
            "this asks the customer to delete or change a post",
            match[0],
            match.start(),
            match.end(),
            "Take it out; what a customer wrote stays.",
        )


def avoided_words(text: str, voice: Voice) -> Iterator[Finding]:
    """Words that the brand voice avoids."""
    for word in voice.avoid:
        if not word.strip():
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(word.strip())}(?!\w)", text, re.IGNORECASE):
            yield _finding(
                "forbidden_word",
                f"our voice avoids “{word.strip()}”",
                match[0],
                match.start(),
                match.end(),
                "Say it in other words.",
            )


def internal_words(
    text: str, internal: Iterable[Clause], public: Iterable[Clause]
) -> Iterator[Finding]:
    """Quotations of internal clauses: seven words in a row that no public clause says too."""
    mine = [(m[0].casefold(), m.start(), m.end()) for m in _WORD.finditer(text)]
    if len(mine) < _RUN:
        return
    runs = {tuple(w for w, _, _ in mine[i : i + _RUN]): i for i in range(len(mine) - _RUN, -1, -1)}
    open_runs: set[tuple[str, ...]] | None = None
    for clause in internal:
        words = [m[0].casefold() for m in _WORD.finditer(clause.text)]
        for i in range(len(words) - _RUN + 1):
            run = tuple(words[i : i + _RUN])
            if run not in runs:
                continue
            if open_runs is None:
                open_runs = {r for c in public for r in _runs(c.text)}
            if run in open_runs:
                continue
            start, end = mine[runs[run]][1], mine[runs[run] + _RUN - 1][2]
            yield _finding(
                "internal_quoted",
                "these are the words of an internal clause",
                text[start:end],
                start,
                end,
                "Say it in your own words.",
                clause,
            )
            break


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [m[0].casefold() for m in _WORD.finditer(text)]
    return (tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def _finding(
    code: str, why: str, words: str, start: int, end: int, mend: str, clause: Clause | None = None
) -> Finding:
    return Finding(
        code, FINDINGS[code][0], why, words, start, end, mend, clause.id if clause else None
    )
