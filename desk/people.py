"""Who is asking: a person with roles, or a program with scopes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desk.errors import OnlyPeople
from desk.ids import KeyId, PersonId


class Role(StrEnum):
    """What a person may do. The last three are named roles for sensitive topics."""

    AGENT = "agent"
    APPROVER = "approver"
    POLICY_OWNER = "policy_owner"
    ADMIN = "admin"
    LEGAL = "legal"
    SAFETY = "safety"
    PRESS = "press"


# Who answers customers: reviews, edits, rejects, takes a conversation.
ANSWERING = frozenset({Role.AGENT, Role.APPROVER, Role.ADMIN, Role.LEGAL, Role.SAFETY, Role.PRESS})


@dataclass(frozen=True)
class Person:
    """A human who signs in. A person who is not `active` may do nothing."""

    id: PersonId
    email: str
    name: str
    roles: frozenset[Role]
    active: bool = True

    @property
    def actor(self) -> str:
        """As the audit names them."""
        return f"person:{self.id}"


@dataclass(frozen=True)
class Program:
    """A program with a key. It has scopes and no roles, and can never approve."""

    id: KeyId
    name: str
    scopes: frozenset[str]

    @property
    def actor(self) -> str:
        """As the audit names it."""
        return f"program:{self.id}"


Principal = Person | Program


def insist_person(by: Principal) -> Person:
    """Lock three of the gate: only a human session approves, edits or rejects."""
    if not isinstance(by, Person):
        raise OnlyPeople("Sign in as a person; a key can ask for drafts and search policy.")
    return by
