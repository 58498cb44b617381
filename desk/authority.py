"""Who may approve: decided by what is promised, not by whose inbox it is. The default is no."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desk.caps import Exceeded
from desk.check import Licensed
from desk.draft import DraftKind
from desk.ids import PersonId
from desk.people import Person, Role
from policies.company import AuthorityRule
from policies.terms import Money, Percent

# A reply that owes nothing still needs somebody whose work is answering.
_ANSWERING = frozenset({Role.AGENT.value, Role.APPROVER.value, Role.ADMIN.value})


@dataclass(frozen=True)
class Requirement:
    """What approving a text takes: for every commitment one of its rules must be satisfied.

    `roles` are those that may sign, all commitments considered; `people` is how many must.
    `unruled` are the commitments that no rule allows anybody to approve. `named` are the roles of
    which a sensitive topic takes one besides; empty for an ordinary topic. `over` are the caps
    that it goes above, in words.
    """

    roles: frozenset[str]
    people: int
    unruled: tuple[Licensed, ...] = ()
    why: str = ""
    named: frozenset[str] = frozenset()
    over: tuple[Exceeded, ...] = ()

    def refuses(self, person: Person, drafter: PersonId | None) -> str:
        """Why this person's approval would not count, in words; empty where it would."""
        if not person.active:
            return "This account is no longer active."
        if self.unruled:
            return (
                f"No authority rule lets anybody approve {self._unruled()}. "
                "Add one to authority.yaml in the policies folder."
            )
        for each in self.over:
            if not each.cap.roles:
                return f"Nobody may approve above this cap: {each.says}."
        theirs = {role.value for role in person.roles}
        if self.named and not self.named & theirs:
            return f"Only {' or '.join(sorted(self.named))} may approve this topic."
        if not self.roles:
            return "No single role may approve everything that it promises."
        if not self.roles & theirs:
            return f"Only {' or '.join(sorted(self.roles))} may approve this: {self.why}"
        if self.people > 1 and drafter == person.id:
            return f"Whoever wrote the text does not count where {self.people} people must agree."
        return ""

    def _unruled(self) -> str:
        """What lacks a rule: "a refund without an amount, an action"."""
        said = []
        for licensed in self.unruled:
            kind = licensed.commitment.kind.value
            amount = licensed.commitment.amount or licensed.bound
            article = "an" if kind[0] in "aeiou" else "a"
            said.append(f"{article} {kind} " + (f"of {amount}" if amount else "without an amount"))
        return ", ".join(dict.fromkeys(said))


def owed(commitments: tuple[Licensed, ...], kind: DraftKind) -> tuple[Licensed, ...]:
    """The commitments that need somebody's authority.

    A holding reply owes nothing but the follow-up that stands on somebody's list already; the
    check blocks it if it says more.
    """
    return () if kind is DraftKind.HOLDING else commitments


def required(
    commitments: Iterable[Licensed],
    rules: tuple[AuthorityRule, ...],
    named_role: str = "",
    over: tuple[Exceeded, ...] = (),
) -> Requirement:
    """What it takes to approve these commitments; `named_role` must sign for a sensitive topic.

    `over` are the caps that they go above, each of which names who may.
    """
    named = frozenset({named_role, Role.ADMIN.value}) if named_role else frozenset()
    roles = _ANSWERING | named
    people, why = 1, f"the topic needs {named_role}" if named_role else "it is a reply"
    unruled: list[Licensed] = []
    for licensed in commitments:
        if not licensed.commitment.grants:
            continue
        fitting = [rule for rule in rules if _allows(rule, licensed)]
        if not fitting:
            unruled.append(licensed)
            continue
        # The mildest rule that allows it: the fewest people, then the most roles.
        rule = min(fitting, key=lambda r: (r.people, -len(r.roles)))
        narrowed = roles & rule.roles
        if narrowed != roles:
            why = f"it promises {licensed.commitment.kind.value}"
        roles = narrowed
        people = max(people, rule.people)
    for each in over:
        narrowed = roles & (each.cap.roles | named)
        if narrowed != roles or each.cap.people > people:
            why = each.says
        roles = narrowed
        people = max(people, each.cap.people)
    return Requirement(roles, people, tuple(unruled), why, named, over)


def _allows(rule: AuthorityRule, licensed: Licensed) -> bool:
    if licensed.commitment.kind not in rule.kinds:
        return False
    if rule.up_to is None:
        return True
    amount = licensed.commitment.amount or licensed.bound
    match (amount, rule.up_to):
        case (Money(value, currency), Money(most, of)):
            return currency == of and value <= most
        case (Percent(share), Percent(most)):
            return share <= most
        case _:
            return False  # no amount, or one that cannot be compared: the cap cannot be kept
