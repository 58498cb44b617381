"""The words that the screen uses for the desk's values."""

from __future__ import annotations

from enum import StrEnum

from desk.draft import DraftState, Evidence, Part, Reason, Severity, Side, Stance
from desk.limits import Counted
from desk.posting import PostingState
from policies.terms import Kind

_WORDS: dict[StrEnum, str] = {
    DraftState.REQUESTED: "being written",
    DraftState.IN_REVIEW: "in review",
    DraftState.APPROVED: "approved",
    DraftState.POSTED: "posted",
    DraftState.FAILED: "failed",
    DraftState.REJECTED: "rejected",
    DraftState.SUPERSEDED: "replaced by a newer draft",
    PostingState.QUEUED: "waiting to leave",
    PostingState.SENDING: "on its way",
    PostingState.UNKNOWN: "outcome not known yet",
    PostingState.NEEDS_HUMAN: "needs a person",
    PostingState.POSTED: "posted",
    PostingState.VOID: "taken back",
    PostingState.REFUSED: "refused by the channel",
    PostingState.CLOSED: "closed, not posted",
    Reason.POLICY_SILENT: "No policy answers this",
    Reason.POLICIES_CONFLICT: "Two policies disagree",
    Reason.FACTS_MISSING: "Facts are missing",
    Reason.ABOVE_AUTHORITY: "More than we may promise",
    Reason.NOT_YET_IN_FORCE: "The policy is not in force yet",
    Reason.INCIDENT_HOLD: "An incident is going on",
    Reason.SENSITIVE: "A sensitive topic",
    Reason.NO_REPLY_NEEDED: "No reply is needed",
    Reason.LANGUAGE: "The clause is in another language",
    Severity.BLOCK: "blocks approval",
    Severity.LOOK: "look",
    Severity.NOTE: "note",
    Evidence.POLICY: "policy",
    Evidence.FACT: "fact",
    Evidence.COURTESY: "courtesy",
    Evidence.UNSUPPORTED: "unsupported",
    Counted.CODE_POINTS: "characters",
    Counted.GRAPHEMES: "characters",
    Counted.UTF8: "bytes",
    Counted.UTF16: "characters",  # as the channel counts; the number beside it is the channel's
    Kind.REFUND: "money back",
    Kind.CREDIT: "store credit",
    Kind.DISCOUNT: "a discount",
    Kind.REPLACEMENT: "a replacement",
    Kind.REPAIR: "a repair",
    Kind.WAIVER: "a fee waived",
    Kind.COMPENSATION: "compensation",
    Kind.DEADLINE: "a time limit",
    Kind.ACTION: "something that we do",
    Kind.ELIGIBILITY: "something the customer may do",
    Kind.PRICE: "a price",
    Kind.ADMISSION: "an admission of fault",
    Kind.STATEMENT: "a legal or safety statement",
    Stance.BEST: "best answer",
    Stance.ACCEPT: "accept the wish",
    Stance.DECLINE: "decline kindly",
    Stance.ASK: "ask for what is missing",
    Side.EVERYBODY: "to everybody",
    Part.NEXT_STEP: "next step",
}

# Two kinds may have a value of the same name, and such values are equal.
_OF_KIND = {(type(value), value.value): words for value, words in _WORDS.items()}


def named(value: str) -> str:
    """A value of the desk in the words of the screen."""
    if isinstance(value, StrEnum):
        return _OF_KIND.get((type(value), value.value), value.value.replace("_", " "))
    return value.replace("_", " ")
