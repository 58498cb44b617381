"""The answer first: what is due in this case, then why, then what else the clause says of it."""

from __future__ import annotations

import re

from desk.draft import Part, Sentence
from drafting.answering import Answer
from drafting.bearing import stems
from drafting.brief import Brief
from drafting.clause_words import leans
from drafting.given import asks_for_more, halves, plain, request_of
from drafting.remedies import Due, states
from policies.terms import Kind

_MOST = {True: 1, False: 2}  # further sentences in public and in letters
_ROOM = {True: 170, False: 320}  # their characters
_THRESHOLD = re.compile(r"\d")
_PAST = re.compile(r"\bhad\b")
_BOUND = re.compile(r"(?:when|as long as|unless|until)\b", re.IGNORECASE)
_LINK = re.compile(r"https?://")
# A question that "yes" answers. A demand ("I want my money back") is not one: "yes" would grant
# all of it where the clause grants a part.
_ALL_OF_IT = re.compile(r"\bmoney back\b|\brefund\b|\bmy money\b", re.IGNORECASE)
_PART = re.compile(r"\bfee\b|\bdifference\b|\bcredit\b", re.IGNORECASE)
_WANTED = re.compile(
    r"\b(?:do i (?:get|have)|can i|can we|will (?:i|you)|can you|could you|is (?:it|this)|do you)\b"
    r"[^.!?]*\?",
    re.IGNORECASE,
)


def settled(
    answer: Answer, due: Due, brief: Brief, left_out: tuple[str, ...], *, first: bool
) -> list[Sentence]:
    """The sentences of a case that known facts settle; empty where the check bars the first."""
    say = brief.speaker
    public = brief.request.public
    cited = (answer.citation,)
    texts = [saying.text for saying in answer.sayings if not saying.quoted]
    at = next((n for n, text in enumerate(texts) if states(text, due.licences)), len(texts))
    rule = texts[at] if at < len(texts) else ""
    condition, main = halves(rule)
    lead = _lead(due, condition, main)
    if not lead or (due.options and not rule):
        return []
    if first and not due.options and _is_yes(lead, brief):
        lead = f"Yes, {lead[:1].lower()}{lead[1:]}"
    if any(lead in text for text in left_out):
        return []
    sentences = [Sentence(lead, Part.RESOLUTION, cited)]
    said = [lead]
    if condition and _THRESHOLD.search(condition) and not (due.options or _PAST.search(condition)):
        said.append(say.say("policy.reason", condition=condition))
    more = [
        plain(text, answer.clause, brief.text, brief.request.facts, brief.claims)
        for text in texts[at + 1 :]
        if not request_of(text)
        or _LINK.search(text)
        or asks_for_more(text, brief.text, brief.request.facts)
    ]
    if len(said) == 1 and not more and at:
        more = [text for text in texts[at - 1 : at] if not _leading(text)]
    if asking := next(
        (t for t in texts[:at] if asks_for_more(t, brief.text, brief.request.facts)), ""
    ):
        more.append(plain(asking, answer.clause, brief.text, brief.request.facts, brief.claims))
    said += _room_for(more, due, public=public)
    sentences += [
        Sentence(text, Part.POLICY, cited)
        for text in said[1:]
        if not any(text in other for other in left_out)
    ]
    if due.options:
        question = say.say("resolution.choice", options=due.options)
        sentences.append(Sentence(question, Part.RESOLUTION, cited))
    return sentences


def _is_yes(lead: str, brief: Brief) -> bool:
    """Whether this is a yes to what is asked: it speaks of the same thing, and of all of it."""
    wanted = _WANTED.search(brief.text)
    same = wanted is not None and set(stems(wanted.group())) & set(stems(lead))
    return bool(same) and not _part_of_more(lead, brief)


def _part_of_more(lead: str, brief: Brief) -> bool:
    """Whether more is asked for than this gives: the money back, and it is a fee."""
    return bool(_ALL_OF_IT.search(brief.text)) and bool(_PART.search(lead))


def _lead(due: Due, condition: str, main: str) -> str:
    """The first sentence: the clause's own, where it stands without a condition and says all."""
    if due.options:
        return main
    told = main.casefold().startswith("we ") or due.licences[0].kind is Kind.DISCOUNT
    own = not condition and not due.tells_more and told
    return main if own or not due.deed else f"{due.deed[:1].upper()}{due.deed[1:]}."


def _leading(text: str) -> bool:
    """Whether a sentence before the rule is no use without it."""
    return bool(halves(text)[0]) or leans(text) or request_of(text) or bool(_BOUND.match(text))


def _room_for(texts: list[str], due: Due, *, public: bool) -> list[str]:
    kept: list[str] = []
    for text in texts:
        again = not due.options and states(text, due.licences)
        fits = len(kept) < _MOST[public] and sum(map(len, kept)) + len(text) <= _ROOM[public]
        if fits and not again:
            kept.append(text)
    return kept
