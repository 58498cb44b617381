"""The first words of a reply: the concrete problem as the customer told it, and how it feels."""

from __future__ import annotations

import re

from desk.conversation import MessageKind
from desk.draft import Part, Sentence
from drafting.asked import asked, matter, wished
from drafting.asks import refuses
from drafting.brief import Brief
from drafting.next_steps import UPSET
from drafting.problem import restated, thing_in

_GRIEVANCES = frozenset({MessageKind.COMPLAINT, MessageKind.ABUSE})
# Words that say already how it must feel; a second line of empathy would say the same.
_FELT = re.compile(r"\bI (?:understand|can see)\b|annoying|surprised")
# Topics whose restatement would admit what is not known yet.
_NOT_RESTATED = frozenset({"charge", "staff", "privacy", "price", "points", "invoice"})


def acknowledgement(brief: Brief, barred: tuple[str, ...] = ()) -> tuple[Sentence, ...]:
    """The concrete problem, and empathy that fits the feeling and not more."""
    say = brief.speaker
    problem = _problem(brief, barred)
    parts = [Sentence(problem, Part.ACKNOWLEDGEMENT)]
    feeling = brief.seen.triage.feeling
    wanted = brief.style.warmer or not brief.request.public or feeling in UPSET
    if brief.style.shorter or not wanted or _FELT.search(problem):
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
    say = brief.speaker
    if brief.again:
        thing = brief.known_thing if say.phrases.language == "en" else ""
        about = f"your {thing}" if thing else ""
        key = "ack.unaccepted" if refuses(brief.text) else "ack.again"
        return say.say(f"{key}_thing", thing=about) if about else say.say(key)
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
    thing = thing_in(brief.text)
    if topic is not None and topic.name == "access" and thing and say.phrases.language == "en":
        return say.say("ack.access_thing", thing=f"your {thing}")
    if topic is not None and say.phrases.has(f"ack.{topic.name}"):
        return say.say(f"ack.{topic.name}", thing=brief.thing)
    if brief.seen.triage.kind in _GRIEVANCES and brief.seen.triage.feeling != "neutral":
        return say.say("ack.generic")
    return _matter(brief, barred)


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
