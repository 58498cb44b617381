"""The holding reply: it acknowledges, asks or informs, and commits to nothing but the follow-up."""

from __future__ import annotations

import re

from desk.draft import Citation, Part, Reason, Sentence
from drafting.acknowledge import acknowledgement, running_on
from drafting.bearing import stems
from drafting.brief import Brief
from drafting.calm import calmed
from drafting.clause_words import sayable
from drafting.hardship import condolence
from drafting.next_steps import contact, invitation, opening_question, order_known, product_question
from policies.terms import Kind

_NEAREST = 3  # clauses that are near enough to what happened
_MOST_OF = 0.5  # share of a statement's words that its sentence holds
_ORDERED = re.compile(
    r"\b(?:order|parcel|packages?|deliver|bought|bestell|paket|command|colis|pedido|encomenda|"
    r"ordin|pacco|bestel|pakket)\w*",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r"(?:please )?(?:stop|unplug|do not use|don['’]t use)\b", re.IGNORECASE)
# Reasons for which somebody of ours has to come back to the customer.
_FOLLOWED = frozenset(Reason) - {Reason.NO_REPLY_NEEDED}


def follow_up_of(brief: Brief, reason: Reason) -> str:
    """The task that somebody's list must hold, in the words that the customer reads."""
    return brief.speaker.say("holding.follow_up") if reason in _FOLLOWED else ""


def holding(brief: Brief, reason: Reason, barred: tuple[str, ...] = ()) -> tuple[Sentence, ...]:
    """A holding reply in the customer's language; empty where no reply is needed.

    It asks for the order where the colleague will need it and nobody has named it. `barred` are
    words of acknowledgement that the check did not let stand.
    """
    if reason is Reason.NO_REPLY_NEEDED:
        return ()
    say = brief.speaker
    sentences = [Sentence(say.greeting(), Part.GREETING)]
    if reason is Reason.SENSITIVE:
        sentences += _with_care(brief)
    else:
        sentences += [*condolence(brief), *acknowledgement(brief, barred)]
    sentences.append(Sentence(follow_up_of(brief, reason), Part.NEXT_STEP))
    shut_out = any(topic.name == "access" for topic in brief.seen.topics)
    upset = brief.seen.triage.feeling in ("worried", "angry") or shut_out
    if reason is not Reason.SENSITIVE and upset:
        sentences += contact(brief, always=True)
    topic = brief.seen.topics[0] if brief.seen.topics else None
    ordered = topic is not None and topic.about_order and _ORDERED.search(brief.text)
    if reason is not Reason.SENSITIVE and ordered and not order_known(brief):
        sentences += opening_question(brief)
    sentences += product_question(brief)
    sentences += invitation(brief)
    sentences = [sentences[0], *running_on(sentences[0].text, tuple(sentences[1:]), brief)]
    closing = say.closing()
    if closing:
        sentences.append(Sentence(closing, Part.CLOSING))
    return calmed(tuple(sentences), brief.request)


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
        *_instruction(brief),
        *contact(brief, always=True),
    ]


def _instruction(brief: Brief) -> list[Sentence]:
    """What a clause tells everybody to do at once: "stop using it and unplug it"."""
    for clause in brief.retrieved.consulted[:_NEAREST]:
        told = [one.words for one in clause.licences or () if one.kind is Kind.STATEMENT]
        said = [s.text for s in sayable(clause) if _AT_ONCE.match(s.text) and not s.quoted]
        fit = [text for text in said if any(_same(text, words) for words in told)]
        if fit:
            citation = Citation(clause.id, clause.version)
            return [Sentence(fit[0], Part.NEXT_STEP, (citation,))]
    return []


def _same(text: str, statement: str) -> bool:
    asked = set(stems(statement)) - set(stems("statement"))
    return len(asked & set(stems(text))) >= len(asked) * _MOST_OF
