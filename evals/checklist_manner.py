"""Items of the checklist on how a reply speaks: to whom, how it feels, in which words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from desk.conversation import MessageKind
from desk.draft import Part
from drafting.language import language_of
from drafting.said import Speaker
from evals.grading import Mark, Subject, failed, not_applicable, passed, shared
from prompts.phrases import Phrases

_PUBLIC = 450  # characters
_LETTER = 190  # words
_LEAST = 30  # characters
_ALIKE = 0.92
_FEW = 8  # words of a message of which a reply can only take up one
_UPSET = frozenset({"angry", "frustrated", "worried", "disappointed"})
_FELT = re.compile(
    r"sorry|understand|can see|thank|leid|versteh|dank|désolé|compren|merci|siento|gracias|"
    r"lament|obrigad|entend|dispiace|capi|grazie|spijt|begrijp",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"take (?:this|your \w+|it|these) (?:very |extremely )?seriously|valued customer|any "
    r"inconvenience|your (?:call|feedback) is important|at your earliest|as per|please be advised|"
    r"we strive|rest assured|do not hesitate",
    re.IGNORECASE,
)
_BLAMES = re.compile(
    r"you (?:should have|failed to|ought to|must have (?:mis|for)|didn't (?:read|bother)|clearly)|"
    r"as (?:we|i) (?:already|clearly) (?:told|said|explained)|calm down|if you had (?:read|only)|"
    r"actually,? you|your own fault",
    re.IGNORECASE,
)


def name(subject: Subject) -> tuple[Mark, str]:
    """By name, where the customer's name is one."""
    speaker = Speaker(Phrases("en", {}), subject.request, subject.company)
    known = speaker.name()
    if not known:
        return not_applicable("no name is known")
    if known.split()[-1] in subject.text or known.split()[0] in subject.text:
        return passed(known)
    return failed(f"“{known}” is not in it")


def particular(subject: Subject) -> tuple[Mark, str]:
    """Not a form letter: what the customer wrote about can be told from the reply."""
    if subject.sensitive:
        return not_applicable("a sensitive topic is not taken up")
    common = shared(subject.said, (sentence.text for sentence in subject.body))
    topic = shared(" ".join(subject.triage.topics), (s.text for s in subject.body))
    if subject.triage.language != "en" and subject.triage.topics:
        return passed("its topic has a phrase of its own")
    if not re.search(r"[^\W\d_]{3}", subject.said):
        return not_applicable("the message has no words")
    if common or topic:
        return passed(", ".join(sorted(common or topic)))
    few = len(subject.said.split()) <= _FEW and bool(subject.parts(Part.QUESTION))
    return passed("asks what happened") if few else failed("shares no telling word with it")


def acknowledges_first(subject: Subject) -> tuple[Mark, str]:
    """For complaints: the matter and the person come before the rule."""
    if subject.triage.kind not in (MessageKind.COMPLAINT, MessageKind.ABUSE):
        return not_applicable("not a complaint")
    first = subject.body[0] if subject.body else None
    kinds = (Part.ACKNOWLEDGEMENT, Part.EMPATHY, Part.APOLOGY, Part.THANKS)
    if first is not None and first.part in kinds:
        return passed(first.text)
    return failed(first.text if first else "nothing is said")


def empathy_fits(subject: Subject) -> tuple[Mark, str]:
    """An upset customer hears that we see it; a calm one is not told that they are angry."""
    feeling, felt = subject.triage.feeling, subject.parts(Part.EMPATHY)
    if len(felt) > 1:
        return failed("says it more than once")
    if feeling in _UPSET:
        opening = " ".join(sentence.text for sentence in subject.body[:2])
        return passed(opening) if _FELT.search(opening) else failed("nothing shows that we see it")
    if feeling in ("happy", "neutral") and any("angry" in s.text.casefold() for s in felt):
        return failed(felt[0].text)
    return passed("calm") if felt else not_applicable("the message is calm")


def language(subject: Subject) -> tuple[Mark, str]:
    """The reply is in the language that the message is in."""
    wanted = subject.triage.language
    body = " ".join(sentence.text for sentence in subject.body)
    got = language_of(body, otherwise=wanted)
    return passed(got) if got == wanted else failed(f"{got} instead of {wanted}")


def length(subject: Subject) -> tuple[Mark, str]:
    """Short in public, at most a page in a letter, never too short to say anything."""
    limit = subject.request.limits.length
    size = subject.request.length(subject.text)
    if len(subject.text) < _LEAST:
        return failed(f"{len(subject.text)} characters")
    if limit is not None and size > limit:
        return failed(f"too_long: {size} of {limit}")
    words = len(subject.text.split())
    if subject.request.public:
        return passed(f"{size}") if len(subject.text) <= _PUBLIC else failed(f"{size} characters")
    return passed(f"{words} words") if words <= _LETTER else failed(f"{words} words")


def manner(subject: Subject) -> tuple[Mark, str]:
    """No blame, no argument, no filler, and no word that the voice avoids."""
    for pattern in (_FILLER, _BLAMES):
        if found := pattern.search(subject.text):
            return failed(found.group())
    avoided = subject.found("forbidden_word")
    return failed(avoided) if avoided else passed("plain and kind")


def differs(subject: Subject) -> tuple[Mark, str]:
    """Not the same text that another customer was sent lately."""
    if not subject.request.recent_replies:
        return not_applicable("the first reply")
    for other in subject.request.recent_replies:
        alike = SequenceMatcher(None, other, subject.text, autojunk=False)
        if alike.quick_ratio() > _ALIKE and alike.ratio() > _ALIKE:
            return failed(f"repeats_others: {other[:80]}")
    return passed("unlike the last ones")


def signed(subject: Subject) -> tuple[Mark, str]:
    """With the signature that the company's voice gives for this channel."""
    voice = subject.company.voice
    wanted = voice.signatures.get(subject.request.conversation.channel, voice.company)
    if not wanted:
        return not_applicable("the company signs nowhere")
    return passed(wanted) if wanted in subject.text else failed(f"“{wanted}” is not in it")
