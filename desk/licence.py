"""The licence: whether a cited clause permits a commitment. Decided here, in code.

A commitment is licensed by one permission of one clause that its sentence cites: same kind, same
object, amount, period and date within it, and every condition met by facts that count, stated in
the reply, or asked for. A missing fact is not a yes. What forbids wins over what permits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desk.amounts import amount_fault, time_fault
from desk.commitment import Actor, Commitment
from desk.courtesy import Weight, weight
from desk.covers import covers, speaks_again
from desk.draft import Severity
from desk.facts import CaseFacts
from desk.permission import ClauseReading, Permission
from desk.phrases import NEGATION, Phrase, Reply, generic
from desk.reading.language import language_of
from desk.reading.mention import NEVER_SAID, MentionValue
from desk.reading.quantities import quantities, same
from desk.terms_met import Met, all_stated, how_met, names
from desk.vocabulary import overlap, roots
from desk.way_of_paying import other_way
from policies.clause import ClauseId
from policies.terms import Condition, Kind, Period


@dataclass(frozen=True)
class Fault:
    """Why a permission does not license a commitment, as a finding says it."""

    code: str
    why: str
    mend: str
    clause: ClauseId | None = None
    severity: Severity = Severity.BLOCK


@dataclass(frozen=True)
class Judgement:
    """`by` is the clause that licenses; without one `fault` says why, None for mere courtesy."""

    by: ClauseReading | None
    fault: Fault | None = None
    permission: Permission | None = None


# The nearer a permission came, the more it helps to say what it lacked.
_NEARNESS = ("forbidden", "condition_missing", "condition_not_met", "above_limit", "period_differs")


def judge(
    commitment: Commitment,
    readings: Sequence[ClauseReading],
    facts: CaseFacts,
    reply: Reply,
    stated: Iterable[MentionValue] = (),
    settled: Sequence[Permission] = (),
) -> Judgement:
    """Whether one of the cited clauses licenses the commitment.

    `readings` are the clauses cited by its sentence that hold and cover the case; `stated` are all
    quantities of the reply, and `settled` the permissions on which earlier commitments of it rest:
    "the money is back within 5 working days" speaks of a refund that was licensed before.
    """
    if not commitment.grants:
        return _refusal(commitment, readings, facts, reply)
    if commitment.kind is Kind.DEADLINE and (no_promise := _told(commitment, readings, facts)):
        return no_promise
    claim = _Claim.of(commitment, facts, reply, stated)
    faults: list[Fault] = []
    heavy = weight(commitment)
    # What an owner lists as forbidden wins, in whatever order the clauses are cited.
    if forbidden := claim.listed_ban(readings):
        return Judgement(None, forbidden)
    for reading in readings:
        # What is only allowed, and costs us nothing, need not be listed to be said.
        said = reading.said if heavy is Weight.OPEN and reading.clause.licences is not None else ()
        for permission in (*reading.permissions, *said):
            again = permission in settled and speaks_again(permission, commitment)
            if permission.permits and (again or covers(permission, commitment)):
                fault = claim.fault(reading, permission, again=again)
                if fault is None:
                    return Judgement(reading, permission=permission)
                faults.append(fault)
    if heavy is Weight.COURTESY:
        return Judgement(None)
    # What a clause only says forbids where it permits nothing nearer.
    faults = faults or [ban for reading in readings if (ban := claim.ban(reading))]
    if faults:
        return Judgement(None, min(faults, key=lambda fault: _NEARNESS.index(fault.code)))
    return Judgement(None, _unlicensed(commitment, readings, heavy))


@dataclass(frozen=True)
class _Claim:
    """A commitment with all that it is judged by besides clauses."""

    commitment: Commitment
    facts: CaseFacts
    reply: Reply
    own: Phrase
    rule: Phrase
    stated: tuple[MentionValue, ...]

    @staticmethod
    def of(
        commitment: Commitment, facts: CaseFacts, reply: Reply, stated: Iterable[MentionValue]
    ) -> _Claim:
        """The claim of a commitment."""
        words = commitment.words
        return _Claim(commitment, facts, reply, Phrase.of(words), generic(words), tuple(stated))

    def met(self, condition: Condition | str) -> Met:
        """How a condition stands in this case and reply."""
        return how_met(condition, self.facts, self.reply, self.own, self.rule)

    def fault(self, reading: ClauseReading, permission: Permission, *, again: bool) -> Fault | None:
        """What a permission of the right kind and object lacks, or None where it licenses; what
        is said `again` without an amount owes no other amount.
        """
        clause = reading.clause.id
        said = f"Say what the clause says: {permission.words}"
        known = again and self.commitment.amount is None
        if not known and (why := amount_fault(self.commitment, reading, permission, self.facts)):
            return Fault("above_limit", why, said, clause)
        if why := time_fault(self.commitment, reading, permission, self.facts, self.stated):
            return Fault("period_differs", why, said, clause)
        paid = self.commitment.words if self.commitment.kind is Kind.REFUND else ""
        if way := other_way(paid, reading.clause.text, self.facts):
            why = f"the clause names how it is paid back, and no fact says: {way}"
            return Fault("condition_missing", why, said, clause)
        stands = {condition: self.met(condition) for condition in permission.conditions}
        for condition, met in stands.items():
            if met is Met.NOT_MET:
                why = f"the case facts contradict: {condition}"
                return Fault("condition_not_met", why, "Do not promise it in this case.", clause)
        if more := self.widened(reading):
            why = f"the reply names what the clause does not, and would grant it then too: {more}"
            return Fault("condition_missing", why, said, clause)
        missing = [c for c, met in stands.items() if met is Met.MISSING]
        if missing and not self.said_as_the_clause_says(reading, missing):
            listed = "; ".join(map(str, missing))
            why = f"no fact meets it, and the reply neither states nor asks it: {listed}"
            return Fault("condition_missing", why, f"State it or ask for it: {listed}", clause)
        return None

    def widened(self, reading: ClauseReading) -> str:
        """What the text offers as another way to meet its condition and the clause does not say:
        "if you have the receipt or a good story".
        """
        there = roots(f"{reading.clause.title}\n{reading.clause.text}")
        listed = (one.words for one in reading.clause.licences or ())
        there |= roots("\n".join(listed))
        also, otherwise = _WIDENING[language_of(self.reply.whole)]
        for condition in self.commitment.conditions:
            if also.match(condition) and NEGATION.search(condition):
                return condition  # "…, and also if it is not"
            for other in otherwise.split(condition)[1:]:
                own = roots(other)
                if own and overlap(own, there) < _OTHER_THING:
                    return other.strip()
        return ""

    def said_as_the_clause_says(
        self, reading: ClauseReading, missing: Sequence[Condition | str]
    ) -> bool:
        """Whether the reply states the condition in the words of the clause.

        The owner listed "charged twice" for "if we took the money two times": who says the latter
        states the former. What the clause speaks of elsewhere ("send us a photo") must still be
        stated or asked for.
        """
        if self.quoted(reading):
            return True
        if reading.clause.licences is None:
            return False
        for said in reading.said:
            if said.permits and said.kind is self.commitment.kind and covers(said, self.commitment):
                elsewhere = [Phrase.of(words) for words in said.elsewhere]
                named = any(names(condition, p) for condition in missing for p in elsewhere)
                if all_stated(said.under, self.reply) and not named:
                    return True
        return False

    def quoted(self, reading: ClauseReading) -> bool:
        """Whether its sentence stands word for word in a public clause, "if" and all."""
        words = " ".join(self.commitment.words.split())
        clause = " ".join(reading.clause.text.split())
        return reading.clause.public and any(
            words in sentence and sentence in clause for sentence in self.reply.conditional
        )

    def listed_ban(self, readings: Sequence[ClauseReading]) -> Fault | None:
        """The first thing that an owner lists as forbidden and this is."""
        bans = (self.ban(one) for one in readings if one.clause.licences is not None)
        return next((ban for ban in bans if ban), None)

    def ban(self, reading: ClauseReading) -> Fault | None:
        """What of a clause forbids the commitment in this case."""
        words = roots(self.commitment.words)
        for ban in reading.permissions:
            if ban.permits or ban.kind is not self.commitment.kind:
                continue
            if overlap(roots(ban.object), words) < _SAME_THING:
                continue
            if all(self.met(c) in {Met.MET, Met.STATED} for c in ban.conditions):
                why = f"the clause forbids it: {ban.words}"
                return Fault("forbidden", why, "Take it out.", reading.clause.id)
        return None


_SAME_THING = 0.6
_OTHER_THING = 0.34  # share of an alternative's words that the clause must have
# Language by language: what "also", "or" and "more" are. "Of" is an "or" in Dutch alone.
_WIDENS = {
    "en": ("also|even", "or", "more|less|later|longer|fewer"),
    "de": ("auch|sogar", "oder", "mehr|weniger|später|länger"),
    "fr": ("même|aussi", "ou", "plus|moins"),
    "es": ("incluso|también", "o|u", "más|menos"),
    "pt": ("mesmo|também", "ou", "mais|menos"),
    "it": ("anche|pure", "o|oppure", "più|meno"),
    "nl": ("ook|zelfs", "of", "meer|minder"),
}
_WIDENING = {
    code: (
        re.compile(rf"(?:{also}|{either}) ", re.IGNORECASE),
        re.compile(rf"\b(?:{either})\b(?! (?:{much})\b)", re.IGNORECASE),
    )
    for code, (also, either, much) in _WIDENS.items()
}


def _refusal(
    commitment: Commitment, readings: Sequence[ClauseReading], facts: CaseFacts, reply: Reply
) -> Judgement:
    """A refusal rests on policy too; it is only looked at unless a clause says the opposite."""
    claim = _Claim.of(commitment, facts, reply, ())
    opposite: Fault | None = None
    for reading in readings:
        for permission in (*reading.permissions, *reading.said):
            if permission.kind is not commitment.kind:
                continue
            if not permission.permits and _same_thing(permission, commitment):
                return Judgement(reading)
            if not permission.permits or not covers(permission, commitment):
                continue
            stands = [claim.met(condition) for condition in permission.conditions]
            if Met.NOT_MET in stands or Met.STATED in stands:
                return Judgement(reading)  # what is granted only on a condition is else refused
            if all(met is Met.MET for met in stands) and permission in reading.permissions:
                why = f"this refuses what the clause grants: {permission.words}"
                mend = "Grant it, or cite the clause that refuses it."
                opposite = Fault("unlicensed_commitment", why, mend, reading.clause.id)
    if opposite:
        return Judgement(None, opposite)
    why = "a refusal must rest on a clause, and no cited clause refuses this"
    mend = f"Cite the clause that refuses this {commitment.kind.value}."
    return Judgement(None, Fault("unlicensed_commitment", why, mend, severity=Severity.LOOK))


def _told(
    commitment: Commitment, readings: Sequence[ClauseReading], facts: CaseFacts
) -> Judgement | None:
    """The judgement of a time that we do not promise: the customer's, or one that has passed."""
    if commitment.actor is Actor.CUSTOMER:
        return _their_time(commitment, readings)
    if commitment.day is not None and commitment.day < facts.as_of:
        return Judgement(None)  # whether it is true is asked where figures are
    return None


def _their_time(commitment: Commitment, readings: Sequence[ClauseReading]) -> Judgement:
    """What the customer is to do in a time costs us nothing, but the time must be a clause's: more
    of it would be a right that nobody gave.
    """
    wanted: MentionValue | None = commitment.day or commitment.period
    for reading in readings:
        there = quantities(reading.clause.text)
        if wanted is not None and any(same(m.value, wanted) for m in there):
            return Judgement(reading)
    if isinstance(wanted, Period) and not wanted.count and wanted != NEVER_SAID:
        return Judgement(None)  # "at once": nobody is given more time than none
    if wanted is None or wanted == NEVER_SAID:
        return Judgement(None, _unlicensed(commitment, readings, Weight.OWED))
    why = f"no cited clause gives the customer {wanted}"
    return Judgement(None, Fault("period_differs", why, "Say the time that the clause says."))


def _same_thing(permission: Permission, commitment: Commitment) -> bool:
    return overlap(roots(permission.object), roots(commitment.words)) >= _HALF


_HALF = 0.5


def _unlicensed(commitment: Commitment, readings: Sequence[ClauseReading], heavy: Weight) -> Fault:
    kind = commitment.kind
    says = "admits" if kind is Kind.ADMISSION else "promises"
    which = "no cited clause allows it" if readings else "this sentence cites no clause in force"
    code = "admission" if kind is Kind.ADMISSION else "unlicensed_commitment"
    severity = Severity.BLOCK if heavy is Weight.OWED else Severity.LOOK
    mend = f"Cite a clause that allows this {kind.value}, or take it out."
    return Fault(code, f"{says} “{_short(commitment.words)}”, and {which}", mend, None, severity)


def nearest(
    commitment: Commitment, readings: Iterable[ClauseReading]
) -> tuple[ClauseReading, Permission] | None:
    """Of all that clauses permit, what comes nearest to a commitment; None if nothing is alike."""
    best: tuple[ClauseReading, Permission] | None = None
    likeness = 0.0
    words = roots(commitment.words)
    for reading in readings:
        for permission in reading.permissions:
            if not permission.permits or permission.kind is not commitment.kind:
                continue
            alike = overlap(roots(f"{permission.object} {permission.words}"), words)
            alike += covers(permission, commitment)
            if alike > likeness:
                best, likeness = (reading, permission), alike
    return best


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"


_SHOWN = 120  # characters of the text that a finding quotes
