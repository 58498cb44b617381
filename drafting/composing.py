"""The composer's draft, checked: what may not stand is left out, and another sentence said."""

from __future__ import annotations

from desk.draft import Finding, Part, Sentence
from drafting.brief import Brief
from drafting.compose import compose
from drafting.details import details_of
from drafting.fit import fitted
from drafting.judging import Judge

_ROUNDS = 5  # each leaves out what the check found and may say another sentence instead
_MOST_ASKED = 3
_SUBSTANCE = frozenset({Part.POLICY, Part.RESOLUTION, Part.QUESTION, Part.THANKS})


def composed(brief: Brief, judge: Judge) -> tuple[Sentence, ...] | None:
    """A reply that passes the check and fits the channel; None where none does. Blocks."""
    barred: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    for _ in range(_ROUNDS):
        sentences = fitted(compose(brief, barred, details), brief.request)
        if sentences is None or not _says_something(sentences, brief):
            return None
        findings = judge.blocks(sentences)
        if not findings:
            return sentences
        asked = () if details else _asked(brief, findings)
        if asked:
            details = asked
            continue
        kept = judge.without(sentences, findings)
        fallen = tuple(
            text
            for sentence in sentences
            if sentence not in kept
            # as it was said, and as it is before a greeting's comma made its first letter small
            for text in (sentence.text, sentence.text[:1].upper() + sentence.text[1:])
        )
        if not fallen:
            return None
        barred += fallen
    return None


def _asked(brief: Brief, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """What to ask where the check misses a condition that the customer can tell us about."""
    open_ones = {f.clause for f in findings if f.code == "condition_missing"}
    clauses = [a.clause for a in brief.retrieved.answers if a.clause.id in open_ones]
    if brief.speaker.phrases.language != "en" or not clauses:
        return ()
    return (details_of(clauses, brief.request.facts, brief.claims) or ())[:_MOST_ASKED]


def _says_something(sentences: tuple[Sentence, ...], brief: Brief) -> bool:
    """Whether more is left than courtesy: the policy, where a clause answered."""
    if (brief.retrieved.answers or brief.retrieved.taken) and brief.seen.triage.kind != "praise":
        wanted = frozenset({Part.POLICY, Part.RESOLUTION})
        if brief.request.stance == "ask":
            wanted = _SUBSTANCE
        return any(sentence.part in wanted for sentence in sentences)
    return any(sentence.part in _SUBSTANCE for sentence in sentences)
