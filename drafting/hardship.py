"""A hard time in a customer's own life, which is acknowledged before anything else is said.

Illness, death, an accident or lost work that our product did not cause; what it may have caused is
a matter of safety (`drafting.sensitive`).
"""

from __future__ import annotations

import re

from desk.conversation import MessageKind
from desk.draft import Part, Sentence
from drafting.brief import Brief

_HARD = re.compile(
    r"\b(?:mothers?|fathers?|mum|mom|dad|parents?|husband|wife|partner|son|daughter|child|baby|"
    r"brother|sister|grand\w+|friend|aunt|uncle|dog|cat) "
    r"(?:has |have |just |recently |sadly |suddenly )*(?:died|passed away)\b|"
    r"\b(?:death|loss|funeral) of (?:my|our)\b|\bmy \w+['’]s funeral\b|"
    r"\b(?:bereave\w+|hospitali[sz]ed|in intensive care|chemo\w*|terminal(?:ly)? ill|"
    r"(?:have|has|had|diagnosed with|fighting) cancer|had a stroke|had a heart attack|"
    r"lost (?:my|his|her|our) (?:job|home|house|husband|wife|mother|father|mum|mom|dad|son|"
    r"daughter|baby)|(?:was|been|got) (?:made redundant|laid off)|"
    r"(?:major|serious|bad|terrible) (?:car )?accident)\b|"
    r"\b(?:verstorben|gestorben|krebs(?:erkrank\w+)?|arbeit verloren)\b|"
    r"\b(?:décédée?s?|décès|cancer|perdu mon (?:emploi|travail|mari|père))\b|"
    r"\b(?:fallecid[oa]|falleció|murió|perdí (?:mi|el) trabajo)\b|"
    r"\b(?:faleceu|falecid[oa]|perdi o (?:meu )?(?:emprego|trabalho))\b|"
    r"\b(?:decedut[oa]|è mancat[oa]|(?:ho )?perso il (?:mio )?lavoro)\b|"
    r"\b(?:overleden|mijn baan (?:verloren|kwijt))\b",
    re.IGNORECASE,
)


def in_hardship(text: str) -> bool:
    """Whether a customer tells of a hard time in their life."""
    return bool(_HARD.search(text))


def condolence(brief: Brief) -> tuple[Sentence, ...]:
    """The words for it, before all others; none to praise, which tells of it in passing."""
    if brief.seen.triage.kind is MessageKind.PRAISE or not in_hardship(brief.text):
        return ()
    return (Sentence(brief.speaker.say("empathy.hardship"), Part.EMPATHY),)
