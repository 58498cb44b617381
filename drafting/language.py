"""Which language a message is in, by its commonest words: seven languages, no model, no data."""

from __future__ import annotations

import re

from drafting.wordlists import words

ENGLISH_NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
}
# The commonest short words of each language, and letters that only it uses among the seven.
_WORDS: dict[str, frozenset[str]] = {
    "en": words(
        "the and you is it to my of for was have i not with this that your are on in be me been "
        "what can do how from when but they we would will has had at no a an so just get why "
        "order please still where does did if there im ive its out up or"
    ),
    "de": words(
        "der die das und ich nicht ist mein meine meinen es ein eine zu mit auf habe für von wie "
        "sie wir bei noch war hat auch bitte aber dass was kann wann wo seit ihr ihre danke im "
        "den dem sehr schon warum werden wurde immer bestellung"
    ),
    "fr": words(
        "le la les et je ne pas est mon ma mes un une de des du que vous pour avec ai sur dans il "
        "ce cette mais bonjour merci commande nous votre quand comment toujours reçu depuis par "
        "suis été au en où pourquoi très c'est j'ai n'ai"
    ),
    "es": words(
        "el la los las y yo no es mi mis un una de del que usted para con he por en lo pero hola "
        "gracias pedido cuando como está se me su muy todavía desde qué dónde ha han al son puedo "
        "tengo llegado sin otra otro"
    ),
    "pt": words(
        "o a os as e eu não é meu minha um uma de do da que você para com por em mas olá obrigado "
        "obrigada encomenda quando como está se me seu muito ainda desde onde foi já são ao no na "
        "pedido chegou tenho posso"
    ),
    "it": words(
        "il la lo gli le e io non è mio mia un una di del della che per con ho in ma ciao grazie "
        "ordine quando come sono si mi suo molto ancora dove stato da al questo buongiorno perché "
        "ha hanno posso arrivato"
    ),
    "nl": words(
        "de het een en ik niet is mijn van voor met op heb dat die maar hallo bedankt bestelling "
        "wanneer hoe zijn u jullie nog al waar was te aan er ook kan wat bij naar om heeft geen "
        "dank graag"
    ),
}
_LETTERS: dict[str, str] = {"de": "äöüß", "fr": "çèêëœùû", "es": "ñ¿¡", "pt": "ãõ", "it": "ìò"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = 0x250  # letters below it are Latin; so is the block of Latin with marks
_LATIN_MARKED = range(0x1E00, 0x1F00)
_ENOUGH = 2  # common words below which a text says nothing about its language


def in_latin(text: str) -> bool:
    """Whether most letters are Latin, as in every language that we have phrases for."""
    letters = [ord(char) for char in text if char.isalpha()]
    latin = sum(code < _LATIN or code in _LATIN_MARKED for code in letters)
    return latin >= len(letters) / 2


def language_of(text: str, otherwise: str = "en") -> str:
    """The ISO 639-1 code of the language of `text`, or `otherwise` where too little is said."""
    words = [word.replace("’", "'") for word in _WORD.findall(text.casefold())][:400]
    lowered = text.casefold()
    points = {
        code: sum(word in common for word in words)
        + sum(lowered.count(letter) for letter in _LETTERS.get(code, ""))
        for code, common in _WORDS.items()
    }
    best = max(points, key=lambda code: points[code])
    rivals = [code for code in points if points[code] == points[best]]
    if points[best] < min(_ENOUGH, max(1, len(words) // 2)) or len(rivals) > 1:
        return otherwise if otherwise in rivals or points[best] < _ENOUGH else rivals[0]
    return best
