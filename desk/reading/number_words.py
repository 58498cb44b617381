"""Numbers in words in the seven languages: up to ninety-nine, and the round hundreds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_EN = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
"""
_DE = """
    null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn
    sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig
    neunzig
"""
_FR = """
    zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
    dix-sept dix-huit dix-neuf vingt trente quarante cinquante soixante
"""
_ES = """
    cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
    dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta
    ochenta noventa
"""
_PT = """
    zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis
    dezessete dezoito dezenove vinte trinta quarenta cinquenta sessenta setenta oitenta noventa
"""
_IT = """
    zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici
    quindici sedici diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta
    settanta ottanta novanta
"""
_NL = """
    nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien
    zestien zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig
    negentig
"""


def _plain(words: str) -> tuple[dict[str, int], list[str], list[tuple[int, str]]]:
    """The words below twenty with their values, the ones, and the tens from twenty."""
    listed = words.split()
    tens = [(ten * 10, word) for ten, word in enumerate(listed[20:], start=2)]
    found = {word: value for value, word in enumerate(listed[:20])} | {w: v for v, w in tens}
    return found, listed[:20], tens


def _english() -> Iterator[tuple[str, int]]:
    found, ones, tens = _plain(_EN)
    yield from found.items()
    for ten, word in tens:
        for one in range(1, 10):
            yield f"{word}-{ones[one]}", ten + one
            yield f"{word} {ones[one]}", ten + one
    for hundred in range(1, 10):
        yield f"{ones[hundred]} hundred", hundred * 100
        yield f"{ones[hundred]} hundred and fifty", hundred * 100 + 50
    yield from (("a hundred", 100), ("a thousand", 1000), ("one thousand", 1000), ("a dozen", 12))


def _german() -> Iterator[tuple[str, int]]:
    found, ones, tens = _plain(_DE)
    yield from found.items()
    for ten, word in tens:
        yield from ((f"{ones[one]}und{word}", ten + one) for one in range(1, 10))
    yield from ((form, 1) for form in ("eine", "einem", "einen", "einer", "eines", "eins"))
    yield from ((f"{ones[n]}hundert", n * 100) for n in range(1, 10))
    yield from (("hundert", 100), ("tausend", 1000))


def _french() -> Iterator[tuple[str, int]]:
    found, ones, tens = _plain(_FR)
    yield from found.items()
    yield "une", 1
    for ten, word in tens:
        for one in range(1, 10):
            yield f"{word}-{ones[one]}", ten + one
        yield f"{word} et un", ten + 1
    for more in range(10, 20):
        yield f"soixante-{ones[more]}", 60 + more
        yield f"quatre-vingt-{ones[more]}", 80 + more
    yield from ((f"quatre-vingt-{ones[one]}", 80 + one) for one in range(1, 10))
    yield from (("quatre-vingts", 80), ("soixante et onze", 71), ("cent", 100), ("mille", 1000))
    yield from (
        (f"{ones[n]} {cents}", n * 100) for n in range(2, 10) for cents in ("cent", "cents")
    )


def _joined(words: str, joint: str) -> Iterator[tuple[str, int]]:
    found, ones, tens = _plain(words)
    yield from found.items()
    for ten, word in tens:
        yield from ((f"{word} {joint} {ones[one]}", ten + one) for one in range(1, 10))


def _spanish() -> Iterator[tuple[str, int]]:
    yield from _joined(_ES, "y")
    yield from (("un", 1), ("una", 1), ("cien", 100), ("ciento", 100), ("mil", 1000))
    twenties = "veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete"
    twenties += " veintiocho veintinueve"
    yield from ((word, value) for value, word in enumerate(twenties.split(), start=21))
    hundreds = "doscientos trescientos cuatrocientos quinientos"
    yield from ((word, 100 * n) for n, word in enumerate(hundreds.split(), start=2))


def _portuguese() -> Iterator[tuple[str, int]]:
    yield from _joined(_PT, "e")
    teens = (("dezasseis", 16), ("dezassete", 17), ("dezanove", 19))
    yield from (("uma", 1), ("duas", 2), ("cem", 100), ("cento", 100), ("mil", 1000), *teens)
    hundreds = "duzentos trezentos quatrocentos quinhentos"
    yield from ((word, 100 * n) for n, word in enumerate(hundreds.split(), start=2))


def _italian() -> Iterator[tuple[str, int]]:
    found, ones, tens = _plain(_IT)
    yield from found.items()
    yield from (("un", 1), ("una", 1), ("cento", 100), ("mille", 1000))
    for ten, word in tens:
        for one in range(1, 10):
            # venti + uno is "ventuno"; a three at the end bears an accent
            stem = word[:-1] if ones[one][0] in "uo" else word
            yield f"{stem}{'tré' if one == 3 else ones[one]}", ten + one  # noqa: PLR2004 - three
    yield from ((f"{ones[n]}cento", n * 100) for n in range(2, 10))


def _dutch() -> Iterator[tuple[str, int]]:
    found, ones, tens = _plain(_NL)
    yield from found.items()
    yield from (("één", 1), ("honderd", 100), ("duizend", 1000))
    for ten, word in tens:
        for one in range(1, 10):
            joint = "ën" if ones[one].endswith("e") else "en"
            yield f"{ones[one]}{joint}{word}", ten + one
    yield from ((f"{ones[n]}honderd", n * 100) for n in range(2, 10))


def _all() -> Iterator[tuple[str, int]]:
    yield from _dutch()
    yield from _italian()
    yield from _portuguese()
    yield from _spanish()
    yield from _french()
    yield from _german()
    yield from _english()
    yield from (("a", 1), ("an", 1), ("a couple of", 2), ("ein paar", 2))


# Casefolded ("dreissig"). Where two languages share a word, it means the same number in both.
WORDS: Mapping[str, int] = {word.casefold(): value for word, value in _all()}
