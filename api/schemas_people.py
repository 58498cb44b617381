"""What may be sent to the API about who comes in: sign-in, people, keys."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from api.schemas import Body, Browser, Needed, Scope
from desk.people import Role


class SignIn(Body):
    """A person's e-mail address and password.

    `give` says how the session is kept: in a browser's cookie, or as a token by an extension.
    """

    email: Needed = Field(examples=["ada@example.org"])
    password: Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
    give: Literal["cookie", "token"] = "cookie"


class LinkSecret(Body):
    """The secret of a one-time sign-in link."""

    link: Needed
    give: Literal["cookie", "token"] = "cookie"
    browser: Browser = ""


class NewPerson(Body):
    """Somebody who may sign in. Without a password they need a sign-in link."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [{"email": "ada@example.org", "name": "Ada", "roles": ["agent"]}]
        },
    )
    email: Annotated[
        str,
        StringConstraints(pattern=r"^[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+$", max_length=300),
    ]
    name: Needed
    roles: frozenset[Role] = frozenset({Role.AGENT})
    password: Annotated[str, StringConstraints(min_length=10, max_length=1_000)] | None = None


class ChangedPerson(Body):
    """What of a person is to change."""

    roles: frozenset[Role] | None = None
    active: bool | None = None
    password: Annotated[str, StringConstraints(min_length=10, max_length=1_000)] | None = None


class NewKey(Body):
    """A key for a program, with what it may do."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"name": "help desk", "scopes": ["drafts:request"]}]},
    )
    name: Needed
    scopes: frozenset[Scope]
