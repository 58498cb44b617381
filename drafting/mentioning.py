"""What an agent wants mentioned, in a clause's own words, and whether an instruction was met."""

from __future__ import annotations

import re

from desk.draft import Citation, Part, Sentence
from drafting.bearing import stems
from drafting.brief import Brief
from drafting.clause_words import leans, sayable
from drafting.next_steps import contact

_MOST_OF = 0.6  # share of what is to be mentioned that a sentence must hold
_WAYS = re.compile(r"\b(?:phone|number|call|e-?mail|contact|telefon\w*)\b", re.IGNORECASE)
_NAMES = {
    "refund": r"refund|money back",
    "replacement": r"new one|replac|send .{0,20}again",
    "repair": r"repair",
    "credit": r"credit|voucher",
}


def mentioned(brief: Brief, barred: tuple[str, ...]) -> tuple[Sentence, ...]:
    """The sentence of a clause that was found for this case and speaks of what is to be mentioned.

    Nothing where no clause does: an agent's word licenses nothing.
    """
    wanted = brief.style.mention
    if not wanted or brief.speaker.phrases.language != "en":
        return ()
    best: Sentence | None = None
    most = _MOST_OF
    for clause in brief.retrieved.consulted:
        for said in sayable(clause):
            held = _held(wanted, said.text)
            fit = not (said.quoted or leans(said.text) or said.text in barred)
            if fit and (held > most or (best is None and held >= most)):
                best = Sentence(said.text, Part.POLICY, (Citation(clause.id, clause.version),))
                most = held
    if best is not None:
        return (best,)
    return contact(brief, barred, always=True) if _WAYS.search(wanted) else ()


def unmet(brief: Brief, sentences: tuple[Sentence, ...]) -> str:
    """What was asked for and is not in these sentences; empty where all is."""
    text = " ".join(sentence.text for sentence in sentences)
    style = brief.style
    if (
        style.mention
        and _held(style.mention, text) < _MOST_OF
        and not _way(style.mention, brief, text)
    ):
        return f"nothing that was found says anything about “{style.mention}”"
    if style.remedy is not None:
        cited = " ".join(s.text for s in sentences if s.citations)
        if not re.search(_NAMES.get(style.remedy.value, style.remedy.value), cited, re.IGNORECASE):
            return f"no clause permits a {style.remedy.value} in this case"
    if style.other and not any(s.part is Part.RESOLUTION and s.citations for s in sentences):
        return "there is no other option in this case"
    return ""


def _held(wanted: str, text: str) -> float:
    asked = set(stems(wanted))
    return len(asked & set(stems(text))) / len(asked) if asked else 0.0


def _way(wanted: str, brief: Brief, text: str) -> bool:
    known = brief.speaker.contact()
    ways = (known.phone, known.email, known.link) if known is not None else ()
    return bool(_WAYS.search(wanted)) and any(way and way in text for way in ways)
