"""What the six languages besides English have in common: from a few word lists to a lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafting.reading.idioms import IDIOMS
from drafting.reading.lexicon import Cue, Lexicon, pattern
from policies.terms import Kind

# "A voucher" is promised only where something is said to be given.
_GIVEN = frozenset({Kind.CREDIT})
_WEAK = frozenset({Kind.ACTION, Kind.ELIGIBILITY, Kind.PRICE})
_NP = r"[^\W\d_][\w'’-]*"
_STOP = (
    r"(?!(?:und|oder|aber|zu|in|im|an|am|auf|bis|innerhalb|binnen|wenn|falls|weil|von|mit"
    r"|ohne|nach|"
    r"vor|ist|sind|wird|werden|wir|sie|ich|es|nicht|kein\w*|zurück|per|et|ou|mais|à|au|en|sur|dans|"
    r"sous|si|car|avec|sans|après|avant|est|sont|sera|nous|vous|je|il|ne|pas|par|sur|y|o|pero|a|al|"
    r"por|con|sin|tras|es|son|será|no|usted|su|e|ou|mas|em|no|na|com|sem|após|é|são|não|você|ma|ed|"
    r"entro|su|con|senza|dopo|è|sarà|non|lei|en|of|maar|op|binnen|als|met|zonder|na|is|zijn|wordt|"
    r"niet|u|wij|we|terug|over|volledig|vollständig|intégralement|gratis)\b)"
)
_DET = (
    r"(?:(?:der|die|das|den|dem|des|ein|eine[nmrs]?|ihre?[nmrs]?|alle|la|les|un|une|vos|votre|el|"
    r"los|las|una|sus?|o|os|as|um|uma|seus?|suas?|il|lo|gli|i|del|della|dello|de|du|do|da|di|het|"
    r"een|uw|vollen?|ganzen?|gesamten?|le|ihnen|euch|dir|vous|te|vi|u|je|lhe|wir|ich|wij|we|"
    r"ik)\s|[ld]['’])*"
)
_ARTICLE = (
    r"(?:(?:der|die|das|den|dem|ihre?[nmrs]?|alle|la|les|le|vos|votre|el|los|las|sus?|o|os|as|"
    r"seus?|"
    r"suas?|il|lo|gli|i|het|de|uw|vollen?|ganzen?|gesamten?)\s|l['’])+"
)
_BEING = (
    r"(?:wird|werden|wurde|ist|sind|est|sont|sera|seront|a été|ont été|es|será|serán|ha sido|"
    r"foi|é|são|"
    r"serão|è|sono|sarà|saranno|wordt|worden|is|zijn|se)"
)
_HEAD = (
    r"(?:werden?|können|kann|dürfen|haben|kunnen|kan|zullen|zal|hebben|gaan)"
    r"(?: wir| ich| wij| we| ik)?"
)
_PHRASE = rf"{_STOP}{_NP}(?: {_STOP}{_NP}){{0,4}}"
_NEVER = pattern(r"(?!)")


@dataclass(frozen=True)
class Words:
    """The words of one language that are needed besides its cues; each a pattern."""

    we: str
    you: str
    no: str
    harmless_no: str
    may: str
    offer: str
    but: str
    also: str
    due: str
    until: str
    past: str
    at_most: str
    whole: str
    twice: str
    told: str
    give: str
    mentioned: str


def _cues(code: str, cues: Mapping[Kind, str]) -> Iterator[tuple[Kind, str, bool]]:
    """The cues of a language, what it says in a manner of speaking before what weighs less."""
    strong = {kind: cue for kind, cue in cues.items() if kind not in _WEAK}
    yield from ((kind, cue, kind in _GIVEN) for kind, cue in strong.items())
    yield from ((kind, cue, False) for kind, cue in IDIOMS[code].items())
    yield from ((kind, cue, False) for kind, cue in cues.items() if kind in _WEAK)


def lexicon(code: str, cues: Mapping[Kind, str], words: Words) -> Lexicon:
    """The lexicon of one language from its cues and words."""
    return Lexicon(
        code=code,
        cues=tuple(
            Cue(kind, pattern(rf"(?<!\w)(?:{cue})"), giving=giving)
            for kind, cue, giving in _cues(code, cues)
        ),
        giving=pattern(rf"\b(?:{words.give})"),
        mention_before=pattern(rf"\b(?:{words.mentioned})(?: {_DET}| )?\s*$"),
        mention_after=_NEVER,
        offer=pattern(rf"\b(?:{words.offer})\b"),
        choice=_NEVER,
        negation=pattern(rf"\b(?:{words.no})\b"),
        negation_after=pattern(rf"^(?:\W+[\w'’]+){{0,6}}?\W+(?:{words.no})\b"),
        free_negation=pattern(rf"\b(?:{words.no}|ohne|sans|sin|sem|senza|zonder)\b"),
        not_negation=pattern(words.harmless_no),
        pledge=pattern(r"garant|versprech|promet|promett|belof|verspr"),
        told=pattern(rf"\b(?:{words.told})\b"),
        priced=pattern(r"\b(?:für|pour|por|per|voor|à|zu)\s*$"),
        may=pattern(rf"\b(?:{words.may})\b"),
        own_subject=pattern(rf"\b(?:{words.we}|{words.you})\b"),
        hard_break=pattern(rf";|\s[–—]\s|,?\s(?:{words.but})\s"),
        soft_break=pattern(rf",\s(?:{words.also})\s|\s(?:{words.also})\s|,\s|\s[(]|[)]\s"),
        due=pattern(rf"(?:\b(?:{words.due})|[:(<>=-])\W*(?:\d+ ?(?:-|–|bis|à|a|o|tot) ?)?$"),
        until=pattern(rf"\b(?:{words.until})\s*$"),
        past=pattern(rf"\b(?:{words.past})\b"),
        at_most=pattern(rf"\b(?:{words.at_most})\s*$"),
        whole=pattern(rf"\b(?:{words.whole})|\b100 ?%"),
        twice=pattern(rf"\b(?:{words.twice})\b"),
        object_after=pattern(rf"\s*{_DET}(?P<object>{_PHRASE})"),
        object_too=pattern(rf",? (?:{words.also}) {_ARTICLE}(?P<object>{_PHRASE})(?! {_BEING}\b)"),
        object_before=pattern(
            rf"(?:(?:^|[,;:]\s|\b(?:{words.also})\s)(?P<earlier>(?:{_DET}{_PHRASE},? "
            rf"(?:{words.also}) ){{0,3}}){_DET}(?P<subject>{_PHRASE}) {_BEING}(?: \S+)?"
            rf"|\b{_HEAD} {_DET}(?P<object>{_PHRASE})(?: (?:{words.no}|leider|helaas))*)\s*$"
        ),
    )
