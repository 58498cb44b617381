"""Which sentences of a clause a reply says: those that bear on the case, in their own order."""

from __future__ import annotations

import re

from drafting.bearing import stems
from drafting.clause_words import Said
from drafting.retrieve import Answer

_BUDGET = {True: 310, False: 480}  # characters of policy in public and in letters
_SECOND = 0.6  # share of the budget for the second and third question
_REMEDY = re.compile(
    r"\b(?:refund|replace|repair|send|credit|free|pay|costs?|exchange|return|cancel|discount|new one|"
    r"within|until|choose|prefer|cannot|never|must|call|answer|contact|reach)\w*\b|\d",
    re.IGNORECASE,
)
_PRICE = 0.8  # what a sentence must be worth to be said at all
_GIVES = re.compile(r"\b(?:we|you get|team lead|carrier)\b", re.IGNORECASE)
_LEANS = re.compile(
    r"(?:it|this|that|these|those|they|then|there|after that|otherwise|in that case|if (?:you find none|not|"
    r"so|that|neither)|we then|we (?:do|check|look) (?:it|that|this)|only then|both|the (?:team lead|search|"
    r"credit|code|link|money|same|second|first|new one|right one))\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"^(?:please |then |if [^,]{3,60}, (?:please )?)?(?:tell|send|write|give|keep|attach|start|choose|drop|"
    r"look|ask)\b",
    re.IGNORECASE,
)


def chosen(
    answer: Answer,
    *,
    public: bool,
    settled: bool,
    first: bool,
    short: bool,
    left_out: tuple[str, ...],
) -> tuple[Said, ...]:
    """The sentences to say, within a budget.

    Where the case is `settled` by known facts, the customer is not asked to send what we have.
    `left_out` are texts whose sentences are not said: what we have answered before in this
    conversation, and what the check does not let stand.
    """
    budget = _BUDGET[public] * (1.0 if first else _SECOND) * (0.6 if short else 1.0)
    asked = set(stems(answer.ask.words))
    asked |= set(stems(answer.ask.topic.term)) if answer.ask.topic else set()
    sayings = _standing(answer.sayings, left_out)
    best: tuple[Said, ...] = ()
    most = 0.0
    for start in range(len(sayings)):
        for end in range(start + 1, len(sayings) + 1):
            run = _standing(sayings[start:end], (), settled=settled)
            size = sum(len(saying.text) + 1 for saying in run)
            if not run or (size > budget and len(run) > 1) or (start and leans(run[0].text)):
                continue
            worth = sum(
                _worth(saying.text, sayings.index(saying), asked, settled=settled) for saying in run
            )
            if worth > most:
                best, most = run, worth
    return best


def leans(text: str) -> bool:
    """Whether a sentence cannot stand without the one before it."""
    return bool(_LEANS.match(text))


def _standing(
    sayings: tuple[Said, ...], left_out: tuple[str, ...], *, settled: bool = False
) -> tuple[Said, ...]:
    """The sentences but those left out, and but those that leant on one left out."""
    kept: list[Said] = []
    gap = False
    for saying in sayings:
        asks = settled and bool(_REQUEST.match(saying.text)) and not _GIVES.search(saying.text)
        out = asks or any(saying.text in text for text in left_out)
        if out or (gap and leans(saying.text)):
            gap = not asks
            continue
        gap = False
        kept.append(saying)
    return tuple(kept)


def _worth(text: str, number: int, asked: set[str], *, settled: bool) -> float:
    """How much a sentence is wanted: the first, what bears on the question, what gives something."""
    held = set(stems(text))
    bearing = len(held & asked) / (len(asked) or 1)
    worth = 3 * bearing + (1.0 if _REMEDY.search(text) else 0.0) + max(0.0, 0.9 - 0.3 * number)
    return worth + (0.3 if _REQUEST.match(text) and not settled else 0.0) - _PRICE
