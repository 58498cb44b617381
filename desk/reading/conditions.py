"""The conditions that a sentence states: "if …", "provided that …", "unless …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.reading.language import ENGLISH

_OPENERS: dict[str, str] = {
    ENGLISH: (
        r"(?<![\w,;:] )(?:should (?=(?:you|your|the|it|this|that|any|an?) )|"
        r"(?:below|under|above|over) (?=(?:[€$£]|\d)[^,.;]{1,20},))|"
        r"(?:only |even |but )?(?:if|when(?!ever)|whenever(?! (?:suits"
        r"|you (?:like|want|wish|please|feel))|\W*[:;.!?,–—])|provided(?: that)?"
        r"|providing(?: that)?"
        r"|as long as(?! you (?:need|like|want|wish)\b)|so long as"
        r"|on (?:the )?condition(?: that)?|assuming|where (?=you|your"
        r"|the|an?\b)"
        r"|once (?=you|your|we|the|it|our|this|an?\b)|(?:just )?in case|whether|subject to"
        r"|depending on|after (?=you|we|your|our|the|it\b)|upon (?=receipt|return|arrival|approval)"
        r"|before (?=you|we|it\b)|for (?=\d+ or more)|with (?=\d|(?:an? |your "
        r"|the )?(?:valid )?"
        r"(?:receipt|proof|photo|code|link))"
        r"|as soon as|while stocks? lasts?|until (?=you|we|your|our|the|it\b)"
        r"|for (?=(?:orders?|purchases?|items?|parcels?|goods|products?|members?|customers?|"
        r"(?:\w+ )(?:orders?|purchases?|items?|parcels?|goods|products?|members?|customers?))"
        r" (?:over|above|under|below|of|from|with|that|who|which|bought|placed|in|outside"
        r"|within)))\b"
    ),
    "de": r"(?:nur |auch )?(?:wenn|falls|sofern|sobald|soweit|vorausgesetzt|solange|ob)\b",
    "fr": (
        r"(?:uniquement |seulement )?(?:si\b|s['’]ils?\b|lorsqu\w*|quand|à condition|"
        r"dès (?:que|qu['’])|pourvu que|en cas de)"
    ),
    "es": r"(?:solo |sólo )?(?:si|cuando|siempre que|en cuanto|en caso de|una vez que)\b",
    "pt": r"(?:só |apenas )?(?:se|quando|desde que|caso|assim que|em caso de)\b",
    "it": r"(?:solo )?(?:se|quando|purché|a condizione|qualora|non appena|in caso di)\b",
    # "als betaald" is "as paid"
    "nl": r"(?:alleen )?(?:als(?! (?:betaald|voldaan|vervallen|excuus|dank|cadeau)\b)|"
    r"indien|wanneer|mits|zodra|op voorwaarde|of\b(?= u| je))\b",
}
_EXCEPTIONS: dict[str, str] = {
    ENGLISH: r"unless|except (?:if|when|where|for|in|that)|other than if|with the exception of",
    "de": r"es sei denn|außer(?: wenn| bei)?|ausgenommen",
    "fr": r"sauf(?: si| en cas)?|à moins (?:que|qu['’]|de)|excepté",
    "es": r"a menos que|salvo(?: que| si| en)?|excepto(?: si| en)?",
    "pt": r"a menos que|exceto(?: se| em)?|salvo(?: se| em)?",
    "it": r"a meno che|salvo(?: che| se| in)?|tranne(?: se| in)?|eccetto",
    "nl": r"tenzij|behalve(?: als| wanneer| bij)?",
}
EXCEPTION = re.compile(rf"(?:{'|'.join(_EXCEPTIONS.values())})", re.IGNORECASE)
_PATTERNS: dict[str, re.Pattern[str]] = {
    code: re.compile(rf"\b(?:(?P<exception>{_EXCEPTIONS[code]})|{opener})", re.IGNORECASE)
    for code, opener in _OPENERS.items()
}
# Where a condition that opens a sentence gives way to what follows from it.
_MAIN = re.compile(
    r",\s+(?=(?:then |please |and |but |dann |alors |entonces |então |allora |dan )?"
    r"(?:we|you|i|our|your|the|this|it|they|there|please|simply|just|then|no|a|an|all|any|"
    r"refund\w*|items?|customers?|"
    r"send|tell|show|let us|write|call|reply|contact|keep|"
    r"wir|sie|bitte|erhalten|bekommen|erstatten|ist|sind|wird|werden|"
    r"können|nous|vous|votre|le|la|les|usted|su|se|le|podemos|puede|o|você|podemos|il|lei|può|"
    r"possiamo|wij|u|uw|kunt|krijgt|ontvangt|betalen)\b)"
    r"|\s(?:then|dann|alors|entonces)\s|;|:\s|\s[–—]\s",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r";|\s[–—]\s|,\s+(?:but|and|so|otherwise|however|aber|und|mais|pero|mas|ma|maar)\s|\)|"
    r"\s(?:but|aber|mais|pero|maar)\s(?=we|you|i|our|wir|sie|nous|vous|u|wij)"
    # "Not unless it is damaged will we refund it": the verb before the subject goes on.
    r"|\s(?=(?:will|shall|would|can|could|may|do|does) (?:we|i|you|our)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ConditionAt:
    """A condition at `sentence[start:end]`; `exception` where it excludes ("unless …")."""

    words: str
    start: int
    end: int
    exception: bool


def conditions(sentence: str, language: str) -> tuple[ConditionAt, ...]:
    """Every condition stated in one sentence, in order, without overlaps."""
    found: list[ConditionAt] = []
    for match in _PATTERNS.get(language, _PATTERNS[ENGLISH]).finditer(sentence):
        if found and match.start() < found[-1].end:
            continue
        end = _end(sentence, match)
        words = sentence[match.start() : end]
        found.append(ConditionAt(words, match.start(), end, exception=bool(match["exception"])))
    return tuple(found)


def _end(sentence: str, opener: re.Match[str]) -> int:
    before = sentence[: opener.start()].rstrip()
    opens = not before or before[-1] in ",;:–—(•-*" or before[-1].isdigit()
    opens = opens or before.casefold() in {"and", "but", "also", "so", "or", "und", "only", "then"}
    stop = (_MAIN if opens else _BREAK).search(sentence, opener.end())
    if stop:
        return stop.start()
    if opens and (comma := sentence.find(", ", opener.end())) >= 0:
        return comma
    end = len(sentence)
    while end > opener.end() and sentence[end - 1] in ".!?… \"'”’":
        end -= 1
    return end
