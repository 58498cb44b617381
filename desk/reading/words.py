"""The words of a text that carry its meaning, folded so that forms of one word are equal."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# What joins words and says nothing by itself, in the seven languages. Negations are kept out of
# this list: "not" is meaning.
_EMPTY_WORDS = """
    a an the this that these those it its they them their he she his her him we us our ours you
    your yours i me my mine be is are was were been being am do does did done have has had having
    will would shall should can could may might must of to in on at by for from with within into
    onto as and or so than then there here also just only very too please any some all each every
    both either about over under between during before after until if when once where which who
    whom whose what how why while because since though although however but out up down off per
    re ve ll s t d get gets got more most much many such other same own via
    der die das den dem des ein eine einen einem einer eines und oder wir uns sie ihr ihre ihnen
    ihren ihrem ich mir mich ist sind war waren wird werden wurde hat haben im in am an auf aus bei
    mit nach von vom zu zum zur für als wie wenn falls dass auch nur noch es bitte kann können
    le la les un une des du de et ou nous vous votre vos notre nos je il elle est sont être avoir
    a ont sera dans sur avec pour par en au aux que qui si ce cette ces plus
    el los las una unos unas y o nosotros usted ustedes su sus es son ser estar ha han será en con
    por para del al que si se lo le les más
    os as um uma e nós você seu sua seus suas são foi será no na nos nas com por para do da dos das
    ao que se mais
    il lo gli i uno ed noi voi suo sua vostro vostra sono sarà nel nella con per di da dal della
    dello dei delle che se più
    het een en of wij we u uw jij je jouw ons onze is zijn was wordt worden heeft hebben op aan bij
    met naar van voor tot te om als dat die deze dit ook maar meer
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_ENDINGS = (
    ("ational", "ate"), ("ments", ""), ("ment", ""), ("ings", ""), ("ing", ""), ("ies", "y"),
    ("ied", "y"), ("edly", ""), ("ed", ""), ("ions", ""), ("ion", ""), ("ly", ""), ("es", ""),
    ("s", ""), ("en", ""), ("er", ""), ("e", ""),
)  # fmt: skip
_SHORTEST = 3
_LONGEST = 8


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A rough common form: "delivered", "delivery" and "deliver" are one word here."""
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    for ending, instead in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST:
            folded = folded[: -len(ending)] + instead
            break
    if len(folded) > _SHORTEST and folded[-1] == folded[-2]:
        folded = folded[:-1]
    return folded.removesuffix("y")[:_LONGEST]


def content(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order."""
    return tuple(stem(w) for w in _WORD.findall(text) if w.casefold() not in _EMPTY)


def tokens_at(text: str) -> list[tuple[str, int]]:
    """All words folded to stems, the empty ones too, each with where it starts."""
    return [(stem(m[0]), m.start()) for m in _WORD.finditer(text)]


def empty(stemmed: str) -> bool:
    """Whether a stem is of a word that only joins others."""
    return stemmed in _EMPTY_STEMS


_EMPTY_STEMS = frozenset(map(stem, _EMPTY))
