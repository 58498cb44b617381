"""German: amounts, periods, dates and the main remedies."""

from __future__ import annotations

from drafting.reading.languages import Words, lexicon
from policies.terms import Kind

_GIVE_BACK = (
    r"(?:zurückgeben|zurücksenden|zurückschicken|zurückgegeben|zurückgesendet|umtauschen"
    r"|stornieren|"
    r"storniert|kündigen|widerrufen|einlösen|reklamieren|behalten|verlängern|nutzen)"
)
_CUES = {
    Kind.ADMISSION: (
        r"unsere?[mnrs]? (?:\w+ )?(?:fehlers?|schuld|versehen|verschulden|versäumnis)\b|fehler "
        r"(?:unsererseits|von uns|liegt bei uns)|wir (?:haften|sind schuld|sind verantwortlich|"
        r"übernehmen (?:die |die volle |volle )?(?:verantwortung|haftung|schuld))"
    ),
    Kind.STATEMENT: (
        r"(?:ist|sind) (?:völlig |absolut |ganz )?(?:sicher|ungefährlich|unbedenklich|ungiftig)\b|"
        r"(?:rechts)?anw[aä]lt\w*|gesetzlich\w*|rechtlich\w*|besteht keine gefahr"
    ),
    Kind.REFUND: (
        r"(?:rück|zurück)?erstatt\w+|rückzahlung\w*|zurück(?:ge)?(?:zahl|überw[ei]+s|bezahl)\w+|"
        r"(?:geld|betrag|kaufpreis|summe|kosten)(?: \w+){0,4} zurück\b"
        r"|zahlen (?:\S+ ){1,12}zurück\b|"
        r"bekommen (?:\S+ ){1,4}zurück\b|erhalten (?:\S+ ){1,4}zurück\b|geld[- ]zurück"
    ),
    Kind.REPLACEMENT: (
        r"ersatz(?!teil)\w*|ersetz\w+|umtausch\w*|umgetauscht|austausch\w*|ausgetauscht|tauschen "
        r"(?:\S+ ){1,4}(?:um|aus)\b|(?:send|schick|liefer)\w* (?:\S+ ){0,4}(?:neue|andere"
        r"|zweite)\w*"
        r"|(?:neue|zweite)[nsrm]? \S+ (?:zu|schicken|senden|liefern)\b|noch einmal (?:zu|send"
        r"|schick)"
    ),
    Kind.DISCOUNT: r"\w*rabatt\w*|preisnachlass|nachlass|ermäßig\w+|(?:%|prozent) (?:weniger|"
    r"günstiger)",
    Kind.CREDIT: (
        r"\w*gutschein\w*|gutschrift\w*|gutgeschrieben|schreiben (?:\S+ ){1,5}gut\b|guthaben\w*|"
        r"geschenkkarten?|(?:treue|bonus)?punkte\b"
    ),
    Kind.REPAIR: r"repar\w+",
    Kind.WAIVER: (
        r"kostenlos\w*|kostenfrei\w*|gratis|umsonst|gebührenfrei|versandkostenfrei|erlassen\b|"
        r"(?:keine|ohne)(?: \w+){0,2} (?:\w*kosten|\w*gebühr\w*)|verzichten (?:wir )?auf|"
        r"(?:nichts|nicht) (?:zu )?(?:be)?zahlen|nicht (?:zurückschicken|zurücksenden)|"
        r"(?:dürfen|können) (?:\S+ ){1,4}behalten"
    ),
    Kind.COMPENSATION: (
        r"entschädig\w+|schadens?ersatz|kulanz\w*|wiedergutmach\w+|geschenk\b|prämie\b|"
        r"(?:zahlen|überweisen|geben|schenken) (?:wir )?(?:ihnen )?(?=\d|€)"
    ),
    Kind.PRICE: r"kostet\b|(?:preis|gebühr)\w* (?:beträgt|liegt|ist|von)|preisgarantie|"
    r"kosten(?= \d)",
    Kind.ELIGIBILITY: (
        rf"(?:können|dürfen)(?: \S+){{0,9}}? {_GIVE_BACK}|anspruch auf|berechtigt|"
        r"(?:widerrufs|rückgabe)(?:recht|frist)\w*|gültig\b|jederzeit|lebenslang\w*|"
        r"haben sie (?:\d+|vierzehn|dreißig|zwei|drei) |garantie (?:gilt|läuft|beträgt)"
    ),
    Kind.ACTION: (
        r"(?:kolleg\w*|team|mitarbeiter\w*|kundenservice|kundendienst)\b(?: \S+){0,4}? (?:"
        r"sieht|schaut|prüft|meldet|kümmert|antwortet|ruft|schickt|sendet|holt|bringt|"
        r"wird|kommt)\b|"
        r"(?:wir|ich) (?:werden?|haben?|können|kann)\b|(?:wir|ich) (?:senden|schicke?n?"
        r"|prüfen?|rufen?|"
        r"holen?|kümmern?|stornieren?|leiten?|melden?|informieren?|liefern?|veranlassen|buchen?|"
        r"verlängern?|ändern?|versprechen|garantieren)\b|(?:senden|schicken|prüfen|rufen"
        r"|holen|kümmern|"
        r"stornieren|leiten|melden|informieren|liefern|veranlassen|verlängern|ändern"
        r"|garantieren) wir\b"
    ),
}

GERMAN = lexicon(
    "de",
    _CUES,
    Words(
        we=r"wir|ich",
        you=r"sie|du|ihr",
        no=r"nicht|kein\w*|nie|niemals|ohne|weder|leider nicht|ausgeschlossen|unmöglich",
        harmless_no=r"nicht nur|kein problem|keine sorge|nicht (?:mehr|später|länger) als|"
        r"nicht zögern"
        r"|ohne (?:weitere|zusätzliche) kosten|nicht (?:angekommen|erhalten|zufrieden"
        r"|funktioniert)",
        may=r"können|kann|könnten|dürfen|darf|möglich|gerne",
        offer=r"möchten sie|wünschen sie|hätten sie (?:lieber|gern)|wollen sie|dürfen wir|"
        r"sollen wir",
        but=r"aber|jedoch|allerdings|sondern|stattdessen",
        also=r"und|oder|sowie|plus|außerdem|beziehungsweise|weil|da|einschließlich|inklusive",
        due=r"innerhalb(?: von| der nächsten)?|binnen|in(?: den nächsten)?|bis(?: zu)?|"
        r"spätestens|nach|"
        r"dauert|maximal|höchstens|für|etwa|rund|circa|ca\.|haben sie|beträgt|nächsten|ab",
        until=r"bis(?: zum| spätestens)?(?: am| zum)?|am|vor(?: dem)?|spätestens(?: am)?",
        past=r"war|waren|bestellt|gekauft|wurde|wurden|haben|hat|seit|vom|verspätet",
        at_most=r"bis zu|höchstens|maximal|nicht mehr als",
        whole=r"voll(?:er|en|e|ständig\w*)|ganze[nr]?|gesamte[nr]?|komplett\w*",
        twice=r"doppelt\w*|zweifach\w*|dreifach\w*",
        told=r"bezahlt|zahlen|zahlten|kosten|kostet|preis|gebühr|wert|bestellung|bestellwert|"
        r"rechnung|"
        r"ab|über|unter|mindestens|gekauft|betrag|guthaben",
        give=r"geb|bekomm|erhalt|erhält|schenk|send|schick|biet|schreib|dank|nehmen|als|mit|"
        r"über|plus",
        mentioned=r"(?:haben|hatten|hat) (?:uns )?(?:nach|um)|gefragt nach|bitten um|gebeten um|"
        r"fragen? (?:nach|zu|zur)|anfrage (?:zu|zur)|wegen|"
        r"bezüglich|"
        r"warten auf|wunsch nach|antrag auf|statt",
    ),
)
