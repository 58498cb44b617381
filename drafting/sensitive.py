"""Topics that get no ordinary draft: which they are, and whose eyes they need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Sensitive:
    """One kind of sensitive topic; `role` must look, `danger` says that somebody may be
    hurt, `thing` that a product may do it.
    """

    name: str
    role: str
    pattern: str
    danger: bool = False
    thing: bool = False


_KINDS = (
    Sensitive(
        "self-harm",
        "safety",
        r"kill(?:ing)? myself|end (?:my|it) (?:life|all)|suicid|don'?t want to (?:live|be here)|"
        r"hurt myself|self[- ]harm|umbringen|selbstmord|me tuer|matarme|me matar|uccidermi|"
        r"zelfmoord",
        danger=True,
    ),
    Sensitive(
        "child safety",
        "safety",
        r"\b(?:my|our|a|the) (?:baby|toddler|child|son|daughter|kid|little (?:one|girl|"
        r"boy))\b[^.!?]{0,80}\b(?:chok|swallow|hurt|injur|burn|cut|hospital|electr|stuck|poison|"
        r"bleed)\w*|child (?:abuse|porn|safety)",
        danger=True,
        thing=True,
    ),
    Sensitive(
        "injury",
        "safety",
        r"\b(?:injur(?:ed|y|ies)|burnt? (?:my|me|his|her|our)|burned (?:my|me|his|her|our)|"
        r"electric shock|electrocuted|caught fire|on fire|exploded|smoke came|started smoking|"
        r"allergic reaction|anaphyla\w+|hospital|emergency room|a&e|food poisoning|"
        r"chipped my tooth|bleeding|stitches|concussion|(?:broke|broken|fractured|sprained) "
        r"(?:my|his|her|our|an?) (?:\w+ )?(?:arm|leg|wrist|ankle|finger|foot|hand|hip|rib|tooth|"
        r"nose|toe|bone|collarbone))\b|gave (?:me|him|her) a shock|(?:cut|"
        r"hurt) my(?:self)?\b|verletzt|stromschlag|gebrannt|krankenhaus|blessé|brûlé|hôpital|"
        r"quemad|(?:se|me) quem[óé]|incendio|queim(?:ad|ou|ei)|ferid|feriu|"
        r"magoou|machucou|bruciat|ospedale|gewond|ziekenhuis|verbrannt|verbrand\b|"
        r"(?:hand|finger|arm|fuß)\b[^.!?]{0,30} (?:auf)?geschnitten|(?:s['’]est|suis) coupée?|"
        r"(?:me|se) (?:ha |he )?cort(?:é|ó|ado|ou|ei)\b|(?:è|sono) tagliat|mes(?:sen)? gesneden|"
        r"(?:hand|vinger)\b[^.!?]{0,30} gesneden",
        danger=True,
        thing=True,
    ),
    Sensitive(
        "threat",
        "safety",
        r"(?:i'?ll|i will|going to|gonna) (?:kill|burn|bomb|shoot|stab|find (?:you|out where))|"
        r"bomb threat|you(?:'ll| will) (?:regret|pay for) (?:this|it) with|watch your back|"
        r"bring dich um",
        danger=True,
    ),
    Sensitive(
        "discrimination",
        "legal",
        r"\b(?:racis[tm]\w*|sexis[tm]|discriminat\w+|homophob\w+|transphob\w+|antisemit\w+|"
        r"islamophob\w+|racial(?:ly)?|sexual(?:ly)? harass\w*)\b|because (?:i am|i'm|"
        r"of my) (?:black|asian|gay|muslim|jewish|disability|skin|religion|race|accent|age)\b|"
        r"\b(?:in|wearing) (?:a|my) (?:hijab|headscarf|turban|burqa)\b|diskriminier|rassis|"
        r"discrimin",
    ),
    Sensitive(
        "legal threat",
        "legal",
        r"\b(?:lawyers?|solicitors?|attorneys?|sue|suing|lawsuit|legal action|small claims|court|"
        r"litigation|class action|letter before action)\b|legal (?:team|advice|proceedings)|"
        r"rechtsanwalt|anwalt\b|anwält|verklag|\bgericht\b|avocate?\b|porter plainte|tribunal"
        r"|abogad|"
        r"demanda(?:r|ré)|advogad|processar|avvocat|denuncia|advocaat|rechtbank",
    ),
    Sensitive(
        "regulator",
        "legal",
        r"ombudsman|trading standards|\bregulators?\b|\bftc\b|\bbbb\b|consumer (?:protection|"
        r"rights (?:office|agency))|data protection (?:authority|commissioner)|\bico\b|"
        r"financial conduct|verbraucherzentrale|dgccrf|consumo\b.{0,12}oficina|"
        r"deco\b.{0,10}proteste|agcm|acm consument",
    ),
    Sensitive(
        "press",
        "press",
        r"\b(?:journalist|reporter|newspaper|press (?:enquiry|inquiry|office|request)|for (?:a|an) "
        r"(?:article|story|programme|documentary)|on the record|media (?:enquiry|inquiry|request)|"
        r"editor at|writing (?:a|an) (?:article|piece|story)|request for comment)\b|journaliste|"
        r"redaktion|presseanfrage|periodista|jornalista|giornalista",
    ),
    Sensitive(
        "recall",
        "safety",
        r"\b(?:unsafe|dangerous|hazard(?:ous)?|fire risk|safety risk|toxic|poisonous|overheat(?:s|"
        r"ed|ing)?|sparks?|sparking|smell(?:s|ed|ing)? (?:of|like) (?:burning|smoke|gas)|"
        r"burning smell|melt(?:ed|ing)|(?:tipped|toppled) over|collapsed|nearly hit|"
        r"(?:glass|metal|splinters?|needles?|maggots?|mou?ld) in (?:the|my|our) "
        r"(?:\w+ )?(?:food|tea|coffee|drink|jar|bottle|meal|bread|biscuits?|chocolate))\b|"
        r"gefährlich|"
        r"dangereux|peligros|perigos|pericolos|gevaarlijk",
        danger=True,
        thing=True,
    ),
)


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[Sensitive, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(kind.pattern, re.IGNORECASE)) for kind in _KINDS)


def sensitive_in(text: str) -> tuple[Sensitive, str] | None:
    """The first sensitive topic of a text, with the words that name it; None where it has none."""
    for kind, pattern in _compiled():
        if match := pattern.search(text):
            return kind, match.group()
    return None
