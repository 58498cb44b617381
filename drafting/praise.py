"""Thanks for praise: for the particular thing, by name; a reward only where a clause gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desk.draft import Part, Sentence
from desk.facts import Fact
from drafting.answering import Answer
from drafting.clause_words import Said
from drafting.given import halves
from drafting.needs import REMEDIES, needs_of
from drafting.problem import praised, thing_in
from drafting.request import DraftRequest
from drafting.retrieve import Retrieved
from drafting.said import Speaker
from drafting.wordlists import words
from policies.clause import Clause

_PERSON = re.compile(
    r"(?:thank(?:s| you),? (?:to )?|kudos to |shout[- ]?out to |big up |bravo |named? |called |"
    r"(?:man|woman|lady|guy|colleague|assistant|driver) )([A-Z][a-z]{2,})\b|"
    r"\b([A-Z][a-z]{2,}) (?:on|in|at|from) (?:your|the)\b|\b([A-Z][a-z]{2,}) (?:was|is|"
    r"has been) (?:a |an |so |very |really |absolutely |just )*(?:treasure|star|great|brilliant|"
    r"amazing|wonderful|helpful|kind|lovely|fantastic|patient|friendly|gem|hero)",
)
_NOT_A_PERSON = words(
    "The This That Your You Our Everything Service Delivery Product Thank Thanks Great Best Love "
    "Customer Support Team Shop Store Staff Oak Just All And But What They She"
)
_PASSING_ON = re.compile(r"\b(?:pass|read|send|share|tell|show)\b", re.IGNORECASE)
_REQUEST = re.compile(r"^(?:if|please|tell|send|say|when)\b", re.IGNORECASE)


def body(
    text: str,
    retrieved: Retrieved,
    request: DraftRequest,
    claims: Mapping[str, Fact],
    speaker: Speaker,
) -> tuple[Sentence, ...]:
    """Thanks, the particular thing, the person who is praised, and what a clause gives for it."""
    smile = " 😊" if speaker.voice.emoji else ""
    sentences = [Sentence(f"{speaker.say('praise.thanks')}{smile}", Part.THANKS)]
    person = person_in(text)
    particular = _particular(text, person, speaker)
    sentences.append(Sentence(particular, Part.ACKNOWLEDGEMENT))
    if request.plain:
        return tuple(sentences)  # thanks alone: neither applause nor gifts in bad times
    if person and person not in particular:
        sentences.append(Sentence(speaker.say("praise.person", person=person), Part.THANKS))
    for answer in retrieved.answers[:1]:
        sentences += [
            Sentence(said.text, Part.RESOLUTION, (answer.citation,))
            for said in _given(answer, request, claims, person=bool(person))
        ]
    return tuple(sentences)


def person_in(text: str) -> str:
    """The first name of a person of ours who is praised, or an empty string."""
    for found in _PERSON.finditer(text):
        name = next(group for group in found.groups() if group)
        if name not in _NOT_A_PERSON:
            return name
    return ""


def _particular(text: str, person: str, speaker: Speaker) -> str:
    if speaker.phrases.language == "en":
        thing = praised(text, person)
        if thing:
            return speaker.say("praise.particular", thing=thing)
        about = thing_in(text)
        if about:
            return speaker.say("praise.about", thing=f"your {about}")
    return speaker.say("praise.plain")


def _given(
    answer: Answer, request: DraftRequest, claims: Mapping[str, Fact], *, person: bool
) -> tuple[Said, ...]:
    """The sentence that gives something, where its licence's conditions are all met."""
    if _earned(answer.clause, request, claims):
        return tuple(Said(halves(s.text)[1]) for s in answer.sayings if not s.quoted)[:1]
    actions = [
        licence
        for licence in answer.clause.licences or ()
        if licence.permits and licence.kind not in REMEDIES and not licence.conditions
    ]
    if not actions or not person:
        return ()
    passing = [
        said
        for said in answer.sayings
        if not said.quoted and _PASSING_ON.search(said.text) and not _REQUEST.match(said.text)
    ]
    return tuple(passing[:1])


def _earned(clause: Clause, request: DraftRequest, claims: Mapping[str, Fact]) -> bool:
    return any(
        licence.permits
        and licence.kind in REMEDIES
        and licence.conditions
        and needs_of(licence, request.facts, claims).all_met
        for licence in clause.licences or ()
    )
