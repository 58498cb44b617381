"""What the reviewer should know of a message and of what was made of it."""

from __future__ import annotations

from desk.conversation import MessageKind
from desk.draft import Finding, Sentence
from desk.findings import FINDINGS
from desk.second_reading import unread
from drafting.brief import Brief
from drafting.mentioning import unmet
from drafting.style import beyond

_MOST_WORDS = 80  # characters of a question as it is shown


def of_message(brief: Brief) -> tuple[Finding, ...]:
    """Personal data that the customer wrote where everybody may read it."""
    return tuple(
        _finding("personal_data_in_message", f"the customer wrote {found.sort} in public")
        for found in brief.personal
    )


def of_answers(brief: Brief) -> tuple[Finding, ...]:
    """Clauses of which the search is not sure, and questions that none answers beside those that
    one does.
    """
    if not brief.retrieved.answers or brief.seen.triage.kind is MessageKind.PRAISE:
        return ()
    unsure = tuple(
        _finding("match_uncertain", f"the search is not sure that {answer.clause.id} answers this")
        for answer in brief.retrieved.answers
        if not (answer.sure or answer.fits)
    )
    return unsure + tuple(
        _finding("question_unanswered", "no clause in force answers this part", ask.words)
        for ask in brief.retrieved.silent
        if ask.words
    )


def of_reading(sentences: tuple[Sentence, ...]) -> tuple[Finding, ...]:
    """A note where a model wrote and did not say what its sentences commit to."""
    if not unread(sentences):
        return ()
    return (_finding("read_by_patterns", "the model did not say what its reply commits to"),)


def unfollowed(brief: Brief, sentences: tuple[Sentence, ...]) -> str:
    """Why an instruction is not followed by the composer; empty where it is."""
    if beyond(brief.request.instruction):
        return "the instruction could not be followed without a model"
    return unmet(brief, sentences)


def of_instruction(brief: Brief, sentences: tuple[Sentence, ...]) -> tuple[Finding, ...]:
    """A finding where the composer cannot do what was asked of it."""
    why = unfollowed(brief, sentences)
    words = brief.request.instruction[:_MOST_WORDS]
    return (_finding("instruction_not_followed", f"{why}: “{words}”"),) if why else ()


def _finding(code: str, why: str, about: str = "") -> Finding:
    severity, _ = FINDINGS[code]
    said = f"{why}: “{about[:_MOST_WORDS]}”" if about else why
    return Finding(code, severity, f"{said[0].upper()}{said[1:]}.")
