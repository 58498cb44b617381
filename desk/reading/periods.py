"""Lengths of time: "within 5 working days", "two-week", "48 hours", "3-5 days", "tomorrow"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desk.reading.mention import Mention
from desk.reading.vague_times import VAGUE
from policies.terms import Period, Unit

_NAMES: dict[Unit, str] = {
    Unit.WORKING_DAY: (
        r"(?:working|business|work|bank|trading)[ -]?days?|week ?days?|werktag(?:en?|s)?"
        r"|arbeitstag(?:en?|s)?|jours? ouvr(?:é|able)s?|días? (?:hábil(?:es)?|laborables?)"
        r"|dias? út(?:il|eis)|giorn[oi] (?:lavorativ|ferial)[oi]|werkdag(?:en)?"
    ),
    Unit.MINUTE: r"min(?:ute|uut|uto|uti|utos|uten)?[sn]?\b",
    Unit.HOUR: r"hours?|hrs?|stunden?|heures?|horas?|or[ae]|uur|uren",
    Unit.DAY: (
        r"(?:calendar |consecutive )?days?|(?:kalender)?tag(?:en?|s)?|jours?(?: calendaires)?"
        r"|días?(?: naturales)?|dias?|giorn[oi]|dag(?:en)?"
    ),
    Unit.WEEK: r"weeks?|wks?|wochen?|semaines?|semanas?|settiman[ae]|we(?:ek|ken)",
    Unit.MONTH: r"(?:calendar )?months?|monat(?:en?|s)?|mois|mes(?:es)?|mês|mes[ei]|maand(?:en)?",
    Unit.YEAR: r"years?|yrs?|jahr(?:en?|es)?|an(?:s|née|nées)?|años?|anos?|ann[oi]|jaar|jaren",
}
_UNITS = "|".join(f"(?P<{unit.name}>{names})" for unit, names in _NAMES.items())
_AFTER = re.compile(
    rf"(?:[ \u00a0\u202f]?\(\d+\))?[ \u00a0\u202f-]?(?:full |more |further |consecutive |extra "
    rf"|additional |whole |fresh |new |long |entire )?"
    rf"(?:{_UNITS})(?!\w)",
    re.IGNORECASE,
)
# What a rate or a repetition says is no length of time: "5 EUR a month", "twice a day".
_RATE = re.compile(r"(?:[\d€$£%]|\b(?:once|twice|times|hours|days|points))\s?$", re.IGNORECASE)
_ARTICLE = re.compile(r"an?\b|une?\b|um?a?\b|eine?[mnrs]?\b|een\b", re.IGNORECASE)

_AT_ONCE = (
    r"(?:immediate|instant)ly|right away|straight away|at once|sofort|immédiatement|"
    r"inmediatamente|imediatamente|immediatamente|subito|onmiddellijk|meteen"
)
_NAMED: dict[str, tuple[str, Period]] = {
    name: (words, Period(Decimal(count), unit))
    for name, words, count, unit in (
        ("work", r"(?:the )?next (?:working|business) day", 1, Unit.WORKING_DAY),
        (
            "next",
            r"tomorrow|(?:the )?next[- ]day|overnight|demain|mañana|amanhã|domani|morgen",
            1,
            Unit.DAY,
        ),
        ("same", r"today|tonight|same[- ]day|heute|aujourd['’]hui|hoje|oggi|vandaag", 0, Unit.DAY),
        (
            "once",
            _AT_ONCE,
            0,
            Unit.DAY,
        ),
        (
            "after",
            (
                r"(?:the )?day after tomorrow|übermorgen|après-demain|pasado mañana|"
                r"depois de amanhã|"
                r"dopodomani|overmorgen"
            ),
            2,
            Unit.DAY,
        ),
        (
            "week",
            (
                r"next week|nächste[nr]? woche|(?:la )?semaine prochaine|(?:la )?próxima semana|"
                r"(?:la )?prossima settimana|(?:la )?settimana prossima|volgende week"
            ),
            1,
            Unit.WEEK,
        ),
        (
            "month",
            (
                r"next month|nächsten monat|(?:le )?mois prochain|(?:el )?próximo mes|próximo mês|"
                r"(?:il )?(?:prossimo mese|mese prossimo)|volgende maand"
            ),
            1,
            Unit.MONTH,
        ),
        ("fortnight", r"(?:a|one) fortnight", 2, Unit.WEEK),
    )
}
_NAMED |= {name: (words, period) for name, words, period in VAGUE}
_NAMED_ONES = re.compile(
    # "the day after tomorrow" before the "tomorrow" in it
    r"(?:" + "|".join(f"(?P<{name}>{words})" for name, (words, _) in reversed(_NAMED.items()))
    + r")\b",
    re.IGNORECASE,
)  # fmt: skip
# The words that these begin with: where none stands the pattern need not be tried.
_FIRST_WORDS = """
    a after amanhã antes après at até aujourd avant before binnen bis by ce cet cette d dans day
    demain dentro depois deze diese domani dopodomani during eind einde el em en ende entro esta
    fin first fra heute hoje il imediatamente immediatamente immediately immédiatement in
    inmediatamente innerhalb inside instantly jahresende la later le mañana mese meteen mois
    monatsende morgen next noch nächste nächsten nächster oggi one onmiddellijk over overmorgen
    overnight para pasado pour prima prossima prossimo próxima próximo questa questasera questo
    right same semaine settimana sofort sous stasera straight subito the this today tomorrow
    tonight tra until vanavond vandaag vanmiddag volgende voor vor within à übermorgen
"""
_FIRST = frozenset(_FIRST_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")


def unit_at(text: str, words: str, start: int, end: int) -> tuple[Unit, int] | None:
    """The unit of time that the number at `text[start:end]` counts, and where it ends."""
    after = _AFTER.match(text, end)
    if not after:
        return None
    if _ARTICLE.fullmatch(words) and _RATE.search(text[max(0, start - 8) : start]):
        return None
    return next(unit for unit in Unit if after[unit.name]), after.end()


def named(words: str) -> bool:
    """Whether these words are such a name."""
    return bool(_NAMED_ONES.fullmatch(words))


def named_periods(text: str) -> Iterator[Mention]:
    """Lengths of time that have a name instead of a number: "tomorrow", "next working day"."""
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end or word[0].casefold() not in _FIRST:
            continue
        if match := _NAMED_ONES.match(text, word.start()):
            end = match.end()
            yield Mention(_NAMED[match.lastgroup or ""][1], match.start(), end)
