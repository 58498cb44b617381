"""Portuguese: amounts, periods, dates and the main remedies."""

from __future__ import annotations

from drafting.reading.languages import Words, lexicon
from policies.terms import Kind

_CUES = {
    Kind.ADMISSION: (
        r"(?:noss[ao]) (?:culpa|erro|falha|negligência|responsabilidade)\b|(?:erro|falha|culpa) "
        r"(?:noss[ao]|da nossa parte)|somos (?:responsáveis|culpados)|(?:assumimos|reconhecemos|"
        r"admitimos)\b|cometemos um"
    ),
    Kind.STATEMENT: (
        r"(?:é|são) (?:totalmente |completamente |perfeitamente )?(?:segur[ao]s?|inofensiv\w+)\b|"
        r"advogad\w+|legalmente|direitos? lega\w+|nenhum (?:perigo|risco)"
    ),
    Kind.REFUND: (
        r"reembols\w+|restitu\w+|devol(?:v\w+|ução|uções) (?:\S+ ){0,4}(?:dinheiro|valor"
        r"|preço|montante|\d[\d.,]* ?(?:€|euro))|"
        r"(?:dinheiro|valor) de volta|estorn\w+"
    ),
    Kind.REPLACEMENT: (
        r"substitu\w+|(?:troc)\w* (?:\S+ ){0,3}por (?:outr|um|nov)\w*|(?:envi\w+"
        r"|mand\w+) (?:\S+ ){0,4}"
        r"(?:nov[ao]s?|outr[ao]s?)\b|reenvi\w+|trocaremos|vamos trocar"
    ),
    Kind.DISCOUNT: r"descontos?\b|abatimento|código promocional|cupom|cupons|% a menos",
    Kind.CREDIT: (
        r"vales?\b|vouchers?\b|cartões? (?:de )?(?:presente|oferta)|cartão[- ](?:presente"
        r"|oferta)|saldo\b|"
        r"créditos?\b|credit\w+|pontos\b"
    ),
    Kind.REPAIR: r"repar\w+|consert\w+",
    Kind.WAIVER: (
        r"grátis|gratuit\w+|sem (?:custos?|encargos?|pagar|taxas?)|(?:nenhum|não há) (?:custo"
        r"|taxa|encargo)|"
        r"não (?:tem|terá|precisa)(?: \w+)? (?:pagar|devolver|enviar)|não paga\w*\b|isent\w+|"
        r"pode (?:ficar com|guardar)"
    ),
    Kind.COMPENSATION: (
        r"compens\w+|indemniz\w+|indeniz\w+|ressarc\w+|presente\b|brinde\b|"
        r"(?:pag|d[aá]|ofere[cç])\w* (?:\S+ ){0,2}(?=\d+[\d.,]* ?(?:€|eur|r\$))"
    ),
    Kind.PRICE: r"custam?\b|(?:preço|taxa|tarifa)\w* (?:é|são|de)(?= \d)|garantia de preço",
    Kind.ELIGIBILITY: (
        r"(?:pode|podem|poderá|poderão)(?: \S+){0,5}? (?:devolver|trocar|cancelar|reclamar|anular|"
        r"desistir|usar|utilizar|resgatar|prolongar)|tem direito|direito a|válid[ao]s?\b"
        r"|a qualquer "
        r"momento|vitalíci\w+|dispõe de|cobert[ao]s?|tem (?:\d+|catorze|trinta) "
        r"|a garantia (?:é|cobre|dura)"
    ),
    Kind.ACTION: (
        r"(?:colegas?|equipa|equipe)\b(?: \S+){0,3}? (?:"
        r"vai|vão|responde\w*|verifica\w*|analisa\w*|contacta\w*|envia\w*)\b|"
        r"(?:vamos|vou)\b|\w{3,}(?:aremos|eremos|iremos|arei|erei|irei)\b|(?:enviamos|verificamos|"
        r"ligamos|cancelamos|recolhemos|garantimos|prometemos)\b|já (?:enviámos|enviamos"
        r"|cancelámos)"
    ),
}

PORTUGUESE = lexicon(
    "pt",
    _CUES,
    Words(
        we=r"nós|eu",
        you=r"você|vocês|o senhor|a senhora",
        no=r"não|nenhum\w*|nunca|jamais|impossível|nem|sem|exclu\w+",
        harmless_no=r"não só|não apenas|sem problema|não se preocupe|não hesite|"
        r"não hesitaremos|sem "
        r"(?:custos?|encargos?|taxas?)|não mais (?:de|do que|tarde)|não chegou",
        may=r"podemos|pode|podem|poderá|poderia|possível",
        offer=r"gostaria|deseja|prefere|quer|podemos oferecer",
        but=r"mas|porém|contudo|no entanto|todavia|senão",
        also=r"e|ou|bem como|além de|mais|porque|pois|incluindo",
        due=r"(?:em|no|dentro de|durante|antes de|até|após|a|de|por|máximo|prazo de|tem|dispõe de|"
        r"aproximadamente|cerca de)(?: (?:prazo de|os próximos|até|os))?",
        until=r"(?:antes de|até|em|no dia|o mais tardar)(?: ao?| dia| o dia)?",
        past=r"pediu|encomendou|comprou|pagou|foi|desde|há|atraso|chegou",
        at_most=r"até|no máximo|máximo(?: de)?|não mais de",
        whole=r"integral\w*|totalidade|total(?:mente)?|complet\w+|por inteiro",
        twice=r"(?:o )?dobro|(?:o )?triplo|duas vezes",
        told=r"pagou|pago|pagar|cust[ao]\w*|preço|taxas?|valor|encomendas?|pedidos?|fatura|"
        r"mais|menos|"
        r"mínimo|compr\w+|montante|desde|acima|abaixo|saldo",
        give=r"ofere|dar|damos|envi|receb|obt|conced|adicion|com|em forma|como|credit|aproveit",
        mentioned=r"pediu|pedido de|solicit\w+|perguntou (?:por|sobre)|ped\w+(?: de| um)?|"
        r"solicit\w+|sobre|acerca d\w|relativamente a\w?|esper\w+|"
        r"em vez d\w|pergunta sobre",
    ),
)
