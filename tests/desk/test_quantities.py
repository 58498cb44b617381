from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.reading.mention import DayOfYear, MentionValue, Weekday
from desk.reading.quantities import quantities, same
from policies.terms import Money, Percent, Period, Unit


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def period(count: str, unit: Unit) -> Period:
    return Period(Decimal(count), unit)


MONEY: list[tuple[str, list[MentionValue]]] = [
    ("€15", [eur("15")]),
    ("15 EUR", [eur("15")]),
    ("15 euros", [eur("15")]),
    ("fifteen euros", [eur("15")]),
    ("twenty-five euros", [eur("25")]),
    ("a hundred euros", [eur("100")]),
    ("one hundred and fifty euros", [eur("150")]),
    ("fünfzehn Euro", [eur("15")]),
    ("vingt euros", [eur("20")]),
    ("$1,200.50", [Money(Decimal("1200.50"), "USD")]),
    ("£4.99", [Money(Decimal("4.99"), "GBP")]),
    ("1.200,50 €", [eur("1200.50")]),
    ("1 200,50 €", [eur("1200.50")]),
    ("1'200.50 CHF", [Money(Decimal("1200.50"), "CHF")]),
    ("1.200 €", [eur("1200")]),
    ("4,90 €", [eur("4.90")]),
    ("EUR 15", [eur("15")]),
    ("US$ 15", [Money(Decimal(15), "USD")]),
    ("$5k", [Money(Decimal(5000), "USD")]),
    ("$2 million", [Money(Decimal(2_000_000), "USD")]),
    ("€10-20", [eur("10"), eur("20")]),
    ("10 to 20 EUR", [eur("10"), eur("20")]),
    ("between 10 and 20 EUR", [eur("10"), eur("20")]),
    ("+$30 surcharge", [Money(Decimal(30), "USD")]),
    ("submit $3,000, please", [Money(Decimal(3000), "USD")]),
]
OTHERS: list[tuple[str, list[MentionValue]]] = [
    ("10%", [Percent(Decimal(10))]),
    ("10 percent", [Percent(Decimal(10))]),
    ("ten per cent", [Percent(Decimal(10))]),
    ("10 Prozent", [Percent(Decimal(10))]),
    ("7.125%", [Percent(Decimal("7.125"))]),
    ("10-15%", [Percent(Decimal(10)), Percent(Decimal(15))]),
    ("half of the price", [Percent(Decimal(50))]),
    ("a quarter of it", [Percent(Decimal(25))]),
    ("within 5 working days", [period("5", Unit.WORKING_DAY)]),
    ("five business days", [period("5", Unit.WORKING_DAY)]),
    ("five (5) days", [period("5", Unit.DAY)]),
    ("two-week", [period("2", Unit.WEEK)]),
    ("a 14-day window", [period("14", Unit.DAY)]),
    ("48 hours", [period("48", Unit.HOUR)]),
    ("3-5 days", [period("3", Unit.DAY), period("5", Unit.DAY)]),
    ("24–48 hours", [period("24", Unit.HOUR), period("48", Unit.HOUR)]),
    ("five to seven business days", [period("5", Unit.WORKING_DAY), period("7", Unit.WORKING_DAY)]),
    ("a week", [period("1", Unit.WEEK)]),
    ("a fortnight", [period("2", Unit.WEEK)]),
    ("a couple of days", [period("2", Unit.DAY)]),
    ("tomorrow", [period("1", Unit.DAY)]),
    ("today", [period("0", Unit.DAY)]),
    ("immediately", [period("0", Unit.DAY)]),
    ("the next working day", [period("1", Unit.WORKING_DAY)]),
    ("in 14 Tagen", [period("14", Unit.DAY)]),
    ("vierzehn Tage", [period("14", Unit.DAY)]),
    ("5 Werktage", [period("5", Unit.WORKING_DAY)]),
    ("30 jours", [period("30", Unit.DAY)]),
    ("5 jours ouvrés", [period("5", Unit.WORKING_DAY)]),
    ("15 días hábiles", [period("15", Unit.WORKING_DAY)]),
    ("10 dias úteis", [period("10", Unit.WORKING_DAY)]),
    ("5 giorni lavorativi", [period("5", Unit.WORKING_DAY)]),
    ("5 werkdagen", [period("5", Unit.WORKING_DAY)]),
    ("2 weken", [period("2", Unit.WEEK)]),
    ("2026-03-12", [date(2026, 3, 12)]),
    ("12 March 2026", [date(2026, 3, 12)]),
    ("March 12, 2026", [date(2026, 3, 12)]),
    ("12. März 2026", [date(2026, 3, 12)]),
    ("12.03.2026", [date(2026, 3, 12)]),
    ("12/03/2026", [date(2026, 3, 12)]),
    ("03/25/2026", [date(2026, 3, 25)]),
    ("12 de marzo de 2026", [date(2026, 3, 12)]),
    ("12 March", [DayOfYear(3, 12)]),
    ("by Friday", [Weekday(5)]),
    ("bis Freitag", [Weekday(5)]),
]
NOT_MONEY = ["60 all free", "5 top offers", "1. first, 2. second", "an item", "once a day"]


@pytest.mark.parametrize(("text", "expected"), [*MONEY, *OTHERS])
def test_reads_what_people_write(text: str, expected: list[MentionValue]) -> None:
    assert [m.value for m in quantities(text, plain=False)] == expected


@pytest.mark.parametrize("text", NOT_MONEY)
def test_reads_no_quantity_where_there_is_none(text: str) -> None:
    assert quantities(text, plain=False) == ()


def test_a_rate_is_no_length_of_time() -> None:
    assert [m.value for m in quantities("$5 a month", plain=False)] == [Money(Decimal(5), "USD")]


def test_plain_numbers_but_not_the_numbers_of_a_list() -> None:
    assert [m.value for m in quantities("1. Order 4711 has 3 items")] == [Decimal(4711), Decimal(3)]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (period("48", Unit.HOUR), period("2", Unit.DAY), True),
        (period("2", Unit.WEEK), period("14", Unit.DAY), True),
        (period("5", Unit.DAY), period("5", Unit.WORKING_DAY), False),
        (period("1", Unit.MONTH), period("30", Unit.DAY), False),
        (eur("15"), Money(Decimal(15), "USD"), False),
        (eur("15"), eur("15.00"), True),
        (DayOfYear(3, 12), date(2026, 3, 12), True),
        (Decimal(15), Percent(Decimal(15)), False),
    ],
)
def test_same_quantity(one: MentionValue, two: MentionValue, *, expected: bool) -> None:
    assert same(one, two) is expected


@given(st.text(max_size=300))
def test_positions_are_valid_and_do_not_overlap(text: str) -> None:
    last = 0
    for mention in quantities(text):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end


@given(st.decimals(min_value=0, max_value=99999, places=2))
def test_every_way_to_write_an_amount_is_read_back(amount: Decimal) -> None:
    for text in (f"€{amount}", f"{amount} EUR", f"€{amount:,}", f"{amount} euros"):
        assert [m.value for m in quantities(text)] == [Money(amount, "EUR")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("fünfundzwanzig Euro", "25 EUR"),
        ("zweihundert Euro", "200 EUR"),
        ("vingt-cinq euros", "25 EUR"),
        ("quatre-vingt-dix-sept euros", "97 EUR"),
        ("soixante et onze euros", "71 EUR"),
        ("veinticinco euros", "25 EUR"),
        ("treinta y dos euros", "32 EUR"),
        ("vinte e cinco euros", "25 EUR"),
        ("duzentos euros", "200 EUR"),
        ("venticinque euro", "25 EUR"),
        ("ventuno euro", "21 EUR"),
        ("trentatré euro", "33 EUR"),
        ("vijfentwintig euro", "25 EUR"),
        ("tweeëndertig euro", "32 EUR"),
        ("quarante-huit heures", "48 hours"),
        ("dreißig Tage", "30 days"),
        ("catorce días", "14 days"),
        ("duas semanas", "2 weeks"),
        ("quattordici giorni", "14 days"),
        ("eenentwintig dagen", "21 days"),
    ],
)
def test_numbers_in_words_of_seven_languages(text: str, value: str) -> None:
    (found,) = quantities(text, plain=False)
    assert str(found.value) == value


NAMED = """
after a few days | a fortnight | amanhã | antes do natal | après-demain | at end of day | avant
noël | até ao fim do mês | aujourd'hui | before noon | binnen het uur | bis feierabend | by cob |
ce soir | cet après-midi | cette semaine | d'ici la fin du mois | dans l'heure | day after
tomorrow | demain | dentro de la hora | depois de amanhã | deze week | diese woche | domani |
dopodomani | during the week-end | einde van de maand | ende der woche | el próximo mes | em
poucos dias | en unos días | entro fine settimana | esta noche | fin de mois | first thing | fra
pochi giorni | heute | hoje | il prossimo mese | imediatamente | immediatamente | immediately |
immédiatement | inmediatamente | innerhalb der stunde | inside the hour | instantly | jahresende |
in time for easter | la prossima settimana | later today | le mois prochain | mañana | mese
prossimo | meteen | mois prochain | monatsende | morgen | next day | noch diese woche | nächste
woche | nächsten monat | nächster woche | oggi | one fortnight | onmiddellijk | over enkele dagen
| overmorgen | overnight | para navidad | pasado mañana | pour noël | prima di natale | prossima
settimana | prossimo mese | próxima semana | próximo mês | questa settimana | questasera | questo
pomeriggio | right away | same day | semaine prochaine | settimana prossima | sofort | sous
quelques jours | stasera | straight away | subito | the next day | this week | today | tomorrow |
tonight | tra poche ore | until christmas | vanavond | vandaag | vanmiddag | volgende week | voor
kerst | vor ostern | within the hour | übermorgen | eind van de week | binnen enkele uren | over
een paar uur
"""


@pytest.mark.parametrize("words", [w.strip() for w in NAMED.replace("\n", " ").split("|")])
def test_each_time_with_a_name_is_found_wherever_it_stands(words: str) -> None:
    found = [m for m in quantities(f"So: {words.capitalize()}.") if isinstance(m.value, Period)]
    assert len(found) == 1
    assert [m for m in quantities(f"x{words}x") if isinstance(m.value, Period)] == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30 days, or rather forty.", [30, 40]),
        ("You have 30 days. And honestly, 60 would be fine.", [30, 60]),
        ("Trente jours, disons quarante.", [30, 40]),
        ("Dreißig Tage, oder eher vierzig!", [30, 40]),
        ("Take 30 days, make that 35", [30, 35]),
        ("30 days or two photos.", [30]),
        ("30 days and two.", [30]),
        ("Send 3, or rather 4.", []),
        ("within 14 days, say, two photos", [14]),
    ],
)
def test_a_number_instead_of_another_measures_the_same(text: str, days: list[int]) -> None:
    found = [m.value for m in quantities(text, plain=False)]
    assert found == [period(str(d), Unit.DAY) for d in days]


def test_an_amount_is_corrected_too() -> None:
    assert [m.value for m in quantities("15 EUR, or rather twenty.")] == [eur("15"), eur("20")]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("half of the price", "50"),
        ("three quarters of the price", "75"),
        ("a quarter of the price", "25"),
        ("a third of the price", "33.34"),
        ("one fifth off", "20"),
        ("a tenth of it", "10"),
        ("ein Viertel des Preises", "25"),
        ("ein Zehntel vom Preis", "10"),
        ("un tiers du prix", "33.34"),
        ("un quinto del precio", "20"),
        ("um terço do preço", "33.34"),
        ("een kwart van de prijs", "25"),
    ],
)
def test_fractions_are_shares(text: str, share: str) -> None:
    assert [m.value for m in quantities(text)] == [Percent(Decimal(share))]


def test_what_is_no_fraction_of_anything_is_none() -> None:
    assert quantities("a third lamp, a quarter past and the fifth of them") == ()
