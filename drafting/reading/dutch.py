"""Dutch: amounts, periods, dates and the main remedies."""

from __future__ import annotations

from drafting.reading.languages import Words, lexicon
from policies.terms import Kind

_CUES = {
    Kind.ADMISSION: (
        r"onze (?:fout|schuld|vergissing|nalatigheid|verantwoordelijkheid)\b|fout van (?:ons"
        r"|onze kant)|"
        r"wij? (?:zijn (?:aansprakelijk|verantwoordelijk|schuldig)|erkennen|geven toe)|we (?:zijn "
        r"(?:aansprakelijk|verantwoordelijk)|hebben een fout)"
    ),
    Kind.STATEMENT: (
        r"(?:is|zijn) (?:volkomen |helemaal |absoluut )?(?:veilig|ongevaarlijk|onschadelijk)\b|"
        r"advoca\w+|wettelijk\w*|juridisch\w*|geen gevaar"
    ),
    Kind.REFUND: (
        r"terugbetal\w+|terugbetaald|restitu\w+|vergoed\w+|terugstort\w+|(?:geld|bedrag|prijs"
        r"|kosten)"
        r"(?: \S+){0,4} terug\b|betalen (?:\S+ ){1,12}terug\b|storten (?:\S+ ){1,12}terug\b"
        r"|krijgt (?:\S+ ){1,4}terug\b"
    ),
    Kind.REPLACEMENT: (
        r"vervang\w+|omruil\w*|omgeruild|ruilen (?:\S+ ){0,4}om\b|(?:stur|zend|lever"
        r"|verstur)\w* (?:\S+ ){0,4}"
        r"(?:nieuwe?|andere?|tweede)\b|opnieuw (?:stur|verzend|verstuur|lever)\w*"
    ),
    Kind.DISCOUNT: r"\w*korting\w*|(?:%|procent) (?:minder|goedkoper)|kortingscode",
    Kind.CREDIT: (
        r"\w*tegoedbon\w*|tegoed\b|cadeau(?:bon|kaart)\w*|waardebon\w*|vouchers?\b"
        r"|(?:spaar)?punten\b|"
        r"bijgeschreven|credit\w*"
    ),
    Kind.REPAIR: r"repar\w+|herstel\w+",
    Kind.WAIVER: (
        r"gratis|kosteloos|zonder (?:extra )?(?:kosten|te betalen)"
        r"|geen (?:\w+ )?(?:\w*kosten)|kwijtschel\w+|"
        r"(?:niets|niet) (?:te )?(?:hoeven )?(?:betalen|terug te sturen|terugsturen)"
        r"|hoeft (?:\S+ ){0,3}"
        r"niet|mag (?:\S+ ){0,3}(?:houden|behouden)"
    ),
    Kind.COMPENSATION: (
        r"schadevergoed\w*|compens\w+|schadeloos\w*|tegemoetkom\w+|cadeau\b|"
        r"(?:betalen|geven|storten) (?:wij |we )?(?:u )?(?=\d|€)"
    ),
    Kind.PRICE: r"kost\b|kosten(?= \d)|(?:prijs|tarief)\w* (?:is|bedraagt|van)|prijsgarantie",
    Kind.ELIGIBILITY: (
        r"(?:kunt|kan|mag|kunnen|mogen)(?: \S+){0,9}? (?:terugsturen|retourneren|retourzenden"
        r"|ruilen|"
        r"omruilen|annuleren|opzeggen|herroepen|inwisselen|gebruiken|claimen|verlengen"
        r"|teruggeven)|recht op|"
        r"geldig\b|altijd (?:retour|annul)\w*|levenslang\w*|(?:heeft|hebt) u (?:\d+|veertien"
        r"|dertig) |"
        r"(?:heeft|hebt) (?:\d+|veertien|dertig) |garantie (?:geldt|is|duurt)|retourrecht"
        r"|bedenktijd"
    ),
    Kind.ACTION: (
        r"(?:collega\w*|team|medewerker\w*)\b(?: \S+){0,3}? (?:"
        r"kijkt|antwoordt|belt|stuurt|neemt|zal|controleert|bekijkt|regelt|reageert)\b|"
        r"(?:wij|we|ik) (?:zullen|zal|gaan|ga|hebben|heb|kunnen|kan)\b|(?:wij|we"
        r"|ik) (?:sturen|stuur|"
        r"controleren|bellen|bel|halen|annuleren|sturen|leveren|verlengen|wijzigen|garanderen"
        r"|beloven|"
        r"nemen|laten)\b|(?:sturen|bellen|halen|leveren|annuleren|garanderen) (?:wij|we)\b"
    ),
}

DUTCH = lexicon(
    "nl",
    _CUES,
    Words(
        we=r"wij|we|ik",
        you=r"u|je|jij",
        no=r"niet|geen|nooit|zonder|noch|onmogelijk|uitgesloten|helaas niet",
        harmless_no=r"niet alleen|geen probleem|geen zorgen|niet (?:later|meer|langer) dan|"
        r"aarzel niet|"
        r"niet aarzelen|zonder (?:extra )?kosten|niet (?:aangekomen|ontvangen|tevreden)",
        may=r"kunnen|kan|kunt|mogen|mag|mogelijk|graag",
        offer=r"wilt u|heeft u liever|wil je|zou u|mogen wij|zullen wij",
        but=r"maar|echter|daarentegen|anders",
        also=r"en|of|evenals|plus|omdat|want|inclusief",
        due=r"(?:binnen|in|uiterlijk|voor|na|tot|maximaal|ongeveer|duurt|heeft u|heeft|hebt|"
        r"gedurende|"
        r"tijdens|van)(?: (?:de komende|een termijn van|de))?",
        until=r"(?:voor|uiterlijk|tot(?: en met)?|op|vóór)(?: op)?",
        past=r"was|waren|besteld|gekocht|heeft|hebt|sinds|geleden|vertraging|aangekomen",
        at_most=r"tot(?: maximaal)?|maximaal|hoogstens|niet meer dan|ten hoogste",
        whole=r"volledig\w*|geheel|gehele|helemaal|totale?",
        twice=r"dubbele?|(?:het )?dubbele|drievoudig\w*|twee keer",
        told=r"betaald|betalen|kost|kosten|prijs|waarde|bestelling\w*|factuur|boven|onder|minimaal|"
        r"gekocht|bedrag|vanaf|saldo",
        give=r"geef|geven|krijg|ontvang|stur|stuur|bied|schenk|met|als|ter waarde|plus|bijschr",
        mentioned=r"vroeg om|vroeg naar|vraagt om|vraagt naar|gevraagd om|verzoek om|vra(?:gen|"
        r"agt) (?:om|naar)|gevraagd om|vraag over|over|wegens|verzoek om|"
        r"wacht\w* op|"
        r"in plaats van",
    ),
)
