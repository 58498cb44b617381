"""The composer's draft, checked: what the check finds in it is left out, or nothing stands."""

from __future__ import annotations

from desk.draft import Part, Sentence
from drafting.compose import Brief, compose
from drafting.fit import fitted
from drafting.judging import Judge

_SUBSTANCE = frozenset({Part.POLICY, Part.RESOLUTION, Part.QUESTION, Part.THANKS})


def composed(brief: Brief, judge: Judge) -> tuple[Sentence, ...] | None:
    """A reply that passes the check and fits the channel; None where none does. Blocks."""
    sentences = fitted(compose(brief), brief.request)
    for _ in range(3):
        if sentences is None or not _says_something(sentences, brief):
            return None
        findings = judge.blocks(sentences)
        if not findings:
            return sentences
        fewer = judge.without(sentences, findings)
        if fewer == sentences:
            return None
        sentences = fewer
    return None


def _says_something(sentences: tuple[Sentence, ...], brief: Brief) -> bool:
    """Whether more is left than courtesy: the policy, where a clause answered."""
    if brief.retrieved.answers and not brief.seen.triage.kind == "praise":
        wanted = frozenset({Part.POLICY, Part.RESOLUTION})
        if brief.request.stance == "ask":
            wanted = _SUBSTANCE
        return any(sentence.part in wanted for sentence in sentences)
    return any(sentence.part in _SUBSTANCE for sentence in sentences)
