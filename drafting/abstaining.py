"""When there is no ordinary draft: the typed reason, its explanation and the holding reply."""

from __future__ import annotations

from dataclasses import dataclass

from desk.conversation import MessageKind
from desk.draft import Abstention, Attribution, Finding, Part, Reason, Sentence, Side, Stance
from drafting.before import claims_to_be_ours, unkept
from drafting.brief import Brief
from drafting.details import details_of
from drafting.fit import fitted
from drafting.holding import follow_up_of, holding, plainest
from drafting.judging import Judge
from drafting.language import ENGLISH_NAMES, in_latin

_ROUNDS = 3  # each says the acknowledgement in other words
_VAGUE = 14  # words of a complaint below which we ask what happened instead of abstaining


@dataclass(frozen=True)
class Refusal:
    """Why no ordinary draft is made, as a policy owner and a reviewer read it."""

    reason: Reason
    explanation: str


def before_search(brief: Brief) -> Refusal | None:
    """A reason that needs no policy: nothing to answer, or not for an ordinary draft."""
    triage = brief.seen.triage
    if triage.role:
        why = triage.reasons[-1].removesuffix(f" – for {triage.role}")
        return Refusal(Reason.SENSITIVE, f"This is for {triage.role} to look at: {why}.")
    if not triage.needs_reply:
        why = triage.reasons[-1]
        return Refusal(Reason.NO_REPLY_NEEDED, f"{why[:1].upper()}{why[1:]}.")
    if claim := claims_to_be_ours(brief.text):
        return Refusal(
            Reason.FACTS_MISSING,
            f"The customer claims to be one of us (“{claim}”); nothing is granted on that.",
        )
    if promise := unkept(brief.text, brief.request):
        return Refusal(
            Reason.FACTS_MISSING,
            f"The customer still waits for what we promised: “{promise}” Look up where it is.",
        )
    return None


def after_search(brief: Brief, *, translates: bool) -> Refusal | None:
    """A reason that policy gives. `translates` says that a model can say a clause in the
    customer's language.
    """
    found = brief.retrieved
    if not translates and not in_latin(brief.text):
        return Refusal(
            Reason.LANGUAGE,
            "The message is in a script that we have no phrases for, and no model is set up that "
            "could read it. Answer by hand, or set a model.",
        )
    kind = brief.seen.triage.kind
    if kind is MessageKind.PRAISE or brief.request.stance is Stance.ASK:
        return None
    if brief.request.side is Side.NOTE:
        return None  # it says nothing of policy
    if found.conflict is not None:
        one, other = found.conflict
        return Refusal(
            Reason.POLICIES_CONFLICT, f"{one.id} and {other.id} are in force and disagree."
        )
    if not found.answers:
        if _too_vague(brief) or found.taken:
            return None
        if found.later is not None:
            day = found.later.in_force.isoformat() if found.later.in_force else "later"
            return Refusal(
                Reason.NOT_YET_IN_FORCE, f"{found.later.id} would answer and holds from {day}."
            )
        if found.products:
            named = ", ".join(found.products)
            return Refusal(
                Reason.FACTS_MISSING,
                f"It depends on what the customer has ({named}), and they have not said.",
            )
        asked = "; ".join(ask.topic.term if ask.topic else "a question" for ask in found.silent)
        return Refusal(Reason.POLICY_SILENT, f"No clause in force answers this ({asked}).")
    if found.across_languages and not translates:
        language = ENGLISH_NAMES.get(brief.seen.triage.language, brief.seen.triage.language)
        clause = found.answers[0].clause.id
        return Refusal(
            Reason.LANGUAGE,
            f"{clause} answers this but is not written in {language}, and no model is set up that "
            f"could say it in that language. Answer in {language} by hand from the clause, add the "
            "clause in that language, or set a model.",
        )
    return None


def abstention(
    brief: Brief,
    refusal: Refusal,
    attribution: Attribution,
    findings: tuple[Finding, ...],
    judge: Judge,
) -> Abstention:
    """The abstention, with its holding reply and the task that the reply may speak of.

    A holding reply in which the check finds anything, or that is too long, gives way to the
    plainest one.
    """
    reason = refusal.reason
    follow_up = follow_up_of(brief, reason)
    reply = _standing(brief, reason, follow_up, judge)
    return Abstention(
        reason=reason,
        explanation=refusal.explanation,
        holding=reply,
        attribution=attribution,
        triage=brief.seen.triage,
        questions=details_of(
            (answer.clause for answer in brief.retrieved.answers), brief.request.facts, brief.claims
        )
        or (),
        follow_up=follow_up,
        role=brief.seen.triage.role,
        consulted=brief.retrieved.citations,
        findings=findings,
    )


def _standing(brief: Brief, reason: Reason, follow_up: str, judge: Judge) -> tuple[Sentence, ...]:
    """The holding reply that fits and passes; with other words of acknowledgement if it must."""
    barred: tuple[str, ...] = ()
    for _ in range(_ROUNDS):
        reply = fitted(holding(brief, reason, barred), brief.request)
        if reply is None:
            break
        if not reply or not judge.blocks(reply, holding=True, follow_up=follow_up):
            return reply
        opening = [s.text for s in reply if s.part is Part.ACKNOWLEDGEMENT]
        barred += tuple(b for text in opening for b in (text, f"{text[:1].upper()}{text[1:]}"))
    return plainest(brief)


def _too_vague(brief: Brief) -> bool:
    """Whether the customer has not said what happened, so that asking is the answer."""
    kind = brief.seen.triage.kind
    upset = kind is MessageKind.ABUSE or (
        kind is MessageKind.COMPLAINT and len(brief.text.split()) <= _VAGUE
    )
    calm = brief.seen.triage.feeling not in ("worried", "urgent")
    return upset and calm and not brief.seen.topics and not brief.again
