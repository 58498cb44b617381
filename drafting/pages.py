"""What of a clause is to the point: all of a rule, of a whole page only what answers in so many
words.
"""

from __future__ import annotations

import re

from drafting.asks import Ask
from drafting.bearing import Question
from drafting.clause_lines import is_document
from drafting.clause_words import Said, leans, sayable
from policies.clause import Clause

_LEAST_OF_DOCUMENT = 0.75  # of a page's sentence with its heading and title
_LEAST_OF_SENTENCE = 0.5  # of the sentence alone
_TELLS = re.compile(
    r"\b(?:you (?:can|may|must|need|will|do not|don't|are|get|have)|we (?:can|will|do|offer|"
    r"accept|charge)|is (?:free|required|available|not)|are (?:free|required|available|not)|"
    r"costs?|fees?|within|at least|up to|cannot|limit)\b|\d",
    re.IGNORECASE,
)
# Sentences of brochures: warm, and no answer to anything.
_BROCHURE = re.compile(
    r"\b(?:we understand|here to help|don['’]t worry|whether you|available to assist|dedicated|"
    r"reach out|following|guidance|one of the|convenience|every step|seriously|happy to)\b",
    re.IGNORECASE,
)
# A product's name: capitals in the middle of a sentence, two or more ("Gold Years Account").
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]+(?: [A-Z][\w-]+)+")
_LEAST_SAID = 40  # characters


def to_the_point(clause: Clause, ask: Ask, question: Question) -> tuple[Said, ...]:
    """What may be said of a clause to who asks.

    A document speaks of many things, and of products that the customer may not have: a sentence
    that names one which they did not is not for them.
    """
    sayings = sayable(clause)
    if not is_document(clause.text):
        return sayings
    asked = ask.words.casefold()
    fit = tuple(
        saying
        for saying in sayings
        if question.own(f"{clause.title} {saying.about} {saying.text}") >= _LEAST_OF_DOCUMENT
        and question.own(saying.text) >= _LEAST_OF_SENTENCE
        and _TELLS.search(saying.text)
        and not _BROCHURE.search(saying.text)
        and not saying.quoted
        and not leans(saying.text)
        and all(name.casefold() in asked for name in _NAME.findall(saying.text))
    )
    # One short line out of a long page is a scrap of a manual more often than an answer.
    return fit if sum(len(saying.text) for saying in fit) >= _LEAST_SAID else ()
