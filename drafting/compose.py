"""The composer that needs no model: a reply from the clause's own words and the phrases.

Every commitment in it stands in a sentence that cites the clause; the rest is courtesy and
questions. What differs between customers is wording; what is promised does not.
"""

from __future__ import annotations

import re

from desk.conversation import MessageKind
from desk.draft import Part, Sentence, Stance
from drafting import praise
from drafting.acknowledge import acknowledgement, request_restated, running_on
from drafting.answering import Answer
from drafting.brief import Brief
from drafting.calm import calmed
from drafting.clause_words import Said
from drafting.declining import declines, grants
from drafting.given import given, plain
from drafting.hardship import condolence
from drafting.mentioning import mentioned
from drafting.next_steps import (
    contact,
    details_question,
    invitation,
    opening_question,
    order_question,
)
from drafting.remedies import due_of, narrowed
from drafting.selection import chosen
from drafting.settling import settled
from drafting.stating import stated

# Topics whose phrase thanks for asking, and fits before an answer.
_ASKED_ABOUT = frozenset({"privacy", "points", "invoice", "subscription", "refund"})
# How much of a question what is said must hold: an answer more, the rule for a problem less.
_LEAST_ANSWER = 0.2
_LEAST_RULE = 0.12
_THANKED = re.compile(r"(?:thank|dank|merci|gracias|obrigad|grazie)", re.IGNORECASE)
_HAPPY_DAY = re.compile(
    r"\b(?:it['’]?s|it is|today is|on|have) (?:also )?my (?:\d+\w* )?birthday\b|\bmy birthday is\b|"
    r"\bmein\w* geburtstag\b|\bmon anniversaire\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"(?:^|[.,;] )(?:is|are|do|does|can|could|will|would) [^?]*\?", re.IGNORECASE
)
_WITHOUT_ARTICLE = re.compile(r"^The (?=team lead\b)")  # nobody has been named before
_BARE_REQUEST = re.compile(
    r"^(?P<lead>(?:If|When) .{6,220}?, )(?P<verb>(?:tell|send|write|give|attach|contact|call) )"
)


def compose(
    brief: Brief, barred: tuple[str, ...] = (), details: tuple[str, ...] = ()
) -> tuple[Sentence, ...]:
    """The reply; without an answer it acknowledges and asks.

    `barred` are sentences that the check did not let stand; none of them is said. `details` are
    what to ask, so that what is said may stand.
    """
    kind = brief.seen.triage.kind
    if kind is MessageKind.PRAISE:
        body = praise.body(brief.text, brief.retrieved, brief.request, brief.claims, brief.speaker)
    elif brief.retrieved.taken and brief.request.stance is Stance.BEST:
        opening = tuple(s for s in request_restated(brief) if brief.asks and s.text not in barred)
        body = (
            *(opening or acknowledgement(brief, barred)),
            *stated(brief, barred),
            *contact(brief, barred),
        )
    elif brief.request.stance is Stance.ASK or not brief.retrieved.answers:
        body = (*acknowledgement(brief, barred), *opening_question(brief))
    elif kind in (MessageKind.QUESTION, MessageKind.SALES):
        body = (
            *_interest(brief),
            *_answers(brief, barred),
            *_softly(brief),
            *details_question(brief, details),
            *contact(brief, barred),
        )
    else:
        body = (
            *acknowledgement(brief, barred),
            *_answers(brief, barred),
            *_softly(brief),
            *order_question(brief),
            *details_question(brief, details),
            *contact(brief, barred),
        )
        body = (*body, *_warm_closing(brief, body))
    extra = mentioned(brief, barred)
    there = {sentence.text for sentence in body}
    body = (
        *condolence(brief),
        *_wish(brief),
        *body,
        *(s for s in extra if s.text not in there),
        *invitation(brief),
    )
    body = tuple(sentence for sentence in body if sentence.text not in barred)
    closing = brief.speaker.closing()
    # A greeting with a comma runs on into what follows; before a rule it stands for itself.
    runs_on = not body or not body[0].citations
    greeting = brief.speaker.greeting(runs_on=runs_on)
    said = (
        Sentence(greeting, Part.GREETING),
        *running_on(greeting, body, brief),
        *((Sentence(closing, Part.CLOSING),) if closing else ()),
    )
    return calmed(said, brief.request)


def _softly(brief: Brief) -> tuple[Sentence, ...]:
    """A kind word after an answer that is a no, where nobody asked for one."""
    answers = brief.retrieved.answers
    no = all(
        a.clause.licences is not None and declines(a.clause, brief) and not grants(a.clause, brief)
        for a in answers
    )
    if not answers or not no or brief.request.stance is not Stance.BEST or brief.style.shorter:
        return ()
    return (Sentence(brief.speaker.say("resolution.declined"), Part.EMPATHY),)


def _wish(brief: Brief) -> tuple[Sentence, ...]:
    """Good wishes for a happy day that the customer names and does not complain about."""
    grave = brief.request.plain or brief.seen.triage.kind is MessageKind.COMPLAINT
    if grave or not _HAPPY_DAY.search(brief.text):
        return ()
    return (Sentence(brief.speaker.say("ack.birthday"), Part.ACKNOWLEDGEMENT),)


def _warm_closing(brief: Brief, body: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Thanks at the end of an answer to a complaint, where nobody has been thanked yet."""
    short = brief.style.shorter or (brief.request.public and not brief.style.warmer)
    if short or any(_THANKED.match(sentence.text) for sentence in body):
        return ()
    return (Sentence(brief.speaker.say("closing.thanks"), Part.THANKS),)


def _interest(brief: Brief) -> tuple[Sentence, ...]:
    triage = brief.seen.triage
    if brief.again:
        return (Sentence(brief.speaker.say("ack.again"), Part.ACKNOWLEDGEMENT),)
    if triage.feeling == "worried":
        return (Sentence(brief.speaker.say("empathy.worried"), Part.EMPATHY),)
    topic = brief.seen.topics[0] if brief.seen.topics else None
    if brief.style.shorter or (brief.request.public and not brief.style.warmer):
        return ()
    if triage.kind is MessageKind.SALES and not brief.request.plain:
        return (Sentence(brief.speaker.say("ack.sales"), Part.ACKNOWLEDGEMENT),)
    if topic is not None and topic.name in _ASKED_ABOUT:
        return (Sentence(brief.speaker.say(f"ack.{topic.name}"), Part.ACKNOWLEDGEMENT),)
    return request_restated(brief)


def _answers(brief: Brief, barred: tuple[str, ...]) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    if brief.request.stance is Stance.DECLINE:
        sentences.append(Sentence(brief.speaker.say("resolution.declined"), Part.RESOLUTION))
    answers = brief.retrieved.answers
    if brief.request.stance is Stance.DECLINE:
        answers = tuple(answer for answer in answers if declines(answer.clause, brief))
    if brief.request.stance is Stance.ACCEPT:
        answers = tuple(answer for answer in answers if grants(answer.clause, brief))
    said = 0
    for answer in answers:
        found = _answer(brief, answer, barred, first=said == 0)
        sentences += found
        said += bool(found)
    return tuple(sentences)


def _answer(
    brief: Brief, answer: Answer, barred: tuple[str, ...], *, first: bool
) -> list[Sentence]:
    left_out = (*brief.request.our_replies, *barred)
    plainly = brief.speaker.phrases.language == "en" and brief.request.stance is not Stance.DECLINE
    due = due_of(answer.clause, brief.request, brief.claims) if plainly else None
    due = narrowed(due, brief.style, brief.request) if due is not None else None
    if due is not None and (said := settled(answer, due, brief, left_out, first=first)):
        return said
    sayings = chosen(
        answer,
        public=brief.request.public,
        given=lambda text: given(text, brief.text, brief.request.facts),
        first=first,
        short=brief.style.shorter,
        left_out=brief.request.our_replies,
        barred=barred,
        least=0.0 if answer.sure else _LEAST_ANSWER if brief.asks else _LEAST_RULE,
    )
    sentences: list[Sentence] = []
    for saying in sayings:
        text = next(
            (
                text
                for words in _wordings(saying, answer, brief, opens=first and not sentences)
                if (text := _framed(words, saying, brief, more=not (first or sentences)))
                not in barred
            ),
            "",
        )
        if text:
            sentences.append(Sentence(text, Part.POLICY, (answer.citation,)))
    return sentences


def _wordings(saying: Said, answer: Answer, brief: Brief, *, opens: bool) -> tuple[str, ...]:
    """A sentence of the clause as it fits this case, then as the clause says it.

    The second is for the case in which the first leaves out a condition that must be said.
    """
    if saying.quoted:
        return (saying.text,)
    words = _fitting(saying.text, answer, brief)
    if opens:
        words = _WITHOUT_ARTICLE.sub("A ", words)
        if words != saying.text and _YES_OR_NO.search(answer.ask.words):
            words = f"Yes, {words[:1].lower()}{words[1:]}" if words.startswith("We ") else words
    return (words, saying.text)


def _framed(words: str, saying: Said, brief: Brief, *, more: bool) -> str:
    if saying.quoted:
        return brief.speaker.say("policy.quoted", policy=words)
    if more and not brief.request.public:
        return brief.speaker.say("policy.also", policy=words)
    return words


def _fitting(text: str, answer: Answer, brief: Brief) -> str:
    """A sentence of the clause without what is known, and a request in it with a "please"."""
    words = plain(text, answer.clause, brief.text, brief.request.facts, brief.claims)
    return _BARE_REQUEST.sub(r"\g<lead>please \g<verb>", words)
