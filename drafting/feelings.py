"""How a message feels and what kind of message it is, by words and signs, in seven languages."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Signs:
    """What was counted in a message."""

    good: int
    bad: int
    angry: bool
    worried: bool
    urgent: bool
    sarcastic: bool
    insulting: bool
    asks: bool
    buys: bool
    denies: bool


_GOOD = re.compile(
    r"\b(?:thank(?:s| you)|love(?:ly|d|s)?|great|amazing|awesome|excellent|fantastic|brilliant|"
    r"perfect|wonderful|superb|best|impressed|kudos|well done|bravo|shout[- ]?out|helpful|"
    r"delighted|recommend|happy with|pleased|beautiful|so kind|treasure|gem|10/10|five stars|"
    r"lifesaver|made my day|appreciate[ds]?|fabulous|legends?|danke|super|toll|"
    r"wunderbar|begeistert|klasse|"
    r"herzlich\w*|merci|génial|parfait|ravie?|formidable|gracias|genial|excelente|encantad[oa]|"
    r"maravillos\w+|obrigad[oa]|ótim[oa]|adorei|grazie|fantastic[oa]|ottim[oa]|bravissim\w+|"
    r"perfett[oa]|bedankt|geweldig|fijn|prachtig|parabéns|enhorabuena|complimenti|"
    r"surprise|knap werk)\b|[❤♥😍🥰🙏👏🎉💯😊🤩👍]",
    re.IGNORECASE,
)
_BAD = re.compile(
    r"\b(?:not happy|unhappy|disappoint\w+|terrible|awful|horrible|worst|useless|joke|disgust\w+|"
    r"unacceptable|ridiculous|appalling|shocking|shambles|scam|rip[- ]?off|fraud|never again|"
    r"avoid|waste of|complain\w*|problem|issue|wrong|broken|damaged|"
    r"late(?! (?:check|arrival|night|evening|fee|opening))|missing|lost|faulty|rude|"
    r"fed up|sick of|had enough|annoy\w+|frustrat\w+|furious|angry|pathetic|nightmare|mess|poor|"
    r"fail\w*|stolen|mugged|declined|rejected|refused|overcharged|swallowed|kein|keine|nicht|nie|"
    r"leider|schlecht|enttäuscht|ärger\w*|unverschämt|frech\w*|kaputt|verspätet|beschädigt|déçue?|"
    r"nul|scandaleux|inadmissible|jamais|cassé|decepcionad\w+|pésim\w+|fatal|vergüenza|nunca|"
    r"decepcion\w+|péssim\w+|vergonha|delus[oa]|pessim\w+|vergogna|mai|rott[oa]|teleurgesteld|"
    r"slecht|schandalig|waardeloos|kapot|nooit|too (?:warm|hot|cold|small|big)|excuse|rip|"
    r"let down|not impressed)\b|[😡😠🤬😤😢😭👎💔🙄]",
    re.IGNORECASE,
)
_ANGRY = re.compile(
    r"\b(?:furious|angry|disgust\w+|unacceptable|ridiculous|appalling|outrag\w+|pathetic|scam\w*|"
    r"rip[- ]?off|thieves|crooks|liars?|worst|never again|fed up|sick of|had enough|joke|shambles|"
    r"disgrace\w*|wtf|frechheit|unverschämt|betrug|scandaleux|honteux|vergüenza|estafa|vergonha|"
    r"burla|vergogna|truffa|schandalig|oplichters)\b|[😡😠🤬😤]|!{2,}|\?!|!\?",
    re.IGNORECASE,
)
_WORRIED = re.compile(
    r"\b(?:worried|worry\w*|scared|afraid|fear|nervous|anxious|concerned|panick\w*|stolen|mugged|"
    r"hacked|someone (?:may be|is) using|sorge\w*|angst|inquiet\w*|preocupad\w+|preoccupat\w+|"
    r"ongerust)\b",
    re.IGNORECASE,
)
_URGENT = re.compile(
    r"\b(?:urgent\w*|asap|immediately|right now|today|tonight|tomorrow|emergency|stranded|stuck at|"
    r"wedding|funeral|birthday|flight|dringend|sofort|heute|morgen|urgence|aujourd'hui|demain|"
    r"urgente|hoy|mañana|hoje|amanhã|oggi|domani|dringend|vandaag|spoed)\b",
    re.IGNORECASE,
)
_INSULT = re.compile(
    r"\b(?:idiots?|morons?|stupid|imbeciles?|scum|bastards?|f+u+c+k\w*|sh[i1]t\w*|bullsh\w+|crap|"
    r"wankers?|dickheads?|a+ss?holes?|arseholes?|clowns?|bitch\w*|screw you|go to hell|idioten|"
    r"arschl\w+|scheiß\w*|scheiss\w*|merde|connards?|mierda|gilipollas|merda|stronz\w+|klootzak\w*|"
    r"kut\w*)\b|🖕",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|^[^\w\n]{0,9}(?:(?:hi|hello|hey)\b[^\w\n]{0,9})?(?:how|what|when|where|which|who|why|do"
    r"|does|is|are|will|would|"
    r"may|should|am|can (?:i|you|we|u)|could (?:i|you|we)|wie|was|wann|wo|warum|kann|können|gibt|"
    r"comment|quand|où|pourquoi|est-ce|puis-je|cómo|cuándo|dónde|puedo|como|quando|onde|posso|"
    r"come|dove|hoe|wanneer|waar|kan)\b(?! just say)|\b(?:can you|could you|please (?:help|tell|"
    r"explain|advise)|wondering|want to know|like to know|how to|tell me (?:how|why|what|when|"
    r"where|if)|i need to|i(?:'d| would) like to)\b",
    re.IGNORECASE | re.MULTILINE,
)
_BUYS = re.compile(
    r"\b(?:do you (?:sell|stock|have|offer|ship|deliver)|in stock|back in stock|available in|"
    r"thinking of buying|looking to buy|want to (?:buy|order)|interested in (?:buying|ordering|"
    r"the)|how much (?:is|are|does|do|would)|bulk (?:order|discount)|price (?:of|for|list)|"
    r"before i (?:buy|order)|gift for|wholesale|quote for|verkauft ihr|auf lager|was kostet|"
    r"avez-vous|en stock|combien coûte|cuánto cuesta|tienen|quanto custa|quanto costa|op voorraad|"
    r"wat kost)\b",
    re.IGNORECASE,
)
_HAS_BOUGHT = re.compile(
    r"\b(?:i|we|i've|we've|just) (?:have )?(?:bought|ordered|purchased|got)\b|^(?:hi,? )?bought\b",
    re.IGNORECASE,
)
# What makes praise sarcastic: a good word beside what nobody praises.
_SOUR = re.compile(
    r"\banother (?:\w+ )?(?:day|week|month|hour|delay|year)|yet (?:another|again)|\bagain\b|"
    r"\bstill (?:no|not|hasn'?t|haven'?t|waiting)|\bwithout\b|thanks for nothing|thanks a (?:lot|"
    r"bunch) for (?:not|nothing|ruin|wast|los|break|cancel)|no (?:internet|delivery|parcel|reply|"
    r"answer|refund|signal|power|hot water|show)|only took|it only|(?:great|nice|good|lovely|"
    r"brilliant|excellent|amazing|fantastic|well) (?:job|work|service|done|one)[^.!?]{0,40}(?:los|"
    r"break|ruin|wast|ignor|charg|cancel|fail|forget|forgot|mess)|(?:just|simply) (?:great|"
    r"brilliant|what i needed|perfect|wonderful)|slow clap|\b(?:oh|ah|wow),? (?:great|brilliant|"
    r"perfect|fantastic|wonderful|lovely|joy|good)|super service[^.]{0,30}\bnot\b|🙄|👏👏|"
    r"\b(?:second|third|fourth) time\b|na (?:toll|super)|bravo[^.!?]{0,40}(?:encore|retard)|"
    r"\b(?:empty|wrong) (?:box|parcel|envelope)|\b(?:ohne|sans|sin|sem|senza"
    r"|zonder)\b(?! \w{0,10} ?(?:probl|hass|retard|schwier|mühe|fehler|"
    r"doute|dud|dúv|dubb|twijf|zweif|difi|moeite|complic))|"
    r"\bleere[rsn]? (?:karton|paket|schachtel)|\blege doos|caja vacía|caixa vazia|scatola vuota|"
    r"(?:boîte|colis) vide|\bweer (?:een|geen|niet)\b|\botra (?:vez|semana)|\boutra (?:vez|semana)|"
    r"\bun['’]altra (?:volta|settimana)|\b(?:perderam|perder|perdieron|verloren)\b|"
    r"schon wieder|wieder (?:kein|nicht)|\bignor(?:e|es|ed|ing) (?:me|my|us|our)\b|"
    r"\bmy (?:\w+ )?(?:money|parcel|order|refund|package) (?:is|has|was) (?:now )?gone|"
    r"\bmoney is gone\b|\b(?:way|how) to (?:lose|break|ruin|waste)\b|"
    r"\bfor nobody\b|\bwaiting (?:\w+ ){0,3}(?:all (?:day|week)|for (?:hours|days|weeks))",
    re.IGNORECASE,
)

# Who says so is disappointed; of others "it is late" tells no feeling that we could speak of.
_LET_DOWN = re.compile(
    r"\b(?:disappoint\w+|unhappy|not happy|dissatisfied|not satisfied|let down|not impressed|"
    r"expected (?:better|more)|such a shame|what a shame|poor|terrible|awful|horrible|ruined|"
    r"spoil\w*|enttäuscht|unzufrieden|ärger\w*|schade|déçue?s?|mécontent\w*|decepcion\w+|"
    r"decepção|insatisfeit\w+|delus[oaie]|scontent\w+|teleurgesteld|ontevreden)\b|[😢😭👎💔]",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"n't\b|\b(?:not|never|no longer|dont|doesnt|didnt|wont|cant|isnt|wasnt|hasnt|havent)\b|"
    r"\b(?:nicht|kein|keine|nie|pas|jamais|nunca|não|non|niet|geen)\b",
    re.IGNORECASE,
)


_LONG = 12  # letters from which capitals are meant
_MOSTLY = 0.7


def signs_of(text: str) -> Signs:
    """Counts of good and bad words, and the signs of feeling in a message."""
    good = len(_GOOD.findall(text))
    bad = len(_BAD.findall(text))
    return Signs(
        good=good,
        bad=bad,
        angry=bool(_ANGRY.search(text)) or _shouts(text),
        worried=bool(_WORRIED.search(text)),
        urgent=bool(_URGENT.search(text)),
        sarcastic=bool(good and _SOUR.search(text)),
        insulting=bool(_INSULT.search(text)),
        asks=bool(_ASKS.search(text)),
        buys=bool(_BUYS.search(text)) and not _HAS_BOUGHT.search(text),
        denies=bool(_DENIES.search(text)),
    )


def feeling_of(signs: Signs, *, complaint: bool) -> str:
    """One word for how the message feels, so that empathy can fit it and not more."""
    if signs.angry or signs.insulting:
        return "angry" if complaint else "neutral"
    if signs.worried:
        return "worried"
    if signs.sarcastic or (complaint and signs.bad > 1):
        return "frustrated"
    if complaint:
        return "disappointed" if signs.bad else "neutral"
    return "happy" if signs.good else "neutral"


def says_let_down(text: str) -> bool:
    """Whether a customer says in words that they are disappointed."""
    return bool(_LET_DOWN.search(text))


def _shouts(text: str) -> bool:
    """Whether most of it is in capitals, and it is long enough to mean it."""
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return len(letters) >= _LONG and capitals > _MOSTLY * len(letters)
