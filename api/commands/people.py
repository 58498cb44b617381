"""`makegood user …` and `makegood key …`: who may sign in, and which programs may ask."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import options, terminal

if TYPE_CHECKING:
    from api.house import Cabinet
    from desk.people import Person, Role

_ACTOR = "operator"

Email = Annotated[str, typer.Argument(help="The person's e-mail address.")]
Roles = Annotated[
    list[str] | None,
    typer.Option(
        "--role",
        help="agent, approver, policy_owner, admin, legal, safety or press. Repeatable.",
    ),
]


def user_group() -> typer.Typer:
    """`makegood user …`."""
    made = typer.Typer(help="Say who may sign in, and with which roles.", no_args_is_help=True)
    made.command("add")(add_user)
    made.command("list")(list_users)
    made.command("roles")(set_roles)
    made.command("deactivate")(deactivate)
    made.command("link")(make_link)
    return made


def key_group() -> typer.Typer:
    """`makegood key …`."""
    made = typer.Typer(help="Give programs keys. A key can never approve.", no_args_is_help=True)
    made.command("add")(add_key)
    made.command("list")(list_keys)
    made.command("revoke")(revoke_key)
    return made


def add_user(
    email: Email,
    *,
    name: Annotated[str, typer.Option("--name", help="As colleagues see it.")] = "",
    role: Roles = None,
    as_json: options.Json = False,
) -> None:
    """Add a person and print a link that signs them in, once.

    Example:
      makegood user add ada@example.org --name Ada --role agent --role approver

    """
    from api import staff  # noqa: PLC0415 slow imports

    roles = _roles(role or ["agent"])
    cabinet = _cabinet()
    now = datetime.now(UTC)
    person = staff.add_person(
        cabinet,
        email,
        name or email.split("@", maxsplit=1)[0],
        roles,
        password=None,
        actor=_ACTOR,
        now=now,
    )
    _tell_link(cabinet, person, as_json=as_json)


def list_users(*, as_json: options.Json = False) -> None:
    """List everybody who may or once might sign in."""
    cabinet = _cabinet()
    people = [account.person for account in cabinet.accounts.all(cabinet.workspace)]
    if as_json:
        for person in people:
            terminal.emit(_as_data(person))
        return
    made = terminal.table("e-mail", "name", "roles", "active", "id")
    for person in people:
        roles = ", ".join(sorted(person.roles))
        made.add_row(person.email, person.name, roles, "yes" if person.active else "no", person.id)
    terminal.console().print(made)


def set_roles(email: Email, *, role: Roles = None, as_json: options.Json = False) -> None:
    """Give a person exactly these roles.

    Example:
      makegood user roles ada@example.org --role approver

    """
    from api import staff  # noqa: PLC0415 slow imports

    if not role:
        raise typer.BadParameter("Name at least one --role.")
    cabinet = _cabinet()
    person = _person(cabinet, email)
    staff.set_roles(cabinet, person.id, _roles(role), actor=_ACTOR, now=datetime.now(UTC))
    _tell(_person(cabinet, email), as_json=as_json)


def deactivate(email: Email, *, as_json: options.Json = False) -> None:
    """Keep a person out from now on; they are signed out at once."""
    from api import staff  # noqa: PLC0415 slow imports

    cabinet = _cabinet()
    person = _person(cabinet, email)
    staff.set_active(cabinet, person.id, active=False, actor=_ACTOR, now=datetime.now(UTC))
    _tell(_person(cabinet, email), as_json=as_json)


def make_link(email: Email, *, as_json: options.Json = False) -> None:
    """Print a link that signs a person in, once, within half an hour."""
    cabinet = _cabinet()
    _tell_link(cabinet, _person(cabinet, email), as_json=as_json)


def add_key(
    name: Annotated[str, typer.Argument(help="The program that will use it.")],
    *,
    scope: Annotated[
        list[str],
        typer.Option("--scope", help="Such as drafts:request. Repeatable; see `makegood key add`."),
    ],
    as_json: options.Json = False,
) -> None:
    """Make a key and print it, this once.

    Scopes: conversations:read, conversations:write, drafts:read, drafts:request, search, check.

    Example:
      makegood key add "help desk" --scope conversations:write --scope drafts:read

    """
    from api import staff  # noqa: PLC0415 slow imports
    from api.schemas import SCOPES  # noqa: PLC0415 slow imports

    unknown = sorted(set(scope) - set(SCOPES))
    if unknown:
        raise typer.BadParameter(f"{unknown[0]} is not one of: {', '.join(SCOPES)}.")
    now = datetime.now(UTC)
    program, secret = staff.make_key(_cabinet(), name, frozenset(scope), actor=_ACTOR, now=now)
    if as_json:
        terminal.emit(
            {"id": program.id, "name": name, "scopes": sorted(program.scopes), "key": secret}
        )
        return
    terminal.console().print(f"{secret}", soft_wrap=True)
    terminal.console(errors=True).print("Keep it now: it is not shown again.", style="dim")


def list_keys(*, as_json: options.Json = False) -> None:
    """List the keys, without the keys themselves."""
    cabinet = _cabinet()
    issued = cabinet.keys.all(cabinet.workspace)
    if as_json:
        for key in issued:
            terminal.emit(
                {
                    "id": key.program.id,
                    "name": key.program.name,
                    "scopes": sorted(key.program.scopes),
                    "created_at": key.created_at.isoformat(),
                    "revoked_at": key.revoked_at.isoformat() if key.revoked_at else None,
                }
            )
        return
    made = terminal.table("id", "name", "scopes", "made", "taken back")
    for key in issued:
        made.add_row(
            key.program.id,
            key.program.name,
            ", ".join(sorted(key.program.scopes)),
            f"{key.created_at:%Y-%m-%d}",
            f"{key.revoked_at:%Y-%m-%d}" if key.revoked_at else "",
        )
    terminal.console().print(made)


def revoke_key(
    key: Annotated[str, typer.Argument(help="The key's id, from `makegood key list`.")],
) -> None:
    """Take a key back, for good and at once."""
    from api import staff  # noqa: PLC0415 slow imports
    from desk.ids import KeyId  # noqa: PLC0415 beside its only use

    staff.revoke_key(_cabinet(), KeyId(key), actor=_ACTOR, now=datetime.now(UTC))
    terminal.console().print("It opens nothing any more.")


def _cabinet() -> Cabinet:
    from api.records_room import cabinet as opened  # noqa: PLC0415 slow imports

    return opened(options.settings())


def _person(cabinet: Cabinet, email: str) -> Person:
    account = cabinet.accounts.by_email(cabinet.workspace, email)
    if account is None:
        raise typer.BadParameter(f"Nobody has the address {email}. See: makegood user list")
    return account.person


def _roles(names: list[str]) -> frozenset[Role]:
    from desk.people import Role  # noqa: PLC0415 not needed for --help

    known = [role.value for role in Role]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]} is not one of: {', '.join(known)}.")
    return frozenset(Role(name) for name in names)


def _tell(person: Person, *, as_json: bool) -> None:
    if as_json:
        terminal.emit(_as_data(person))
    else:
        state = "" if person.active else " (may not sign in)"
        roles = ", ".join(sorted(person.roles))
        terminal.console().print(f"{person.email}: {roles}{state}")


def _tell_link(cabinet: Cabinet, person: Person, *, as_json: bool) -> None:
    from api import staff  # noqa: PLC0415 slow imports

    address = options.settings().address
    link, expires_at = staff.make_link(
        cabinet, person.id, address, actor=_ACTOR, now=datetime.now(UTC)
    )
    if as_json:
        terminal.emit({**_as_data(person), "link": link, "expires_at": expires_at.isoformat()})
        return
    _tell(person, as_json=False)
    terminal.console().print(f"Sign in, once, within half an hour: {link}", soft_wrap=True)


def _as_data(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "email": person.email,
        "name": person.name,
        "roles": sorted(person.roles),
        "active": person.active,
    }
