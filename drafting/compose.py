"""The composer that needs no model: a reply from the clause's own words and the phrases.

Every commitment in it stands in a sentence that cites the clause; the rest is courtesy and
questions. What differs between customers is wording; what is promised does not.
"""

from __future__ import annotations

from desk.conversation import MessageKind
from desk.draft import Part, Sentence, Stance
from drafting import praise
from drafting.acknowledge import acknowledgement, request_restated, running_on
from drafting.brief import Brief
from drafting.next_steps import contact, details_question, opening_question, order_question
from drafting.remedies import resolution
from drafting.retrieve import Answer
from drafting.selection import chosen

# Topics whose phrase thanks for asking, and fits before an answer.
_ASKED_ABOUT = frozenset({"privacy", "points", "invoice", "subscription", "refund"})
# How much of a question what is said must hold: an answer more, the rule for a problem less.
_LEAST_ANSWER = 0.2
_LEAST_RULE = 0.12


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
    elif brief.request.stance is Stance.ASK or not brief.retrieved.answers:
        body = (*acknowledgement(brief, barred), *opening_question(brief))
    elif kind in (MessageKind.QUESTION, MessageKind.SALES):
        body = (
            *_interest(brief),
            *_answers(brief, barred),
            *details_question(brief, details),
            *contact(brief, barred),
        )
    else:
        body = (
            *acknowledgement(brief, barred),
            *_answers(brief, barred),
            *order_question(brief),
            *details_question(brief, details),
            *contact(brief, barred),
        )
    body = tuple(sentence for sentence in body if sentence.text not in barred)
    closing = brief.speaker.closing()
    # A greeting with a comma runs on into what follows; before a rule it stands for itself.
    runs_on = not body or body[0].part is not Part.POLICY
    greeting = brief.speaker.greeting(runs_on=runs_on)
    return (
        Sentence(greeting, Part.GREETING),
        *running_on(greeting, body, brief),
        *((Sentence(closing, Part.CLOSING),) if closing else ()),
    )


def _interest(brief: Brief) -> tuple[Sentence, ...]:
    triage = brief.seen.triage
    if brief.again:
        return (Sentence(brief.speaker.say("ack.again"), Part.ACKNOWLEDGEMENT),)
    if triage.feeling == "worried":
        return (Sentence(brief.speaker.say("empathy.worried"), Part.EMPATHY),)
    topic = brief.seen.topics[0] if brief.seen.topics else None
    if brief.style.shorter or (brief.request.public and not brief.style.warmer):
        return ()
    if triage.kind is MessageKind.SALES:
        return (Sentence(brief.speaker.say("ack.sales"), Part.ACKNOWLEDGEMENT),)
    if topic is not None and topic.name in _ASKED_ABOUT:
        return (Sentence(brief.speaker.say(f"ack.{topic.name}"), Part.ACKNOWLEDGEMENT),)
    return request_restated(brief)


def _answers(brief: Brief, barred: tuple[str, ...]) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    if brief.request.stance is Stance.DECLINE:
        sentences.append(Sentence(brief.speaker.say("resolution.declined"), Part.RESOLUTION))
    for number, answer in enumerate(brief.retrieved.answers):
        sentences += _answer(brief, answer, barred, first=number == 0)
    return tuple(sentences)


def _answer(
    brief: Brief, answer: Answer, barred: tuple[str, ...], *, first: bool
) -> list[Sentence]:
    say = brief.speaker
    settled = resolution(answer.clause, brief.request, brief.claims, say)
    sayings = chosen(
        answer,
        public=brief.request.public,
        settled=settled is not None,
        first=first,
        short=brief.style.shorter,
        left_out=(*brief.request.our_replies, *barred),
        least=_LEAST_ANSWER if brief.asks else _LEAST_RULE,
    )
    sentences = []
    for number, saying in enumerate(sayings):
        text = say.say("policy.quoted", policy=saying.text) if saying.quoted else saying.text
        if number == 0 and not first and not brief.request.public:
            text = say.say("policy.also", policy=saying.text)
        elif number == 0 and first and not saying.quoted and not brief.request.public:
            lead = "answer.lead" if brief.asks else "policy.lead"
            text = text if brief.asks else say.say(lead, policy=text)
        sentences.append(Sentence(text, Part.POLICY, (answer.citation,)))
    if settled is not None and brief.request.stance is not Stance.DECLINE:
        sentences.append(Sentence(settled, Part.RESOLUTION, (answer.citation,)))
    return sentences
