"""Days: "2026-03-12", "12 March 2026", "March 12", "12.03.2026", "by Friday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from desk.reading.mention import DayOfYear, Mention, Weekday

_MONTHS: dict[str, int] = {
    name: month
    for month, names in enumerate(
        (
            "january jan januar janvier enero janeiro gennaio januari",
            "february feb februar février febrero fevereiro febbraio februari",
            "march mar märz mars marzo março maart",
            "april apr avril abril aprile",
            "may mai mayo maio maggio mei",
            "june jun juni juin junio junho giugno",
            "july jul juli juillet julio julho luglio",
            "august aug août agosto augustus",
            "september sep sept septembre septiembre setembro settembre",
            "october oct oktober octobre octubre outubro ottobre okt",
            "november nov novembre noviembre novembro",
            "december dec dezember décembre diciembre dezembro dicembre dez",
        ),
        start=1,
    )
    for name in names.split()
}
_DAYS: dict[str, int] = {
    name: day
    for day, names in enumerate(
        (
            "monday montag lundi lunes lunedì maandag segunda-feira",
            "tuesday dienstag mardi martes martedì dinsdag terça-feira",
            "wednesday mittwoch mercredi miércoles mercoledì woensdag quarta-feira",
            "thursday donnerstag jeudi jueves giovedì donderdag quinta-feira",
            "friday freitag vendredi viernes venerdì vrijdag sexta-feira",
            "saturday samstag samedi sábado sabato zaterdag weekend wochenende",
            "sunday sonntag dimanche domingo domenica zondag",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"

_ISO = re.compile(r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")
_FIGURES = re.compile(
    r"(?<![\w./-])(?P<one>[0-3]?\d)(?P<sep>[./])(?P<two>[0-3]?\d)(?P=sep)(?P<year>(?:19|20)\d\d)"
    r"(?!\d)"
)
_DAY_FIRST = re.compile(
    rf"(?<![\w.,]){_DAY}[ \u00a0](?:of |de )?(?P<month>{_MONTH})\b\.?(?:,?[ \u00a0](?:de "
    rf"|del )?{_YEAR})?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\.?[ \u00a0]{_DAY}(?!\d|[.,]?\d|\s?%)(?:,?[ \u00a0]{_YEAR}\b)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{5,}(?:-feira)?")  # no weekday is shorter
_DIGIT = re.compile(r"\d")


def dates(text: str) -> Iterator[Mention]:
    """Every day that is named; "12 March" as a day of any year, weekdays as such."""
    if _DIGIT.search(text):
        yield from _with_figures(text)
    for match in _WORD.finditer(text):
        if number := _DAYS.get(match[0].casefold()):
            yield Mention(Weekday(number), match.start(), match.end())


def _with_figures(text: str) -> Iterator[Mention]:
    for match in _ISO.finditer(text):
        yield from _full(match, int(match["year"]), int(match["month"]), int(match["day"]))
    for match in _FIGURES.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        # Day before month, as in most of the world; the other way where only that can be.
        month, day = (one, two) if two > 12 else (two, one)  # noqa: PLR2004 - months in a year
        yield from _full(match, int(match["year"]), month, day)
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            month, day = _MONTHS[match["month"].casefold()], int(match["day"])
            if match["year"]:
                yield from _full(match, int(match["year"]), month, day)
            elif 1 <= day <= 31:  # noqa: PLR2004 - days in a month
                yield Mention(DayOfYear(month, day), match.start(), match.end())


def _full(match: re.Match[str], year: int, month: int, day: int) -> Iterator[Mention]:
    try:
        yield Mention(date(year, month, day), match.start(), match.end())
    except ValueError:  # the 31st of February is a number, not a day
        return
