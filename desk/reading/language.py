"""Which of the languages that we read a text is written in."""

from __future__ import annotations

import re
from functools import lru_cache

ENGLISH = "en"
_WORD = re.compile(r"[^\W\d_]+")
_TELLING: dict[str, str] = {
    ENGLISH: "the you your we our will is are and for not of to with have if be this it that can "
    "in no so on at by from or but as do does did has was were they there here i my me us per an a "
    "all within until day days refund",
    "de": "der die das und wir sie ihr ihnen ihre nicht ist sind wird werden haben für mit wenn "
    "den ein eine einen kann können auf innerhalb von zu bitte uns in es dass ich",
    "fr": "le la les des nous vous votre vos est sont une et pour dans avec sur pas si du au être "
    "notre nos ont avons avez sera votre remboursement jours je ce cette ne un de merci",
    "es": "el la los las usted su sus es una y para con si por del le no días que en se dentro "
    "reembolso podemos un de gracias puede hemos ha lo otro otra nuestra nuestro nuestros está "
    "tendrá "
    "ya casa",
    "pt": "o a os as você seu sua é uma e para com se por do da não dias que em no na vamos dentro "
    "reembolso podemos um de pode obrigado nossa nosso nossos já está terá ao à pela outra outro",
    "it": "il la lo gli le un una è e per con se di del della non giorni che entro sarà il suo può "
    "rimborso possiamo vi in grazie abbiamo nostra nostro nostre nostri ha i suoi sua sue al "
    "più già "
    "casa un'altra avrà",
    "nl": "de het een en wij we u uw is zijn niet voor met als van dagen binnen wordt kunnen op "
    "je jouw bij krijgt in ik onze ons heeft hebben al",
}
_WORDS_OF = {code: frozenset(words.split()) for code, words in _TELLING.items()}
# A word that several languages have tells less of each.
_TELLS: dict[str, tuple[tuple[str, float], ...]] = {}
for _word in sorted(frozenset().union(*_WORDS_OF.values())):
    _codes = [code for code, words in _WORDS_OF.items() if _word in words]
    _TELLS[_word] = tuple((code, 1 / len(_codes)) for code in _codes)
_LONGEST = 2000
_LONG = 5  # letters of a word whose ending tells
_LITTLE = 0.5  # votes that leave it open even where they are for the usual language
_ENDINGS: dict[str, str] = {
    ending: code
    for code, endings in (
        ("it", "iamo remo"),
        ("es", "ción"),
        ("pt", "ação ções"),
        ("de", "lich keit"),
        ("nl", "heid lijk eren"),
    )
    for ending in endings.split()
}
_NEARLY = 0.01  # votes between languages that no word tells apart


def is_known(word: str) -> bool:
    """Whether a word tells for one of the languages, by itself or by its ending."""
    folded = word.casefold()
    return folded in _TELLS or (len(folded) > _LONG and folded[-4:] in _ENDINGS)


def language_of(text: str, default: str = ENGLISH) -> str:
    """The ISO 639-1 code of the language with most telling words; `default` where none leads."""
    return languages_of(text, default)[0]


@lru_cache(maxsize=2048)  # one check asks for the same sentences again and again
def languages_of(text: str, default: str = ENGLISH) -> tuple[str, ...]:
    """The languages that a text may be in, `default` first where it is among them.

    Short texts of words that several languages share ("Invita la casa") are in any of these.
    """
    votes = dict.fromkeys(_TELLING, 0.0)
    for word in _WORD.findall(text[:_LONGEST].casefold()):
        if word in _TELLS:
            for code, tells in _TELLS[word]:
                votes[code] += tells
        elif word[-4:] in _ENDINGS and len(word) > _LONG:
            votes[_ENDINGS[word[-4:]]] += 1
    most = max(votes.values())
    if votes[default] == most and not 0 < most <= _LITTLE:
        return (default,)
    tied = (code for code, tells in votes.items() if tells > most - _NEARLY)
    return tuple(sorted(tied, key=lambda code: code != default))
