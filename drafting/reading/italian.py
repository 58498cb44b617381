"""Italian: amounts, periods, dates and the main remedies."""

from __future__ import annotations

from drafting.reading.languages import Words, lexicon
from policies.terms import Kind

_CUES = {
    Kind.ADMISSION: (
        r"(?:nostr[ao]) (?:colpa|errore|negligenza|responsabilità)\b|errore (?:nostro"
        r"|da parte nostra)|"
        r"siamo (?:responsabili|colpevoli)|(?:ci assumiamo|ammettiamo|riconosciamo)\b|abbiamo "
        r"(?:sbagliato|commesso)"
    ),
    Kind.STATEMENT: (
        r"(?:è|sono) (?:del tutto |completamente |assolutamente )?(?:sicur[aoei]|innocu\w+)\b"
        r"|avvocat\w+|"
        r"legalmente|diritt[oi] legal\w+|nessun (?:pericolo|rischio)"
    ),
    Kind.REFUND: (
        r"rimbors\w+|(?:restitu|riaccredit|rend)\w+ (?:\S+ ){0,3}(?:denaro|importo|prezzo"
        r"|soldi|somma|\d[\d.,]* ?(?:€|euro))|"
        r"soldi indietro"
    ),
    Kind.REPLACEMENT: (
        r"sostitu\w+|(?:cambi)\w* (?:\S+ ){0,3}con (?:un|altr|nuov)\w*|(?:invi\w+|mand\w+|sped\w+) "
        r"(?:\S+ ){0,4}(?:nuov[aoei]|altr[aoei])\b|rispedi\w+|reinvi\w+"
    ),
    Kind.DISCOUNT: r"scont[oi]\b|ribass\w+|codice promozionale|riduzione|% in meno",
    Kind.CREDIT: (
        r"buon[oi](?: d['’]acquisto| sconto| regalo)?\b(?! \w+a\b)|cart[ae] regalo|voucher"
        r"|credit[oi]\b|"
        r"accredit\w+|punti\b"
    ),
    Kind.REPAIR: r"ripar\w+",
    Kind.WAIVER: (
        r"gratis|gratuit\w+|senza (?:costi|spese|pagare)|(?:nessun[ao]?|non ci sono) (?:costo"
        r"|spes\w|costi)|"
        r"non (?:deve|dovrà|devi) (?:pagare|restituire|rispedire)|non paga\w*\b|può tenere"
        r"|esenz\w+|"
        r"omaggio"
    ),
    Kind.COMPENSATION: (
        r"risarc\w+|indenn\w+|compens\w+|(?<!carta )(?<!carte )(?<!buono )(?<!buoni )regalo\b|"
        r"(?:pag|vers|d[aà]|offr)\w* (?:\S+ ){0,2}(?=\d+[\d.,]* ?(?:€|eur))"
    ),
    Kind.PRICE: r"costan?o?\b(?= \d)|costa\b|(?:prezzo|tariffa|spese)\w* (?:è|sono|di)(?= \d)",
    Kind.ELIGIBILITY: (
        r"(?:può|possono|potrà|puoi)(?: \S+){0,5}? (?:restituire|rendere|cambiare|annullare"
        r"|recedere|"
        r"reclamare|usare|utilizzare|riscattare|prolungare|rispedire)|ha(?:nno)? diritto"
        r"|diritto (?:a|di)|"
        r"valid[aoei]\b|in qualsiasi momento|a vita\b|dispone di|copert[aoei]|ha (?:\d+"
        r"|quattordici|trenta) "
        r"|la garanzia (?:è|copre|dura)"
    ),
    Kind.ACTION: (
        r"(?:collegh?[aei]|team|squadra)\b(?: \S+){0,3}? (?:"
        r"guard\w+|rispond\w+|verific\w+|contatt\w+|"
        r"invi\w+|chiam\w+|controll\w+|occup\w+)\b|"
        r"\w{3,}(?:eremo|iremo|erò|irò)\b|(?:le |vi |ti )?(?:inviamo|spediamo|verifichiamo"
        r"|chiamiamo|"
        r"annulliamo|ritiriamo|garantiamo|promettiamo)\b|abbiamo \w+(?:ato|uto|ito)\b"
    ),
}

ITALIAN = lexicon(
    "it",
    _CUES,
    Words(
        we=r"noi|io",
        you=r"lei|voi|tu",
        no=r"non|nessun\w*|mai|impossibile|né|senza|esclus\w+",
        harmless_no=r"non solo|nessun problema|non si preoccupi|non esiti|non esiteremo|"
        r"senza (?:costi|"
        r"spese)|non più (?:di|tardi)|non è arrivato",
        may=r"possiamo|può|possono|potrà|potremmo|possibile",
        offer=r"(?:le|ti) piacerebbe|desidera|preferisce|vuole|possiamo offrir\w+",
        but=r"ma|però|tuttavia|bensì|altrimenti",
        also=r"e|ed|o|oppure|nonché|più|perché|poiché|incluse?|inclusi",
        due=r"(?:entro|in|nel giro di|durante|prima di|fino a|dopo|a|di|per|massimo|ha|"
        r"dispone di|circa)"
        r"(?: (?:i prossimi|un massimo di|i))?",
        until=r"(?:entro|prima del|fino al?|il|al più tardi)(?: il| giorno)?",
        past=r"ordinato|acquistato|pagato|era|stato|stata|da|fa|ritardo|arrivato",
        at_most=r"fino a|al massimo|massimo(?: di)?|non più di",
        whole=r"integral\w*|per intero|interamente|total(?:e|mente)|complet\w+",
        twice=r"(?:il )?doppio|(?:il )?triplo|due volte",
        told=r"pagato|pagare|costa\w*|costo|prezzo|spese|valore|ordin[ei]|fattura|oltre|meno|"
        r"minimo|"
        r"acquist\w+|importo|superior\w+|inferior\w+|saldo",
        give=r"offr|dar|diamo|invi|ricev|otten|regal(?!o\b)|aggiung|con|sotto forma|come|accredit|"
        r"approfitt",
        mentioned=r"ha chiesto|chiede|richiesta di|richiest\w+|chie\w+|richiest\w+ di|"
        r"riguardo a\w*|circa|attend\w+|aspett\w+|invece di|"
        r"domanda su\w*",
    ),
)
