"""Times that are promised without a number: "by close of business", "in a few days".

Each is read as the shortest that it can mean, so that no clause with a number licenses it unless it
says the same; what names a day of the calendar without a date is a time that no clause says.
"""

from __future__ import annotations

from decimal import Decimal

from desk.reading.mention import NEVER_SAID
from policies.terms import Period, Unit

_FEW = (
    r"(?:in|within|over|after) (?:just |only )?(?:a|the next|the coming) few (?:short )?{en}"
    r"|in (?:ein paar|wenigen|einigen) {de}|(?:dans|sous|d['’]ici) quelques {fr}"
    r"|(?:en|dentro de) (?:unos|unas|pocos|pocas) {es}|(?:em|dentro de) (?:poucos|poucas|"
    r"alguns|algumas) {pt}"
    r"|(?:fra|tra|entro|in) (?:qualche|pochi|poche) {it}|(?:binnen|over) (?:enkele|een paar) {nl}"
)
_DAYS = _FEW.format(
    en="days", de="tagen", fr="jours", es="días", pt="dias", it="giorn[oi]", nl="dagen"
)
_HOURS = _FEW.format(
    en="hours", de="stunden", fr="heures", es="horas", pt="horas", it="or[ae]", nl="(?:uur|uren)"
)

VAGUE: tuple[tuple[str, str, Period], ...] = (
    ("few_days", _DAYS, Period(Decimal(2), Unit.DAY)),
    ("few_hours", _HOURS, Period(Decimal(2), Unit.HOUR)),
    (
        "hour",
        (
            r"(?:within|in|inside) the (?:next )?hour|innerhalb der (?:nächsten )?stunde|"
            r"dans l['’]heure"
            r"|dentro de la hora|dentro de uma hora|entro un['’]ora|binnen het uur"
        ),
        Period(Decimal(1), Unit.HOUR),
    ),
    (
        "day_end",
        (
            r"(?:by|before|at) (?:the )?(?:end of (?:the |this )?(?:business |working )?day|"
            r"close of (?:"
            r"business|play)|cob|eod)|(?:by|before) (?:noon|midday|midnight|lunch\w*)|"
            r"this (?:morning|afternoon|"
            r"evening)"
            r"|(?<!the )(?<!your )(?<!our )first thing(?: in the morning)?|later today|"
            r"heute (?:abend|nachmittag|mittag)|"
            r"bis feierabend"
            r"|ce (?:soir|matin)|cet après-midi|esta (?:tarde|noche|mañana)|hoje à (?:tarde|noite)"
            r"|(?:questa|sta)sera|questo pomeriggio|vanavond|vanmiddag"
        ),
        Period(Decimal(0), Unit.DAY),
    ),
    (
        "working_week",
        r"(?:a|one|the|this) (?:working|business) week",
        Period(Decimal(5), Unit.WORKING_DAY),
    ),
    (
        "week_end",
        (
            r"(?:by|before|over|this|during) (?:the )?(?:end of (?:the |this )?week|week-?end)|"
            r"this week"
            r"|(?:bis )?ende der woche|(?:noch )?diese woche|(?:d['’]ici )?(?:à )?la fin de (?:la "
            r")?semaine"
            r"|cette semaine|a finales de (?:la )?semana|esta semana|até ao? fim da semana"
            r"|entro (?:la )?fine (?:della )?settimana|questa settimana|(?:eind|einde) van de week|"
            r"deze week"
        ),
        Period(Decimal(0), Unit.WEEK),
    ),
    (
        "month_end",
        (
            r"(?:by|before|at) (?:the )?end of (?:the |this |next )?(?:month|quarter|year)|"
            r"this month"
            r"|(?:bis )?(?:ende des monats|monatsende|jahresende)|(?:d['’]ici )?(?:la )?fin (?:du|"
            r"de) mois"
            r"|a (?:finales|fin) de mes|até (?:ao )?fim do mês|entro (?:la )?fine (?:del )?mese"
            r"|(?:eind|einde) van de maand"
        ),
        Period(Decimal(0), Unit.MONTH),
    ),
    (
        "feast",
        (
            r"(?:by|before|until|in time for|vor|bis|avant|pour|antes de|para|até|antes do|"
            r"prima di|entro"
            r"|voor) (?:the )?(?:christmas|easter|new year(?:['’]s)?|your birthday|weihnachten|"
            r"ostern"
            r"|noël|pâques|navidad|semana santa|o natal|natal|páscoa|natale|pasqua|kerst\w*|pasen)"
        ),
        NEVER_SAID,
    ),
)
