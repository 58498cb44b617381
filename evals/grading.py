"""What the items of the checklist look at, and what they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from desk.check import Checked
from desk.conversation import Triage
from desk.draft import Abstention, Outcome, Part, Reason, Sentence
from drafting.bearing import stems
from drafting.request import DraftRequest
from policies.company import Company


class Mark(StrEnum):
    """What an item says of one draft."""

    PASS = "pass"  # noqa: S105 a mark, not a password
    FAIL = "fail"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True)
class Graded:
    """One item's mark for one draft, and the reason."""

    item: str
    mark: Mark
    why: str


@dataclass(frozen=True)
class Subject:
    """One draft with everything that it may be judged by."""

    request: DraftRequest
    outcome: Outcome
    text: str
    sentences: tuple[Sentence, ...]
    checked: Checked
    company: Company

    @property
    def triage(self) -> Triage:
        """What the pipeline saw in the message."""
        return self.outcome.triage

    @property
    def said(self) -> str:
        """What the customer wrote in this turn."""
        return "\n".join(message.text for message in self.request.turn)

    @property
    def holding(self) -> bool:
        """Whether it is a holding reply."""
        return isinstance(self.outcome, Abstention)

    @property
    def sensitive(self) -> bool:
        """Whether the topic belongs to a named role, so that as little as possible is said."""
        outcome = self.outcome
        return isinstance(outcome, Abstention) and outcome.reason is Reason.SENSITIVE

    @property
    def again(self) -> bool:
        """Whether we have answered this customer before."""
        return bool(self.request.our_replies)

    def parts(self, *wanted: Part) -> tuple[Sentence, ...]:
        """The sentences that play one of these parts."""
        return tuple(sentence for sentence in self.sentences if sentence.part in wanted)

    @property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences between greeting and closing."""
        ends = (Part.GREETING, Part.CLOSING)
        return tuple(sentence for sentence in self.sentences if sentence.part not in ends)

    def found(self, *codes: str) -> str:
        """The first blocking or noted finding of these codes with its words; empty without one."""
        for finding in self.checked.findings:
            if finding.code in codes:
                return f"{finding.code}: {finding.words or finding.why}"
        return ""


Item = Callable[[Subject], tuple[Mark, str]]


def passed(why: str) -> tuple[Mark, str]:
    """The item holds."""
    return Mark.PASS, why


def failed(why: str) -> tuple[Mark, str]:
    """The item does not hold."""
    return Mark.FAIL, why


def not_applicable(why: str) -> tuple[Mark, str]:
    """The item says nothing of such a draft."""
    return Mark.NOT_APPLICABLE, why


def shared(one: str, others: Iterable[str]) -> set[str]:
    """The telling words that a text shares with others."""
    return set(stems(one)) & set(stems(" ".join(others)))
