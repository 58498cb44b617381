"""Who asks for a page, and who sends a form: people only, and each form with its CSRF token."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request

from api.auth import Need, caller_of, insist_csrf, person_with
from api.console.answering import Page
from api.routes.asking import REVIEWERS
from desk.people import Person, Principal, Role, insist_person


def pages() -> APIRouter:
    """A router whose routes are pages; none of them is part of the API's document."""
    return APIRouter(route_class=Page, include_in_schema=False)


def _reader(by: Annotated[Principal, Depends(person_with())]) -> Person:
    return insist_person(by)


def _admin(by: Annotated[Principal, Depends(person_with(Role.ADMIN))]) -> Person:
    return insist_person(by)


class _Signed:
    """A person with one of these roles, or with any, whose form carries the session's token."""

    def __init__(self, *roles: Role) -> None:
        self._need = Need(frozenset(roles), form=True)

    def __call__(self, request: Request, csrf: Annotated[str, Form()] = "") -> Person:
        by = self._need(request)
        insist_csrf(caller_of(request), csrf)
        return insist_person(by)


Reader = Annotated[Person, Depends(_reader)]
Admin = Annotated[Person, Depends(_admin)]
Sender = Annotated[Person, Depends(_Signed())]
Reviewer = Annotated[Person, Depends(_Signed(*REVIEWERS))]
Owner = Annotated[Person, Depends(_Signed(Role.POLICY_OWNER, Role.ADMIN))]
Administrator = Annotated[Person, Depends(_Signed(Role.ADMIN))]
