"""Who works at the sample company: the visitor, and a colleague for what takes two people."""

from __future__ import annotations

from datetime import datetime

from desk.ids import WorkspaceId
from desk.people import Role
from store.accounts import Accounts

_PEOPLE = (
    (
        "you@sample.invalid",
        "You",
        frozenset({Role.AGENT, Role.APPROVER, Role.POLICY_OWNER, Role.ADMIN}),
    ),
    (
        "colleague@sample.invalid",
        "A colleague",
        frozenset({Role.APPROVER, Role.LEGAL, Role.SAFETY}),
    ),
)


def welcome(accounts: Accounts, workspace: WorkspaceId, now: datetime) -> None:
    """Make the sample people where nobody is known yet. They sign in with one-time links only."""
    if accounts.all(workspace):
        return
    for email, name, roles in _PEOPLE:
        accounts.add(workspace, email=email, name=name, roles=roles, now=now)
