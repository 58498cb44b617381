"""What a reply must not say for other reasons: words of the voice, deletions, internal words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desk.draft import Finding
from desk.found import finding
from desk.runs import places_of, runs_of, spanning
from policies.clause import Clause
from policies.company import Voice

_POST = (
    r"(?:reviews?|posts?|comments?|ratings?|stars?|feedback|tweets?|videos?|bewertung(?:en)?|"
    r"beitrag|kommentar|rezension|avis|commentaire|reseña|comentario|opinión|avaliação|comentário|"
    r"recensione|commento|recensie|bericht|reactie)\b"
)
_YOURS = (
    r"(?:your |this |the |that |these |those |ihre[nr]? |deine[nr]? |den |die |das |votre "
    r"|ton |le |la |"
    r"l['’]|su |tu |el |seu |sua |o |a |il tuo |la tua |la |il |uw |je |de |het )?(?:\w+ )?"
)
_CHANGING = (
    r"(?:delet\w+|remov\w+|tak\w+ down|edit\w*|chang\w+|updat\w+|revis\w+|withdraw\w*|rais\w+|"
    r"improv\w+|amend\w*|reconsider\w*|hid(?:e|ing)|upgrad\w+|lösch\w+|entfern\w+|änder\w+|"
    r"supprim\w+|modifi\w+|retir\w+|borr\w+|elimin\w+|apag\w+|cancell\w+|verwijder\w*|wijzig\w*)"
)
_DELETES = re.compile(
    rf"\b{_CHANGING} {_YOURS}{_POST}|\b(?:take|pull) {_YOURS}{_POST} (?:down|off|back)"
    rf"|\b{_POST} (?:bitte |zu |te )*(?:lösch\w+|entfern\w+|änder\w+|verwijder\w+|aan te passen)",
    re.IGNORECASE,
)
# "We never delete reviews" asks for nothing.
_OURS = re.compile(
    r"\b(?:we|i|our team)(?:['’]ll| will| have|['’]ve| can| do)?(?: never| not| only| always)* $",
    re.IGNORECASE,
)
_RUN = 7  # this many words in a row are a quotation


def asks_to_delete(text: str) -> Iterator[Finding]:
    """Requests to the customer to delete or change what they wrote."""
    why = "this asks the customer to delete or change what they wrote"
    for match in _DELETES.finditer(text):
        if not _OURS.search(text[max(0, match.start() - 30) : match.start()]):
            mend = "Take it out; what a customer wrote stays."
            yield finding("asks_to_delete", why, match[0], match.span(), mend)


def avoided_words(text: str, voice: Voice) -> Iterator[Finding]:
    """Words that the brand voice avoids."""
    for word in filter(None, map(str.strip, voice.avoid)):
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
            why = f"our voice avoids “{word}”"
            yield finding("forbidden_word", why, match[0], match.span(), "Say it in other words.")


def internal_words(
    text: str, internal: Iterable[Clause], public: Iterable[Clause]
) -> Iterator[Finding]:
    """Quotations of internal clauses: seven words in a row that no public clause says too."""
    mine = places_of(text, _RUN)
    if not mine:
        return
    quoted = {run: c for c in internal for run in runs_of(c.text, _RUN) if run in mine}
    if not quoted:
        return
    open_to_all = {run for clause in public for run in runs_of(clause.text, _RUN)}
    for clause in {(c.id, c.version): c for c in quoted.values()}.values():
        at = [mine[run] for run, c in quoted.items() if c is clause and run not in open_to_all]
        if at:
            span = spanning(at)
            why = f"these are words of {clause.id}, which is internal"
            mend = "Say it in your own words."
            yield finding("internal_quoted", why, text[span[0] : span[1]], span, mend, clause.id)
