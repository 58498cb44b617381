"""What an answer must hold: a place for "where", a time for "how long", a price for "cost".

Prose that shares the words of a question often answers another; a sentence without what was asked
for is none. Only for clauses whose owner did not write down what they license.
"""

from __future__ import annotations

import re

_EXPECTED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asks, re.IGNORECASE), re.compile(answers, re.IGNORECASE))
    for asks, answers in (
        (
            r"\bwhere\b(?! is my| are my)",
            (
                r"\b(?:branch|locations?|stores?|shops?|website|app|page|online|portal|menu|"
                r"settings|address|machines?|desk|https?)\b"
            ),
        ),
        (
            r"\bhow (?:long|soon|quickly|fast|much longer)\b|\bwhen (?:will|does|do|can|is)\b",
            (
                r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|immediately|instant\w*|at once|"
                r"today|tomorrow|within|until|before|after|once)\b"
            ),
        ),
        (
            r"\bhow much\b|\b(?:cost|costs|price|fees?|charged?|charges)\b",
            r"[€$£%]|\b(?:eur|usd|gbp|percent|free|costs?|fees?|charges?|nothing)\b",
        ),
        (
            r"\bhow (?:do|can|could|should) (?:i|we)\b",
            (
                r"\b(?:you (?:can|need|may|must|will|have|find|should|get)|please|click|tap|go to|"
                r"open|choose|select|call|write|visit|send|bring|log in|use|must|requires?|"
                r"required|need)\b"
            ),
        ),
        (r"\bwho\b", r"\b(?:we|you|team|colleague|anybody|everybody|customers?|people)\b"),
        (
            r"\b(?:what|which) (?:kinds?|types?|sorts?|methods?|options?|currenc\w+|countries)\b",
            r",|\band\b|\bor\b|\ball\b|\bany\b",
        ),
    )
)

# Where somebody asks us to send something, by name, and how an answer names where we do.
_TO_PLACE = re.compile(
    r"\b(?:[Ss]hip|[Dd]eliver|[Ss]end)\w*\b[^.?!]{0,40}?\b(?:to|in|into) (?:the )?"
    r"(?P<place>[A-Z]\w{2,})"
)
_PLACES = re.compile(
    r"\b(?:(?i:countr(?:y|ies)|abroad|international\w*|worldwide|europe\w*|customs|mainland|"
    r"islands?|overseas)|EU|UK|USA?)\b"
)


def names_place(question: str, text: str) -> bool:
    """Whether a text says where, to who asks whether we send things to a place that they name."""
    asked = _TO_PLACE.search(question)
    return asked is None or bool(_PLACES.search(text)) or asked["place"] in text


_WANTS_BACK = re.compile(r"\b(?:refund\w*|money back|reimburs\w*)\b", re.IGNORECASE)
# What somebody says to whom a refund was agreed already, or who asks how it goes.
_AGREED = re.compile(
    r"\b(?:when|where|how|why|which|who|never|still|not|n['’]t|yet|wait\w*|ago|sent|another|other|"
    r"paid|account|card|cash|received?|arrived?|postage|shipping|fee|long)\b",
    re.IGNORECASE,
)
_CARRIES_OUT = re.compile(
    r"^(?:when|where|how) |\b(?:to another|postage|account|card|voucher)\b", re.IGNORECASE
)


def presupposes(question: str, title: str) -> bool:
    """Whether a clause says when or how money goes back, to who asks whether it does at all.

    Told to them it would sound like a yes.
    """
    wants = _WANTS_BACK.search(question) and not _AGREED.search(question)
    return bool(wants and _CARRIES_OUT.search(title))


def may_answer(question: str, text: str) -> bool:
    """Whether a text holds the sort of thing that a question asks for."""
    return all(answers.search(text) for asks, answers in _EXPECTED if asks.search(question))
