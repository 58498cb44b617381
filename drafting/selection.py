"""Which sentences of a clause a reply says: those that bear on the case, in their own order."""

from __future__ import annotations

import re

from drafting.bearing import stems
from drafting.clause_words import Said
from drafting.retrieve import Answer

_BUDGET = {True: 270, False: 460}  # characters of policy in public and in letters
_SECOND = 0.6  # share of the budget for the second and third question
_REMEDY = re.compile(
    r"\b(?:refund|replace|repair|send|credit|free|pay|costs?|exchange|return|cancel|discount|new one|"
    r"within|until|choose|prefer|cannot|never|must|call|answer|contact|reach)\w*\b|\d",
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
    asked = set(stems(answer.ask.words)) | set(
        stems(answer.ask.topic.term if answer.ask.topic else "")
    )
    fresh = [s for s in answer.sayings if not any(s.text in text for text in left_out)]
    ranked = sorted(
        enumerate(fresh),
        key=lambda numbered: -_worth(numbered[1].text, numbered[0], asked, settled=settled),
    )
    taken: set[int] = set()
    spent = 0
    for number, saying in ranked:
        worth = _worth(saying.text, number, asked, settled=settled)
        if taken and (spent + len(saying.text) > budget or worth < 0.5):
            continue
        taken.add(number)
        spent += len(saying.text) + 1
    return tuple(saying for number, saying in enumerate(fresh) if number in taken)


def _worth(text: str, number: int, asked: set[str], *, settled: bool) -> float:
    """How much a sentence is wanted: the first, what bears on the question, what gives something."""
    held = set(stems(text))
    bearing = len(held & asked) / (len(asked) or 1)
    worth = 3 * bearing + (1.0 if _REMEDY.search(text) else 0.0) + max(0.0, 0.9 - 0.3 * number)
    if _REQUEST.match(text):
        worth += -2.0 if settled else 0.3
    return worth
