"""Spanish: amounts, periods, dates and the main remedies."""

from __future__ import annotations

from drafting.reading.languages import Words, lexicon
from policies.terms import Kind

_CUES = {
    Kind.ADMISSION: (
        r"(?:nuestr[ao]) (?:culpa|error|fallo|negligencia|responsabilidad)\b|(?:error|fallo|culpa) "
        r"(?:nuestr[ao]|por nuestra parte)|somos (?:responsables|culpables)|(?:asumimos"
        r"|reconocemos|"
        r"admitimos)\b|hemos cometido un"
    ),
    Kind.STATEMENT: (
        r"(?:es|son) (?:totalmente |completamente |perfectamente )?(?:segur[ao]s?|inofensiv\w+)\b|"
        r"abogad\w+|legalmente|derechos? legal\w*|ningún (?:peligro|riesgo)"
    ),
    Kind.REFUND: (
        r"reembols\w+|reintegr\w+|devoluci(?:ón|ones) (?:del|de su|de tu"
        r"|de l[ao]s?) (?:dinero|importe|"
        r"precio)|devolv\w+ (?:\S+ ){0,4}(?:dinero|importe|precio|pago|gastos|\d[\d.,]* ?(?:€|"
        r"euro))"
        r"|devuelto el (?:dinero|importe)"
        r"|(?:le |te )?devolver\w+mos\b|recuper\w+ (?:\S+ ){0,2}dinero"
    ),
    Kind.REPLACEMENT: (
        r"reemplaz\w+|sustitu\w+|(?:cambi|canje)\w* (?:\S+ ){0,3}por (?:otr|un|nuev)\w*"
        r"|(?:envi\w+|mand\w+) "
        r"(?:\S+ ){0,4}(?:nuev[ao]s?|otr[ao]s?)\b|reenvi\w+|cambiaremos"
    ),
    Kind.DISCOUNT: r"descuentos?\b|rebajas?\b|código promocional|% menos|cupón\w*|cupones",
    Kind.CREDIT: (
        r"vales?\b(?! la)|bonos?\b|tarjetas? (?:de )?regalo|cheques? regalo|saldo\b|abon\w+|"
        r"créditos?\b|puntos\b"
    ),
    Kind.REPAIR: r"repar\w+",
    Kind.WAIVER: (
        r"gratis|gratuit\w+|sin (?:coste|costo|cargo|gastos|pagar)|(?:ningún|no hay) (?:coste"
        r"|cargo|gasto)|"
        r"no (?:tiene|tendrá|tienes) que (?:pagar|devolver|enviar)|no (?:pagará?|paga|cobra\w*)\b|"
        r"puede (?:quedarse|conservar)|eximi\w+|condon\w+"
    ),
    Kind.COMPENSATION: (
        r"compens\w+|indemniz\w+|resarc\w+|"
        r"(?<!tarjeta )(?<!tarjetas )(?<!cheque )(?<!cheques )(?<!vale )regalo\b|"
        r"(?:pag|abon|dar|entreg|ofrec)\w* (?:\S+ ){0,2}(?=\d+[\d.,]* ?(?:€|eur))"
    ),
    Kind.PRICE: r"cuestan?\b|(?:precio|tarifa|gastos)\w* (?:es|son|de)(?= \d)|garantía de precio",
    Kind.ELIGIBILITY: (
        r"(?:puede|pueden|podrá|podrán|puedes)(?: \S+){0,5}? (?:devolver\w*|cambiar\w*|cancelar\w*|"
        r"reclamar\w*|anular\w*|desistir|usar\w*|canjear\w*|ampliar)|tiene(?:n)? derecho|derecho a|"
        r"válid[ao]s?\b|en cualquier momento|de por vida|dispone(?:n)? de|cubiert[ao]s?|"
        r"tiene (?:\d+|catorce|treinta) |la garantía (?:es|cubre|dura)"
    ),
    Kind.ACTION: (
        r"(?:compañer\w+|equipo|colegas?)\b(?: \S+){0,3}? (?:"
        r"revisa\w*|va|van|responde\w*|llama\w*|env[ií]a\w*|contacta\w*|mira\w*)\b|"
        r"(?:vamos|voy) a\b|(?:le |te |lo |la |nos )?\w{3,}(?:aremos|eremos|iremos|aré|eré"
        r"|iré)\b|hemos "
        r"(?!recibido|entendido|comprendido|notado|tenido|sido)\w+[ai]do\b|(?:enviamos|comprobamos|llamamos|cancelamos|recogemos|garantizamos"
        r"|prometemos)\b"
    ),
}

SPANISH = lexicon(
    "es",
    _CUES,
    Words(
        we=r"nosotros|yo",
        you=r"usted|ustedes|tú",
        no=r"no|ningún|ninguna?|nunca|jamás|imposible|ni|sin|tampoco|exclu\w+",
        harmless_no=r"no sólo|no solo|sin problema|no se preocupe|no dude|no dudaremos|"
        r"sin (?:coste|cargo|"
        r"gastos)|no más (?:de|tarde)|no ha llegado",
        may=r"podemos|puede|pueden|podrá|podría|podríamos|posible",
        offer=r"(?:le|te) gustaría|desea|prefiere|quiere|podemos ofrecer\w*",
        but=r"pero|sino|sin embargo|no obstante|aunque",
        also=r"y|e|o|u|así como|además de|más|porque|ya que|incluid[ao]s?",
        due=r"(?:en|dentro de|durante|antes de|hasta|tras|a|de|por|máximo|plazo de|tiene|"
        r"dispone de|"
        r"aproximadamente|unos)(?: (?:un plazo de|los próximos|un máximo de|los))?",
        until=r"(?:antes del?|hasta el?|el|para el|a más tardar)(?: día)?",
        past=r"pidió|compró|pagó|fue|ha sido|desde|hace|retraso|llegó",
        at_most=r"hasta|como máximo|máximo(?: de)?|no más de",
        whole=r"íntegr\w*|integr\w*|totalidad|total(?:mente)?|complet\w+",
        twice=r"(?:el )?doble|(?:el )?triple|dos veces",
        told=r"pagó|pagado|pagar|cuesta\w*|coste|precio|gastos|valor|pedidos?|factura|más|"
        r"menos|mínimo|"
        r"compr\w+|importe|desde|superior\w*|inferior\w*|saldo",
        give=r"ofrec|dar|damos|envi|recib|obten|regal(?!o\b)|conced|añad|con|en forma|como|abon|"
        r"disfrut",
        mentioned=r"ha pedido|han pedido|pidió|pide|solicit\w+|ha preguntado por|pregunta por|"
        r"pedido de|pid\w+|solicit\w+|sobre|acerca de|respecto a|su solicitud de|esper\w+|"
        r"en lugar de|"
        r"en vez de|pregunta sobre",
    ),
)
