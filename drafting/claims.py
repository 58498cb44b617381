"""What the customer says of their case, as facts to choose a clause by. None of them licenses."""

from __future__ import annotations

import re
from decimal import Decimal

from desk.facts import Fact, FactSource, FactValue
from policies.terms import Period, Unit

_NUMBERS: dict[str, int] = {
    word: value
    for value, words in enumerate(
        (
            (),
            ("a", "an", "one", "ein", "eine", "einen", "einer", "un", "une", "una", "uma", "een"),
            ("two", "zwei", "deux", "dos", "dois", "duas", "due", "twee"),
            ("three", "drei", "trois", "tres", "três", "tre", "drie"),
            ("four", "vier", "quatre", "cuatro", "quatro", "quattro"),
            ("five", "fünf", "cinq", "cinco", "cinque", "vijf"),
            ("six", "sechs", "seis", "sei", "zes"),
            ("seven", "sieben", "sept", "siete", "sete", "sette", "zeven"),
            ("eight", "acht", "huit", "ocho", "oito", "otto"),
            ("nine", "neun", "neuf", "nueve", "nove", "negen"),
            ("ten", "zehn", "dix", "diez", "dez", "dieci", "tien"),
            ("eleven", "elf", "onze", "once", "undici"),
            ("twelve", "zwölf", "douze", "doce", "doze", "dodici", "twaalf"),
        )
    )
    for word in words
}
_UNITS: tuple[tuple[str, Unit], ...] = (
    (
        r"(?:working|business) days?|werktag\w*|arbeitstag\w*|werkdag\w*|jours ouvr\w+",
        Unit.WORKING_DAY,
    ),
    (r"days?|tage?n?|jours?|d[ií]as?|giorn[io]|dag(?:en)?", Unit.DAY),
    (r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|we(?:ek|ken)", Unit.WEEK),
    (r"months?|monate?n?|mois|mes(?:es|i)?|m[eê]s|maand(?:en)?", Unit.MONTH),
)
_LENGTH = (
    r"(?P<count>\d{1,3}|"
    + "|".join(sorted(_NUMBERS, key=len, reverse=True))
    + r")\s+(?P<unit>"
    + "|".join(f"(?:{pattern})" for pattern, _ in _UNITS)
    + r")"
)
_DELAY = re.compile(
    _LENGTH + r"\s+(?:too )?(?:late|overdue|zu spät|verspätet|de retard|de retraso|de atraso|di "
    r"ritardo|te laat|after the promised|later than|past the)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:received|arrived|delivered|got it|came)\s+" + _LENGTH + r"\s+ago",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:order|bestell\w*|commande|pedido|encomenda|ordine|bestelling|ref(?:erence)?|"
    r"booking)\s*(?:number|no\.?|nr\.?|nummer|id|#|n°|numéro|número|numero)?\s*(?:is|:|=|ist|est|"
    r"es|é|è)?\s*#?\s*([A-Z]{0,4}[-/]?\d{4,}(?:-\d+)*)\b|#\s?([A-Z]{0,4}-?\d{4,})\b|"
    r"\b([A-Z]{2,4}-\d{4,})\b",
    re.IGNORECASE,
)
_REASONS = {
    "damaged": "damaged",
    "faulty": "faulty",
    "wrong_item": "wrong item",
    "missing_part": "missing part",
}
_PLAIN: tuple[tuple[str, str], ...] = (
    ("express", r"\bexpress\b|next[- ]day delivery"),
    ("gift", r"\b(?:as|was) a gift\b|\bgift (?:from|for)\b"),
    ("sold_out", r"\bsold out\b"),
    (
        "photo_provided",
        (
            r"\b(?:photos?|pictures?|pics?) (?:attached|enclosed|below|above)|attached (?:a |"
            r"some )?(?:photos?|pictures?)|see (?:the |my )?(?:photos?|pictures?)"
        ),
    ),
    (
        "charged_twice",
        r"charged (?:me )?twice|double[- ]charged|charged (?:\w+ )?two times|paid twice",
    ),
    (
        "appointment_missed",
        (
            r"(?:missed|didn'?t (?:come|turn up)|no[- ]show)[^.!?]{0,30}appointment|"
            r"appointment[^.!?]{0,40}(?:missed|nobody came|no one came|didn'?t (?:come|turn up))"
        ),
    ),
)


def claims_in(text: str, topics: tuple[str, ...]) -> dict[str, Fact]:
    """The facts that the customer states, by name, all of them from the customer."""
    values: dict[str, FactValue] = {}
    if found := _DELAY.search(text):
        values["delay"] = _period(found)
    if found := _SINCE.search(text):
        length = _period(found)
        if length.unit in {Unit.DAY, Unit.WEEK}:
            values["days_since_delivery"] = length.count * (7 if length.unit is Unit.WEEK else 1)
    reason = next((_REASONS[name] for name in topics if name in _REASONS), None)
    if reason is not None:
        values["reason"] = reason
    for name, pattern in _PLAIN:
        if re.search(pattern, text, re.IGNORECASE):
            values[name] = True
    if order := order_number(text):
        values["order_number"] = order
    return {name: Fact(name, value, FactSource.CUSTOMER) for name, value in values.items()}


def order_number(text: str) -> str:
    """The order or booking number that a text names, or an empty string."""
    found = _ORDER.search(text)
    return next((group for group in found.groups() if group), "") if found else ""


def _period(match: re.Match[str]) -> Period:
    word = match["count"].casefold()
    count = Decimal(word) if word.isdigit() else Decimal(_NUMBERS[word])
    unit = next(
        unit for pattern, unit in _UNITS if re.fullmatch(pattern, match["unit"], re.IGNORECASE)
    )
    return Period(count, unit)
