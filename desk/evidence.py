"""What a sentence stands on, from what it says: that it cites a clause makes it no policy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desk.check import Licensed
from desk.courtesy import Weight, weight
from desk.draft import Evidence, Finding, Part, Severity
from desk.mentioned import EMAIL, LINK, PHONE
from desk.phrases import Reply
from desk.reading.language import language_of
from desk.reading.quantities import quantities, same
from desk.stretches import Stretch
from desk.vocabulary import overlap, roots
from policies.clause import Clause

_SHARED = 2  # words of meaning that a sentence and a clause must have in common at least …
_SUBSTANCE = 0.4  # … and the share of the sentence that they make up
_RETOLD = 3  # words that a sentence must share with what was said to be about it …
_SPOKEN = 0.5  # … and the share of it that they make up
_NO_CLAIM = 4  # words of a line without a full stop, such as a signature
_POLICY_PARTS = frozenset({Part.POLICY, Part.RESOLUTION})
_ANY_PARTS = _POLICY_PARTS | {Part.NEXT_STEP}
_COURTEOUS = re.compile(
    r"\b(?:sorry|apolog\w+|thank\w*|hi|hello|hey|dear|good (?:morning|day|evening)|regards|wishes|"
    r"yours|sincerely|please|glad|happy|pleased|delighted|hope\w*|understand\w*|appreciat\w+|"
    r"welcome|lovely|enjoy|great to hear|take care|frustrat\w+|annoy\w+|disappoint\w+|here for you|"
    r"let (?:us|me) know|feel free|danke\w*|bitte|leid|grü(?:ß|ss)\w*|liebe\w*|hallo|freu\w*|merci|"
    r"désolé\w*|bonjour|cordialement|gracias|siento|lament\w+|hola|saludos|obrigad\w+|lament\w+|"
    r"olá|cumprimentos|grazie|spiace|dispiace|ciao|saluti|dank|sorry|spijt\w*|hallo|groet\w*)\b",
    re.IGNORECASE,
)


def evidence_of(
    stretch: Stretch,
    cited: Sequence[Clause],
    findings: Sequence[Finding],
    licensed: Sequence[Licensed],
    spoken: str,
) -> Evidence:
    """What one sentence stands on.

    POLICY where a clause licenses it or it says what a cited clause says, FACT where it states
    what the case or the conversation (`spoken`) holds, COURTESY where nothing in it can be
    checked, UNSUPPORTED otherwise and wherever something blocks it.
    """
    inside = [f for f in findings if f.end and stretch.holds(f.start)]
    if any(f.severity is Severity.BLOCK for f in inside):
        return Evidence.UNSUPPORTED
    mine = [entry for entry in licensed if stretch.holds(entry.commitment.start)]
    text = stretch.sentence.text
    if any(entry.by for entry in mine) or any(_says(text, clause, stretch) for clause in cited):
        return Evidence.POLICY
    if any(sort.search(text) for sort in (EMAIL, LINK, PHONE)) or quantities(text):
        return Evidence.FACT
    if _spoken(text, spoken):
        return Evidence.FACT
    return Evidence.COURTESY if _states_nothing(stretch, mine) else Evidence.UNSUPPORTED


def _says(text: str, clause: Clause, stretch: Stretch) -> bool:
    """Whether a sentence shares substance with a clause that it cites: its words or its figures."""
    words = f"{clause.title}\n{clause.text}"
    if language_of(text) != language_of(words):
        return stretch.sentence.part in _POLICY_PARTS  # words of two languages cannot be compared
    mine = quantities(text, plain=False)
    if mine and all(any(same(m.value, c.value) for c in quantities(words)) for m in mine):
        return True
    listed = " ".join(licence.words for licence in clause.licences or ())
    said, there = roots(text), roots(f"{words}\n{listed}")
    return len(said & there) >= _SHARED and overlap(said, there) >= _SUBSTANCE


def _states_nothing(stretch: Stretch, mine: Sequence[Licensed]) -> bool:
    """Whether nothing in a sentence could be checked: a courtesy, a question, a name."""
    text = stretch.sentence.text.strip()
    weights = {weight(entry.commitment) for entry in mine}
    if weights:
        return weights == {Weight.COURTESY}
    if text.endswith("?") or _COURTEOUS.search(text) or Reply.of(text).requests:
        return True
    signs = len(text.split()) <= _NO_CLAIM and text[-1:] not in ".!?…"
    return signs or stretch.sentence.part not in _ANY_PARTS


def _spoken(text: str, spoken: str) -> bool:
    said, there = roots(text), roots(spoken)
    return len(said & there) >= _RETOLD and overlap(said, there) >= _SPOKEN
