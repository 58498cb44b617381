"""Items of the checklist on what a reply says: policy, promises, next steps, and what it spares."""

from __future__ import annotations

import re

from desk.conversation import MessageKind
from desk.draft import Part, Severity
from desk.manners import asks_to_delete
from desk.personal import personal_data
from evals.grading import Mark, Subject, failed, not_applicable, passed, shared

_SLOT = re.compile(r"\{\{|\}\}|\[[A-Za-z_ ]{2,30}\]|<[A-Za-z_ ]{2,30}>|\bXX+\b|\bTBD\b|lorem ipsum")
_OUR_FAULT = re.compile(
    r"\b(?:our (?:fault|mistake|error)|we (?:failed|messed up|made a mistake|are to blame)|"
    r"unser (?:fehler|verschulden)|notre faute|nuestra culpa|nossa culpa|colpa nostra)\b",
    re.IGNORECASE,
)
_TOWARDS = re.compile(
    r"\b(?:we|you|please|wir|sie|bitte|nous|vous|usted|nosotros|noi|wij|we'll|our)\b|https?://|\d",
    re.IGNORECASE,
)
_WAYS = (Part.RESOLUTION, Part.QUESTION, Part.NEXT_STEP)
_UPSET = frozenset({"angry", "frustrated"})


def no_admission(subject: Subject) -> tuple[Mark, str]:
    """An apology is not an admission."""
    if found := subject.found("admission"):
        return failed(found)
    if said := _OUR_FAULT.search(subject.text):
        return failed(said.group())
    return passed("admits nothing")


def policy_stated(subject: Subject) -> tuple[Mark, str]:
    """What applies is said, cited, and with the conditions that it has."""
    if subject.holding or subject.triage.kind in (MessageKind.PRAISE, MessageKind.OTHER):
        return not_applicable("no clause is stated")
    cited = [sentence for sentence in subject.sentences if sentence.citations]
    asking = subject.parts(Part.QUESTION)
    if not cited:
        return not_applicable("asks first") if asking else failed("cites no clause")
    open_ones = subject.found("condition_missing", "condition_not_met", "scope_unknown")
    return failed(open_ones) if open_ones else passed(cited[0].text)


def licensed(subject: Subject) -> tuple[Mark, str]:
    """The check finds nothing that would block it."""
    blocks = [f for f in subject.checked.findings if f.severity is Severity.BLOCK]
    if blocks:
        return failed("; ".join(f"{f.code}: {f.words}" for f in blocks))
    return passed(f"{len(subject.checked.commitments)} commitments, all licensed")


def way_forward(subject: Subject) -> tuple[Mark, str]:
    """The customer knows what happens: what we do, what we need, or who answers."""
    if subject.triage.kind is MessageKind.PRAISE:
        return not_applicable("nothing is open")
    ways = subject.parts(*_WAYS) or tuple(
        s for s in subject.parts(Part.POLICY) if _TOWARDS.search(s.text)
    )
    return passed(ways[0].text) if ways else failed("nobody knows what happens next")


def next_step(subject: Subject) -> tuple[Mark, str]:
    """In letters to upset customers there is a way to reach a person, where the company has one."""
    upset = subject.triage.feeling in _UPSET and not subject.request.public
    if not (upset or subject.again) or not subject.company.contacts:
        return not_applicable("nobody needs one here")
    known = subject.company.contacts
    ways = [way for one in known for way in (one.phone, one.email, one.link) if way]
    if any(way in subject.text for way in ways):
        return passed("names a way to reach us")
    steps = subject.parts(Part.NEXT_STEP, Part.RESOLUTION, Part.QUESTION)
    if subject.request.public and steps:
        return passed(steps[0].text)
    return failed("no way to a person")


def no_personal_data(subject: Subject) -> tuple[Mark, str]:
    """What everybody may read holds nobody's data."""
    if not subject.request.public:
        return not_applicable("only the customer reads it")
    ours = {value for c in subject.company.contacts for value in (c.phone, c.email) if value}
    found = [p.sort for p in personal_data(subject.text) if not _ours(p.words, ours)]
    if found:
        return failed(f"personal_data: {found[0]}")
    return passed("nothing personal")


def praise_thanked(subject: Subject) -> tuple[Mark, str]:
    """Thanks, and for the thing that was praised."""
    if subject.triage.kind is not MessageKind.PRAISE:
        return not_applicable("not praise")
    if not subject.parts(Part.THANKS):
        return failed("nobody is thanked")
    common = shared(subject.said, (sentence.text for sentence in subject.body))
    plain = subject.triage.language != "en" or len(subject.said.split()) < 5  # noqa: PLR2004
    if common or plain:
        return passed(", ".join(sorted(common)))
    return failed("not for anything in particular")


def asks_no_deletion(subject: Subject) -> tuple[Mark, str]:
    """What a customer wrote stays."""
    found = next(asks_to_delete(subject.text), None)
    return failed(f"asks_to_delete: {found.words}") if found else passed("asks nothing of the kind")


def no_slot(subject: Subject) -> tuple[Mark, str]:
    """No template mark is left."""
    found = _SLOT.search(subject.text)
    return failed(f"placeholder: {found.group()}") if found else passed("complete")


def _ours(words: str, ours: set[str]) -> bool:
    return any(words in own or own in words for own in ours)
