"""Which of the languages that we read a text is written in."""

from __future__ import annotations

import re
from collections import Counter

ENGLISH = "en"
_WORD = re.compile(r"[^\W\d_]+")
_TELLING: dict[str, str] = {
    ENGLISH: "the you your we our will is are and for not of to with have if be this it that can",
    "de": "der die das und wir sie ihr ihnen ihre nicht ist sind wird werden haben für mit wenn "
    "den ein eine einen kann können auf innerhalb von zu bitte uns",
    "fr": "le les des nous vous votre vos est sont une et pour dans avec sur pas si du au être "
    "remboursement jours je ce cette ne",
    "es": "el los las usted su sus es una y para con si por del le no días que en se dentro "
    "reembolso podemos",
    "pt": "os as você seu sua é uma e para com se por do da não dias que em no na vamos dentro "
    "reembolso podemos",
    "it": "il lo gli le un una è e per con se di del della non giorni che entro sarà il suo può "
    "rimborso possiamo vi",
    "nl": "het een en wij we u uw is zijn niet voor met als van de dagen binnen wordt kunnen op "
    "je jouw bij krijgt",
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(code for code, words in _TELLING.items() if word in words.split())
    for words in _TELLING.values()
    for word in words.split()
}
_LONGEST = 2000


def language_of(text: str, default: str = ENGLISH) -> str:
    """The ISO 639-1 code of the language with most telling words; `default` where none leads."""
    votes: Counter[str] = Counter()
    for word in _WORD.findall(text[:_LONGEST].casefold()):
        votes.update(_LANGUAGES_OF.get(word, ()))
    if not votes:
        return default
    best = max(votes.values())
    leaders = [code for code in _TELLING if votes[code] == best]
    return default if default in leaders else leaders[0]
