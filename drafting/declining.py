"""Whether a clause supports a refusal or a grant, so that neither is ever put as the other."""

from __future__ import annotations

import re

from desk.draft import Reason, Stance
from drafting.abstaining import Refusal
from drafting.brief import Brief
from drafting.needs import needs_of
from policies.clause import Clause, Licence
from policies.terms import Kind

_REFUSES = re.compile(
    r"\b(?:there is no|we (?:cannot|can not|do not|don['’]t)|you cannot|cannot be|is not part|"
    r"does not cover|are not (?:part|covered)|no (?:refund|return|exchange|credit)s?\b|only if)",
    re.IGNORECASE,
)


def declines(clause: Clause, brief: Brief) -> bool:
    """Whether a clause forbids something, or facts that count fail all that it permits."""
    facts, claims = brief.request.facts, brief.claims
    licences = clause.licences
    if licences is None:
        return bool(_REFUSES.search(clause.text))
    bans = [licence for licence in licences if not licence.permits]
    if any(not needs_of(ban, facts, claims).not_met for ban in bans):
        return True
    permits = [licence for licence in licences if licence.permits and licence.conditions]
    return bool(permits) and all(needs_of(one, facts, claims).not_met for one in permits)


def grants(clause: Clause, brief: Brief) -> bool:
    """Whether a clause permits the customer something that the known facts do not rule out."""
    if clause.licences is None:
        return not declines(clause, brief)
    return any(_grants(licence, brief) for licence in clause.licences)


def no_such_stance(brief: Brief) -> Refusal | None:
    """Why the composer cannot take the stance that was asked for; None where it can."""
    answers, stance = brief.retrieved.answers, brief.request.stance
    if stance not in (Stance.ACCEPT, Stance.DECLINE) or not answers:
        return None
    fits = grants if stance is Stance.ACCEPT else declines
    if any(fits(answer.clause, brief) for answer in answers):
        return None
    named = ", ".join(answer.clause.id for answer in answers)
    verb = "permits what is asked" if stance is Stance.ACCEPT else "supports declining"
    return Refusal(Reason.POLICY_SILENT, f"No clause {verb}; what applies is {named}.")


def _grants(licence: Licence, brief: Brief) -> bool:
    facts, claims = brief.request.facts, brief.claims
    given = licence.permits and licence.kind is not Kind.STATEMENT
    return given and not needs_of(licence, facts, claims).not_met
