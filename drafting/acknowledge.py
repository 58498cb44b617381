"""The first words of a reply: the concrete problem as the customer told it, and how it feels."""

from __future__ import annotations

import re

from desk.conversation import MessageKind
from desk.draft import Part, Sentence
from drafting.asked import asked, matter, wished
from drafting.asks import refuses
from drafting.before import unkept
from drafting.brief import Brief
from drafting.feelings import says_let_down
from drafting.hardship import in_hardship
from drafting.next_steps import UPSET
from drafting.problem import restated, thing_in
from drafting.topics import Topic

_ORDERED = re.compile(
    r"\b(?:order\w*|parcel|packages?|deliver\w*|shipp\w*|bought|purchase\w*|item|product|sent|"
    r"arrived?|tracking|courier|box|post|store|shop|return\w*)\b",
    re.IGNORECASE,
)
_GRIEVANCES = frozenset({MessageKind.COMPLAINT, MessageKind.ABUSE})
# Words that say already how it must feel; a second line of empathy would say the same.
_FELT = re.compile(r"\bI (?:understand|can see)\b|annoying|surprised")
_SORRY = re.compile(r"I'm sorry|I understand that the|I can see why", re.IGNORECASE)
# Topics whose restatement would admit what is not known yet.
_NOT_RESTATED = frozenset({"charge", "staff", "privacy", "price", "points", "invoice"})


def acknowledgement(brief: Brief, barred: tuple[str, ...] = ()) -> tuple[Sentence, ...]:
    """The concrete problem, and empathy that fits the feeling and not more."""
    say = brief.speaker
    problem = _problem(brief, barred)
    parts = [Sentence(problem, Part.ACKNOWLEDGEMENT)]
    feeling = brief.seen.triage.feeling
    wanted = brief.style.warmer or not brief.request.public or feeling in UPSET
    unsaid = feeling == "disappointed" and not says_let_down(brief.text)
    felt = unsaid or in_hardship(brief.text) or bool(_FELT.search(problem))
    if brief.style.shorter or not wanted or felt:
        return tuple(parts)
    if say.phrases.has(f"empathy.{feeling}"):
        parts.append(Sentence(say.say(f"empathy.{feeling}"), Part.EMPATHY))
    return tuple(parts)


def request_restated(brief: Brief) -> tuple[Sentence, ...]:
    """What the customer asks or wants to do, in their own words; empty where it does not turn."""
    say = brief.speaker
    if say.phrases.language != "en":
        return ()
    if question := asked(brief.text):
        return (Sentence(say.say("ack.asked", question=question), Part.ACKNOWLEDGEMENT),)
    if wish := wished(brief.text):
        return (Sentence(say.say("ack.wish", wish=wish), Part.ACKNOWLEDGEMENT),)
    return ()


def _problem(brief: Brief, barred: tuple[str, ...]) -> str:
    if brief.again:
        return _once_more(brief)
    if any(other.name == "silence" for other in brief.seen.topics):
        return brief.speaker.say("ack.silence")
    said = (*_in_their_words(brief), *_in_ours(brief))
    return next((text for text in said if text not in barred), "") or _matter(brief, barred)


def _once_more(brief: Brief) -> str:
    """To a customer whom we have answered before."""
    say = brief.speaker
    if unkept(brief.text, brief.request):
        return say.say("ack.unkept")
    thing = brief.known_thing if say.phrases.language == "en" else ""
    key = "ack.unaccepted" if refuses(brief.text) else "ack.again"
    return say.say(f"{key}_thing", thing=f"your {thing}") if thing else say.say(key)


def _in_their_words(brief: Brief) -> tuple[str, ...]:
    """What they ask or tell, turned round, best first."""
    say = brief.speaker
    if say.phrases.language != "en":
        return ()
    topic = brief.seen.topics[0] if brief.seen.topics else None
    said = []
    asks = brief.seen.triage.kind in (MessageKind.QUESTION, MessageKind.SALES)
    if asks and (question := asked(brief.text)):
        said.append(say.say("ack.asked", question=question))
    plain = not brief.seen.sarcastic and (topic is None or topic.name not in _NOT_RESTATED)
    if plain and (problem := restated(brief.text, topic)):
        said.append(say.say("ack.restated", problem=problem))
    if brief.seen.triage.kind is MessageKind.QUESTION and (wish := wished(brief.text)):
        said.append(say.say("ack.wish", wish=wish))
    thing = thing_in(brief.text)
    if topic is not None and topic.name == "access" and thing:
        said.append(say.say("ack.access_thing", thing=f"your {thing}"))
    return tuple(said)


def _in_ours(brief: Brief) -> tuple[str, ...]:
    """The phrase for the topic or the kind of message."""
    say = brief.speaker
    triage = brief.seen.triage
    topic = brief.seen.topics[0] if brief.seen.topics else None
    if topic is not None and _orderless(brief, topic):
        topic = None
    if topic is not None and say.phrases.has(f"ack.{topic.name}"):
        said = say.say(f"ack.{topic.name}", thing=brief.thing)
        if not (brief.asks and _SORRY.match(said)):
            return (said,)  # who only asks has no trouble that we could be sorry for
    if triage.kind is MessageKind.SALES:
        thing = matter(brief.text) if say.phrases.language == "en" else ""
        about = (say.say("ack.question_about", thing=thing),) if thing else ()
        return (*about, say.say("ack.sales"))
    upset = triage.kind in _GRIEVANCES and triage.feeling != "neutral"
    return (say.say("ack.generic"),) if upset else ()


def _orderless(brief: Brief, topic: Topic) -> bool:
    """Whether a phrase about an order would speak of one that nobody has made."""
    plainly = brief.speaker.phrases.language == "en" and topic.about_order and not topic.wish
    return plainly and brief.thing == "order" and not _ORDERED.search(brief.text)


def _matter(brief: Brief, barred: tuple[str, ...]) -> str:
    """The wish or at least the thing that a message is about, else mere thanks."""
    say = brief.speaker
    if say.phrases.language != "en":
        return say.say("holding.thanks")
    said = []
    if wish := wished(brief.text):
        said.append(say.say("ack.wish", wish=wish))
    if thing := matter(brief.text):
        said.append(say.say("ack.question_about" if brief.asks else "ack.about", thing=thing))
    return next((text for text in said if text not in barred), say.say("holding.thanks"))


def running_on(greeting: str, body: tuple[Sentence, ...], brief: Brief) -> tuple[Sentence, ...]:
    """The body as it goes on after a greeting: in a comment the comma wants a small letter."""
    if not body or not greeting.endswith(",") or brief.request.limits.paragraphs:
        return body
    first, _, rest = body[0].text.partition(" ")
    if body[0].citations or re.match(r"I\b|Sie\b|Ihre", first):
        return body
    small = f"{first[:1].lower()}{first[1:]} {rest}".strip()
    return (Sentence(small, body[0].part), *body[1:])
