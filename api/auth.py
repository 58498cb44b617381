"""Who is asking: a person by session cookie or session token, or a program by key.

Each operation declares its need; there is none that is open by omission (a test walks them all).
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Request, Response

from api.house import House
from api.refusals import NoCsrfToken, NotSignedIn
from desk.errors import NotPermitted, OnlyPeople
from desk.people import Principal, Program, Role

COOKIE = "makegood_session"
CSRF_HEADER = "X-CSRF-Token"
KEY_MARK = "mk_"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class By(StrEnum):
    """How somebody showed who they are."""

    COOKIE = "cookie"
    TOKEN = "token"  # noqa: S105 the name of a way, not a secret
    KEY = "key"


@dataclass(frozen=True)
class Caller:
    """Who is asking and how they showed it. `csrf` is the session's token, empty for a key."""

    principal: Principal
    by: By
    csrf: str = ""


@dataclass(frozen=True)
class Need:
    """What an operation takes: a person with one of `roles`, or a program with one of `scopes`.

    Empty `roles` is any active person; empty `scopes` is no program at all. With `form` the CSRF
    token is in a form's field, and the page checks it with `insist_csrf`.
    """

    roles: frozenset[Role] = frozenset()
    scopes: frozenset[str] = frozenset()
    form: bool = False

    def __call__(self, request: Request) -> Principal:
        """The principal. Raises NotSignedIn, NoCsrfToken, OnlyPeople or NotPermitted."""
        caller = caller_of(request)
        if caller.by is By.COOKIE and request.method not in _SAFE and not self.form:
            insist_csrf(caller, request.headers.get(CSRF_HEADER, ""))
        principal = caller.principal
        if isinstance(principal, Program):
            if not self.scopes:
                raise OnlyPeople("Sign in as a person.")
            if not self.scopes & principal.scopes:
                raise NotPermitted(f"This key needs the scope {' or '.join(sorted(self.scopes))}.")
        elif self.roles and not self.roles & principal.roles:
            names = " or ".join(sorted(role.value for role in self.roles))
            raise NotPermitted(f"This takes the role {names}.")
        return principal


def person_with(*roles: Role) -> Need:
    """The need of what only people do, with one of these roles or with any."""
    return Need(frozenset(roles))


def anybody_with(*scopes: str) -> Need:
    """The need of what every person does, and programs with one of these scopes."""
    return Need(scopes=frozenset(scopes))


def caller_of(request: Request) -> Caller:
    """Who is asking, looked up once a request. Raises NotSignedIn."""
    known = getattr(request.state, "caller", None)
    if isinstance(known, Caller):
        return known
    caller = _recognise(request)
    request.state.caller = caller
    return caller


def insist_csrf(caller: Caller, given: str) -> None:
    """Return if `given` is the session's CSRF token, or none is needed. Raises NoCsrfToken."""
    if caller.by is not By.COOKIE:
        return
    if not given or not hmac.compare_digest(given.encode(), caller.csrf.encode()):
        raise NoCsrfToken("A page of another site may not act in your name.")


def set_cookie(response: Response, token: str, house: House) -> None:
    """Give the session to a browser; scripts cannot read it, other sites cannot send it."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=house.settings.session_hours * 3600,
        path="/",
        httponly=True,
        samesite="lax",
        secure=house.settings.address.startswith("https://"),
    )


def drop_cookie(response: Response) -> None:
    """Take the session back from a browser."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")


async def house_of(request: Request) -> House:
    """The house that this application stands in."""
    house = request.app.state.house
    assert isinstance(house, House)  # noqa: S101 `create_app` put it there
    return house


HouseOf = Annotated[House, Depends(house_of)]


def _recognise(request: Request) -> Caller:
    token = token_in(request)
    house: House = request.app.state.house
    cabinet = house.cabinet
    if token.startswith(KEY_MARK):
        found = cabinet.keys.find(token)
        if found is not None and found[0] == cabinet.workspace:
            return Caller(found[1], By.KEY)
    elif token:
        session = cabinet.sessions.find(token, house.desk.law.clock())
        if session is not None and session.workspace == cabinet.workspace:
            by = By.TOKEN if _bearer(request) is not None else By.COOKIE
            return Caller(session.person, by, session.csrf)
    raise NotSignedIn("The session has ended or the key was taken back." if token else "")


def token_in(request: Request) -> str:
    """The session token or key that a request carries, empty where there is none."""
    shown = _bearer(request)
    return request.cookies.get(COOKIE, "") if shown is None else shown


def _bearer(request: Request) -> str | None:
    """What stands in the header as a bearer's token. Of another scheme (a proxy's own password,
    which browsers send by themselves) it says nothing: the cookie counts, and needs its token.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
