"""The composer that needs no model: a reply from the clause's own words and the phrases.

Every commitment in it stands in a sentence that cites the clause; the rest is courtesy and
questions. What differs between customers is wording; what is promised does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desk.conversation import MessageKind
from desk.draft import Part, Sentence, Stance
from desk.facts import Fact
from drafting import praise
from drafting.asked import asked, wished
from drafting.problem import restated, thing_in
from drafting.remedies import resolution
from drafting.request import DraftRequest
from drafting.retrieve import Answer, Retrieved
from drafting.said import Speaker
from drafting.selection import chosen
from drafting.style import Style
from drafting.triage import Seen

_GRIEVANCES = frozenset({MessageKind.COMPLAINT, MessageKind.ABUSE})
# Topics whose phrase thanks for asking, and fits before an answer.
_ASKED_ABOUT = frozenset({"privacy", "points", "invoice", "subscription", "refund"})
_MOST_CONTACTED = frozenset({"angry", "frustrated", "worried"})
# How much of a question what is said must hold: an answer more, the rule for a problem less.
_LEAST_ANSWER = 0.2
_LEAST_RULE = 0.12
# Topics whose restatement would admit what is not known yet.
_NOT_RESTATED = frozenset({"charge", "staff", "privacy", "price", "points", "invoice"})


@dataclass(frozen=True)
class Brief:
    """Everything that a reply is composed from. `text` is the turn without orders to a model."""

    request: DraftRequest
    seen: Seen
    text: str
    retrieved: Retrieved
    claims: Mapping[str, Fact]
    speaker: Speaker
    style: Style

    @property
    def again(self) -> bool:
        """Whether we have answered this customer before."""
        return bool(self.request.our_replies)

    @property
    def thing(self) -> str:
        """What it is about, in the customer's words, or "order"."""
        return thing_in(self.text) or "order"


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
        body = (*acknowledgement(brief, barred), *_ask(brief))
    elif kind in (MessageKind.QUESTION, MessageKind.SALES):
        body = (
            *_interest(brief),
            *_answers(brief, barred),
            *_details(brief, details),
            *contact(brief, barred),
        )
    else:
        body = (
            *acknowledgement(brief, barred),
            *_answers(brief, barred),
            *_question(brief),
            *_details(brief, details),
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


def running_on(greeting: str, body: tuple[Sentence, ...], brief: Brief) -> tuple[Sentence, ...]:
    """The body as it goes on after a greeting: in a comment the comma wants a small letter."""
    if not body or not greeting.endswith(",") or brief.request.limits.paragraphs:
        return body
    first, _, rest = body[0].text.partition(" ")
    if body[0].citations or re.match(r"I\b|Sie\b|Ihre", first):
        return body
    small = f"{first[:1].lower()}{first[1:]} {rest}".strip()
    return (Sentence(small, body[0].part), *body[1:])


def acknowledgement(brief: Brief, barred: tuple[str, ...] = ()) -> tuple[Sentence, ...]:
    """The concrete problem, and empathy that fits the feeling and not more."""
    say = brief.speaker
    parts = [Sentence(_problem(brief, barred), Part.ACKNOWLEDGEMENT)]
    feeling = brief.seen.triage.feeling
    wanted = brief.style.warmer or not brief.request.public or feeling in _MOST_CONTACTED
    if not brief.style.shorter and wanted and say.phrases.has(f"empathy.{feeling}"):
        parts.append(Sentence(say.say(f"empathy.{feeling}"), Part.EMPATHY))
    elif not (brief.style.shorter or brief.request.public or brief.again or _thanked(parts[0])):
        parts.append(Sentence(say.say("listening"), Part.EMPATHY))
    return tuple(parts)


def _thanked(sentence: Sentence) -> bool:
    return bool(
        re.match(r"(?:thank|dank|merci|gracias|obrigad|grazie)", sentence.text, re.IGNORECASE)
    )


def _problem(brief: Brief, barred: tuple[str, ...]) -> str:
    say = brief.speaker
    if brief.again:
        return say.say("ack.again")
    topic = brief.seen.topics[0] if brief.seen.topics else None
    if any(other.name == "silence" for other in brief.seen.topics):
        return say.say("ack.silence")
    question = asked(brief.text) if say.phrases.language == "en" else ""
    if question and brief.seen.triage.kind is MessageKind.QUESTION:
        said = say.say("ack.asked", question=question)
        if said not in barred:
            return said
    plain = not brief.seen.sarcastic and (topic is None or topic.name not in _NOT_RESTATED)
    if say.phrases.language == "en" and plain:
        problem = restated(brief.text, topic)
        said = say.say("ack.restated", problem=problem) if problem else ""
        if said and said not in barred:
            return said
    if topic is not None and say.phrases.has(f"ack.{topic.name}"):
        return say.say(f"ack.{topic.name}", thing=brief.thing)
    if brief.seen.triage.kind in _GRIEVANCES and brief.seen.triage.feeling != "neutral":
        return say.say("ack.generic")
    wish = wished(brief.text) if say.phrases.language == "en" else ""
    return say.say("ack.wish", wish=wish) if wish else say.say("holding.thanks")


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
    return ()


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
        least=_LEAST_ANSWER if _asks(brief) else _LEAST_RULE,
    )
    sentences = []
    for number, saying in enumerate(sayings):
        text = say.say("policy.quoted", policy=saying.text) if saying.quoted else saying.text
        if number == 0 and not first and not brief.request.public:
            text = say.say("policy.also", policy=saying.text)
        elif number == 0 and first and not saying.quoted and not brief.request.public:
            lead = "answer.lead" if _asks(brief) else "policy.lead"
            text = text if _asks(brief) else say.say(lead, policy=text)
        sentences.append(Sentence(text, Part.POLICY, (answer.citation,)))
    if settled is not None and brief.request.stance is not Stance.DECLINE:
        sentences.append(Sentence(settled, Part.RESOLUTION, (answer.citation,)))
    return sentences


def _asks(brief: Brief) -> bool:
    return brief.seen.triage.kind in (MessageKind.QUESTION, MessageKind.SALES)


def _details(brief: Brief, details: tuple[str, ...]) -> tuple[Sentence, ...]:
    if not details:
        return ()
    listed = f"{', '.join(details[:-1])} and {details[-1]}" if details[1:] else details[0]
    return (Sentence(brief.speaker.say("ask.details", details=listed), Part.QUESTION),)


def _question(brief: Brief) -> tuple[Sentence, ...]:
    """The order number, where an order is at issue and nobody has named it."""
    topic = brief.retrieved.answers[0].ask.topic
    named = "order" in brief.retrieved.answers[0].clause.text.casefold()
    needed = topic is not None and (topic.about_order or (topic.name == "charge" and named))
    if not needed or _order_known(brief):
        return ()
    asked = any("order number" in s.text.casefold() for s in brief.retrieved.answers[0].sayings)
    if asked and not brief.request.public:
        return ()
    place = "public" if brief.request.public else "private"
    return (Sentence(brief.speaker.say(f"ask.order.{place}"), Part.QUESTION),)


def _ask(brief: Brief) -> tuple[Sentence, ...]:
    """What to ask where there is no answer to give: what happened, or which order it is."""
    place = "public" if brief.request.public else "private"
    topic = brief.seen.topics[0] if brief.seen.topics else None
    if topic is not None and topic.about_order and not _order_known(brief):
        return (Sentence(brief.speaker.say(f"ask.order.{place}"), Part.QUESTION),)
    if _asks(brief):
        return (Sentence(brief.speaker.say("ask.which"), Part.QUESTION),)
    return (Sentence(brief.speaker.say(f"ask.what.{place}"), Part.QUESTION),)


def _order_known(brief: Brief) -> bool:
    return "order_number" in brief.request.facts.facts or "order_number" in brief.claims


def contact(
    brief: Brief, barred: tuple[str, ...] = (), *, always: bool = False
) -> tuple[Sentence, ...]:
    """A way to a person: in letters to upset customers, and in public only when it drags on."""
    feeling = brief.seen.triage.feeling
    wanted = brief.again or (not brief.request.public and feeling in _MOST_CONTACTED)
    known = brief.speaker.contact()
    if known is None or not (wanted or always) or brief.style.shorter:
        return ()
    say = brief.speaker
    ways = []
    if known.phone:
        hours = f" ({known.hours})" if known.hours and not brief.request.public else ""
        ways += [say.say("contact.phone", phone=known.phone, hours=hours)]
        ways += [say.say("contact.phone", phone=known.phone, hours="")]
    if known.email and not brief.request.public:
        ways += [say.say("contact.email", email=known.email)]
    if known.link:
        ways += [say.say("contact.link", link=known.link)]
    left = [way for way in ways if way not in barred]
    return (Sentence(left[0], Part.NEXT_STEP),) if left else ()
