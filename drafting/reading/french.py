"""French: amounts, periods, dates and the main remedies."""

from __future__ import annotations

from drafting.reading.languages import Words, lexicon
from policies.terms import Kind

_CUES = {
    Kind.ADMISSION: (
        r"(?:notre|nos) (?:faute|erreur|négligence|responsabilité)s?\b|erreur de notre part"
        r"|c['’]est "
        r"notre faute|nous (?:sommes (?:responsables|fautifs|en tort)|reconnaissons (?:notre"
        r"|que nous|"
        r"avoir)|avons (?:commis une|fait une) (?:faute|erreur))|assumons (?:la|l['’]entière|notre)"
    ),
    Kind.STATEMENT: (
        r"(?:est|sont) (?:parfaitement |totalement |tout à fait )?(?:sûre?s?|sans danger"
        r"|inoffensi\w+)\b"
        r"|avocats?\b|droits? (?:légal|légaux|légale)|légalement|aucun danger"
    ),
    Kind.REFUND: (
        r"rembours\w+|(?:rendre|rendons|restitu\w+|reverser\w*"
        r"|reversons) (?:\S+ ){0,3}(?:argent|montant|"
        r"somme)|récupér\w+ (?:\S+ ){0,3}argent"
    ),
    Kind.REPLACEMENT: (
        r"rempla[cç]\w+|échang\w+|(?:envo\w+|expédi\w+|livr\w+) (?:\S+ ){0,4}(?:nouve(?:au|l"
        r"|lle)s?|autre)"
        r"\b|renv(?:oyons|errons)\b"
    ),
    Kind.DISCOUNT: r"remises?\b|réductions?\b|rabais|ristourne|code promo\w*|% de (?:moins|remise)",
    Kind.CREDIT: (
        r"bons? d['’]achat|avoirs?\b(?! \w+é)|cartes?[- ]cadeaux?|chèques?[- ]cadeaux?"
        r"|crédit(?:s|er|ons|"
        r"erons|é)?\b|points? (?:de )?(?:fidélité|bonus)"
    ),
    Kind.REPAIR: r"répar\w+",
    Kind.WAIVER: (
        r"gratuit\w*|sans (?:frais|coût|rien payer)|offert[es]?s?\b|(?:aucuns?"
        r"|pas de) (?:frais|coût)|"
        r"(?:ne|n['’]) (?:\w+ )?(?:pas |rien )(?:à )?(?:payer|renvoyer|retourner)"
        r"|ne payez (?:rien|pas)|"
        r"pouvez (?:\S+ ){0,3}(?:garder|conserver)|exonér\w+"
    ),
    Kind.COMPENSATION: (
        r"indemni\w+|dédommag\w+|compens\w+|geste commercial|dommages[- ]intérêts|cadeau\b|"
        r"(?:vers|pay|donn|offr)\w* (?:\S+ ){0,2}(?=\d+[\d.,]* ?(?:€|eur))"
    ),
    Kind.PRICE: r"coûten?t?\b|(?:prix|frais|tarif)\w* (?:est|sont|de|s['’]élève\w*)(?= \d)|"
    r"garantie de prix",
    Kind.ELIGIBILITY: (
        r"(?:pouvez|peut|peuvent|pourrez)(?: \S+){0,5}? (?:retourn\w+|renvoy\w+|échang\w+|annul\w+|"
        r"résili\w+|réclam\w+|utilis\w+|rend\w+|prolong\w+)|(?:avez|a|ont) droit|droit (?:de|à)|"
        r"éligibles?|valables?\b|à tout moment|à vie\b|disposez de|(?:est|sont) couverte?s?|"
        r"garantie (?:est|couvre|dure)"
    ),
    Kind.ACTION: (
        r"(?:collègues?|équipe|conseill\w+)\b(?: \S+){0,3}? (?:"
        r"regarde\w*|va|vont|vérifie\w*|répond\w*|rappelle\w*|envoie\w*|prend\w*|"
        r"s['’]occupe\w*|revien\w*)\b|"
        r"(?<!de )(?<!veuillez )(?<!pour )(?<!-vous )"
        r"(?:nous|je)(?: vous| l['’]| le| la| les)? (?:allons|vais|avons|ai|pouvons|peux)\b"
        r"|(?<!de )(?<!veuillez )(?<!pour )(?<!-vous )(?:nous|je)"
        r"(?: vous| le| la| les| l['’])? ?(?:\w{2,}(?:erons|irons|rons|erai|irai)\b|envo\w+"
        r"|vérifi\w+|"
        r"appel\w+|annul\w+|transmett\w+|contact\w+|livr\w+|prolong\w+|garantiss\w+"
        r"|promett\w+|collect\w+)"
    ),
}

FRENCH = lexicon(
    "fr",
    _CUES,
    Words(
        we=r"nous|je|on",
        you=r"vous|tu",
        no=r"ne|n|pas|aucune?|jamais|impossible|non|ni|sans|exclu\w*",
        harmless_no=r"non seulement|pas seulement|pas de (?:problème|souci)|n['’]hésitez pas|"
        r"n['’]hésiterons pas|sans (?:frais|délai|problème)|pas plus (?:de|tard)"
        r"|n['’]est pas arrivé",
        may=r"pouvons|peut|pouvez|peuvent|pourrez|pourrions|possible",
        offer=r"souhaitez[- ]vous|voulez[- ]vous|préférez[- ]vous|préférer\w*|souhaiteriez|"
        r"aimeriez",
        but=r"mais|cependant|toutefois|en revanche|sinon",
        also=r"et|ou|ainsi que|plus|de même que|car|parce que|y compris",
        due=r"(?:dans|sous|en|d['’]ici|pendant|avant|après|de|à|pour|jusqu['’]à|maximum|environ|"
        r"prend|disposez de|les|un délai de|durant|délai de)(?: (?:les|un délai de"
        r"|un maximum de))?",
        until=r"(?:avant|jusqu['’]au|le|au plus tard|d['’]ici)(?: le| au)?",
        past=r"était|avez|avons|a été|ont été|commandé|acheté|depuis|il y a|retard",
        at_most=r"jusqu['’]à|au maximum|maximum|à hauteur de|au plus|dans la limite de",
        whole=r"intégral\w*|en totalité|totalité|entièrement|total(?:ement)?\b",
        twice=r"(?:le )?double|(?:le )?triple|deux fois",
        told=r"payé|payez|coût\w*|prix|frais|valeur|commandes?|facture|plus|moins|minimum|acheté|"
        r"montant|solde|dès",
        give=r"offr|donn|envo|recev|reçoi|bénéfici|vers|accord|propos|avec|sous forme|ajout|crédit",
        mentioned=r"demand\w+ (?:un|une|le|de)?|concernant|au sujet d\w+|à propos d\w+|"
        r"votre demande de|"
        r"attend\w+|question sur|plutôt qu\w+|au lieu d\w+",
    ),
)
