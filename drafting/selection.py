"""Which sentences of a clause a reply says: those that bear on the case, in their own order."""

from __future__ import annotations

import re
from collections.abc import Callable

from drafting.answering import Answer
from drafting.clause_words import Said, leans
from drafting.given import rest_of

_BUDGET = {True: 310, False: 480}  # characters of policy in public and in letters
_SECOND = 0.6  # share of the budget for the second and third question
_REMEDY = re.compile(
    r"\b(?:refund|replace|repair|send|credit|free|pay|costs?|exchange|return|cancel|discount|"
    r"new one|within|until|choose|prefer|cannot|never|must|call|answer|contact|reach)\w*\b|\d",
    re.IGNORECASE,
)
_PRICE = 0.8  # what a sentence must be worth to be said at all
_LEAST_PROSE = 0.4  # of a question that sentences of a clause without licences must hold
_REQUEST = re.compile(
    r"^(?:please |then |if [^,]{3,60}, (?:please )?)?(?:tell|send|write|give|keep|attach|start|"
    r"choose|drop|look|ask)\b",
    re.IGNORECASE,
)


def chosen(
    answer: Answer,
    *,
    public: bool,
    given: Callable[[str], bool],
    first: bool,
    short: bool,
    left_out: tuple[str, ...],
    barred: tuple[str, ...],
    least: float,
) -> tuple[Said, ...]:
    """The sentences to say, within a budget.

    What is `given` already is not asked for.
    `left_out` are texts whose sentences are not said, as we have said them before in this
    conversation; `barred` those that the check does not let stand. What comes after the rule itself
    is no answer where the rule may not be said. Sentences that bear less than `least` on
    the question say nothing to it, and none is taken.
    """
    budget = _BUDGET[public] * (1.0 if first else _SECOND) * (0.6 if short else 1.0)
    sayings = _standing(answer.sayings, (*left_out, *barred), given)
    best: tuple[Said, ...] = ()
    most = 0.0
    for start in range(len(sayings)):
        for end in range(start + 1, len(sayings) + 1):
            run = sayings[start:end]
            size = sum(len(saying.text) + 1 for saying in run)
            if not run or (size > budget and len(run) > 1) or (start and leans(run[0].text)):
                continue
            worth = sum(_worth(saying.text, sayings.index(saying), answer) for saying in run)
            if worth > most:
                best, most = run, worth
    if best and _after_the_rule(best[0], answer, barred):
        return ()
    known = (saying.text for saying in answer.sayings if given(saying.text))
    owned = answer.clause.licences is not None
    title = f"{answer.clause.policy_title} {answer.clause.title}" if owned else ""
    words = " ".join([title, *known, *(f"{saying.about} {saying.text}" for saying in best)])
    return best if answer.question.bearing(words) >= (least if owned else _LEAST_PROSE) else ()


def _after_the_rule(first: Said, answer: Answer, barred: tuple[str, ...]) -> bool:
    """Whether a barred sentence before this one bears on the question as much.

    "Bulbs have 6 months" says nothing to who asks of a sofa, of which the sentence before spoke.
    """
    mine = answer.question.bearing(first.text)
    texts = [saying.text for saying in answer.sayings]
    before = texts[: texts.index(first.text)] if first.text in texts else []
    return any(
        text in other and answer.question.bearing(text) >= mine
        for text in before
        for other in barred
    )


def _standing(
    sayings: tuple[Said, ...], left_out: tuple[str, ...], given: Callable[[str], bool]
) -> tuple[Said, ...]:
    """The sentences but those left out, and but those that leant on one left out.

    What is asked for and given goes with the request that follows it ("then tell us …").
    """
    kept: list[Said] = []
    gap = had = False
    for saying in sayings:
        had = given(saying.text) or (had and bool(_REQUEST.match(saying.text)))
        if had:
            rest = rest_of(saying.text)
            kept += [Said(rest)] if rest and not saying.quoted else []
            continue
        if any(saying.text in text for text in left_out) or (gap and leans(saying.text)):
            gap = True
            continue
        gap = False
        kept.append(saying)
    return tuple(kept)


def _worth(text: str, number: int, answer: Answer) -> float:
    """How much a sentence is wanted: the first, what bears on it, what gives something."""
    worth = (
        3 * answer.question.bearing(text)
        + (1.0 if _REMEDY.search(text) else 0.0)
        + max(0.0, 0.9 - 0.3 * number)
    )
    return worth + (0.3 if _REQUEST.match(text) else 0.0) - _PRICE
