"""The holding reply: it acknowledges, asks or informs, and commits to nothing but the follow-up."""

from __future__ import annotations

from desk.draft import Part, Reason, Sentence
from drafting.acknowledge import acknowledgement, running_on
from drafting.brief import Brief
from drafting.next_steps import contact

# Reasons for which somebody of ours has to come back to the customer.
_FOLLOWED = frozenset(Reason) - {Reason.NO_REPLY_NEEDED}


def follow_up_of(brief: Brief, reason: Reason) -> str:
    """The task that somebody's list must hold, in the words that the customer reads."""
    return brief.speaker.say("holding.follow_up") if reason in _FOLLOWED else ""


def holding(brief: Brief, reason: Reason, *, asks: bool = False) -> tuple[Sentence, ...]:
    """A holding reply in the customer's language; empty where no reply is needed."""
    if reason is Reason.NO_REPLY_NEEDED:
        return ()
    say = brief.speaker
    sentences = [Sentence(say.greeting(), Part.GREETING)]
    if reason is Reason.SENSITIVE:
        sentences += _with_care(brief)
    else:
        sentences += acknowledgement(brief)
    sentences.append(Sentence(follow_up_of(brief, reason), Part.NEXT_STEP))
    if reason is not Reason.SENSITIVE and brief.seen.triage.feeling in ("worried", "angry"):
        sentences += contact(brief, always=True)
    if asks:
        place = "public" if brief.request.public else "private"
        sentences.append(Sentence(say.say(f"ask.order.{place}"), Part.QUESTION))
    sentences = [sentences[0], *running_on(sentences[0].text, tuple(sentences[1:]), brief)]
    closing = say.closing()
    if closing:
        sentences.append(Sentence(closing, Part.CLOSING))
    return tuple(sentences)


def plainest(brief: Brief) -> tuple[Sentence, ...]:
    """The least that can be said: thanks, and that somebody comes back to it."""
    say = brief.speaker
    return (
        Sentence(say.greeting(runs_on=False), Part.GREETING),
        Sentence(say.say("holding.thanks"), Part.THANKS),
        Sentence(say.say("holding.follow_up"), Part.NEXT_STEP),
    )


def _with_care(brief: Brief) -> list[Sentence]:
    sensitive = brief.seen.sensitive
    say = brief.speaker
    if sensitive is not None and sensitive.role == "press":
        return [Sentence(say.say("holding.press"), Part.THANKS)]
    if sensitive is None or not sensitive.danger:
        return [Sentence(say.say("holding.sensitive"), Part.ACKNOWLEDGEMENT)]
    return [
        Sentence(say.say("holding.hurt"), Part.EMPATHY),
        Sentence(say.say("holding.danger"), Part.NEXT_STEP),
        *contact(brief, always=True),
    ]
