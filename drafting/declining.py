"""Whether a clause supports a refusal, so that no grant is ever put as one."""

from __future__ import annotations

import re

from drafting.brief import Brief
from drafting.needs import needs_of
from policies.clause import Clause

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
