"""While an incident goes on, its statement answers in place of an ordinary reply."""

from __future__ import annotations

from desk import sentences
from desk.conversation import Conversation
from desk.draft import (
    Abstention,
    Attribution,
    Draft,
    DraftKind,
    Finding,
    Outcome,
    Part,
    Reason,
    Sentence,
)
from desk.found import finding
from desk.incident import Incident
from desk.records import Transaction

# The task that a statement leaves on somebody's list.
TELL_MORE = "Tell them more when there is news of the incident."


def holding(tx: Transaction, conversation: Conversation) -> Incident | None:
    """The open incident that keeps ordinary replies to this conversation back, or None."""
    if conversation.incident is None:
        return None
    incident = tx.incidents.get(conversation.incident)
    return incident if incident.open and incident.holds else None


def plain(tx: Transaction, conversation: Conversation) -> bool:
    """Whether an open incident asks for a tone without cheer here, held back or not."""
    if conversation.incident is None:
        return False
    incident = tx.incidents.get(conversation.incident)
    return incident.open and incident.plain


def instead(incident: Incident, conversation: Conversation, outcome: Outcome) -> Abstention:
    """The holding reply with the statement, in place of whatever was drafted."""
    name = conversation.customer_name.split(" ")[0]
    greeting = (Sentence(f"Hello {name},", Part.GREETING),) if name else ()
    said = sentences.carry((), incident.statement)
    return Abstention(
        reason=Reason.INCIDENT_HOLD,
        explanation=f"An incident is going on: {incident.title}. The statement answers meanwhile.",
        holding=(*greeting, *said),
        attribution=Attribution(author="statement", book=outcome.attribution.book),
        triage=outcome.triage,
        follow_up=TELL_MORE,
        findings=outcome.findings,
    )


def finding_of(tx: Transaction, conversation: Conversation, draft: Draft) -> tuple[Finding, ...]:
    """What blocks an ordinary reply in an incident that holds them."""
    incident = holding(tx, conversation)
    if incident is None or draft.kind is DraftKind.HOLDING:
        return ()
    why = f"An incident is going on: {incident.title}. Only its statement may go out."
    mend = "Wait until it is over, ask for a new draft, or take the conversation out of it."
    return (finding("incident_hold", why, "", (0, 0), mend),)
