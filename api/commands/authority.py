"""`makegood authority`: who may approve what, in words, and for one promise in particular."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import options, terminal
from api.commands.terminal import DONE, NO

if TYPE_CHECKING:
    from desk.authority import Requirement
    from policies.company import AuthorityRule, Cap

Kind = Annotated[str | None, typer.Option("--kind", help="refund, credit, discount, action, …")]
Amount = Annotated[str | None, typer.Option("--amount", help='"80 EUR" or "10 %".')]


def authority(
    *,
    kind: Kind = None,
    amount: Amount = None,
    policies: options.Policies = None,
    as_json: options.Json = False,
) -> None:
    """Explain who may approve what: the rules and caps of authority.yaml in words.

    Examples:
      makegood authority
      makegood authority --kind refund --amount "80 EUR"

    With --kind it says what that one promise takes. Exit code 1 says that nobody may approve it,
    or that authority.yaml cannot be read.

    """
    from policies.company_reader import read_company  # noqa: PLC0415 slow imports

    read = read_company(options.settings(policies).policies)
    faults = [str(fault) for fault in read.faults if fault.place.path.startswith("authority")]
    if faults:
        for fault in faults:
            terminal.complain(fault)
        raise typer.Exit(NO)
    company = read.company
    if kind is not None:
        need = _need(company.authority, kind, amount)
        nobody = bool(need.unruled) or not need.roles
        if as_json:
            terminal.emit({"roles": sorted(need.roles), "people": need.people, "nobody": nobody})
        else:
            terminal.console().print(_answer(need, kind, amount, company.caps))
        raise typer.Exit(NO if nobody else DONE)
    if as_json:
        terminal.emit(
            {
                "rules": [rule_words(rule) for rule in company.authority],
                "caps": [cap_words(cap) for cap in company.caps],
            }
        )
        return
    out = terminal.console()
    if not company.authority:
        out.print("No rule lets anybody approve a reply that promises something.")
        out.print("Write authority.yaml in the policies folder.", style="dim")
        return
    made = terminal.table("promise", "up to", "who", "how many")
    for rule in company.authority:
        made.add_row(
            ", ".join(sorted(rule.kinds)),
            str(rule.up_to or "any amount"),
            " or ".join(sorted(rule.roles)),
            str(rule.people),
        )
    out.print(made)
    for cap in company.caps:
        out.print(cap_words(cap))
    out.print("What no rule allows, nobody may approve. A reply that promises nothing takes one")
    out.print("person who answers; where two are needed, whoever wrote the text does not count.")


def rule_words(rule: AuthorityRule) -> str:
    """One rule as a sentence."""
    who = " or ".join(sorted(rule.roles))
    many = "one" if rule.people == 1 else str(rule.people)
    limit = f" up to {rule.up_to}" if rule.up_to else " of any amount or none"
    return f"{', '.join(sorted(rule.kinds))}{limit}: {many} with the role {who}."


def cap_words(cap: Cap) -> str:
    """One cap as a sentence."""
    within = f" within {cap.period}" if cap.period else " altogether"
    above = (
        f"above it {cap.people} with the role {' or '.join(sorted(cap.roles))}"
        if cap.roles
        else "above it nobody"
    )
    kinds = ", ".join(sorted(cap.kinds))
    return f"One {cap.per.value} may be granted {cap.up_to} of {kinds}{within}; {above}."


def _need(rules: tuple[AuthorityRule, ...], kind: str, amount: str | None) -> Requirement:
    from desk.authority import required  # noqa: PLC0415 slow imports
    from desk.check import Licensed  # noqa: PLC0415 slow imports
    from desk.commitment import Commitment  # noqa: PLC0415 slow imports
    from policies.faults import NotUnderstood, did_you_mean, quoted  # noqa: PLC0415 slow imports
    from policies.terms import Kind as Promise  # noqa: PLC0415 slow imports
    from policies.values import parse_amount  # noqa: PLC0415 slow imports

    if kind not in tuple(Promise):
        raise NotUnderstood(f"{quoted(kind)} is no kind of promise.", did_you_mean(kind, Promise))
    wanted = Commitment(
        Promise(kind), kind, 0, len(kind), amount=parse_amount(amount) if amount else None
    )
    return required((Licensed(wanted, None),), rules)


def _answer(need: Requirement, kind: str, amount: str | None, caps: tuple[Cap, ...]) -> str:
    what = f"a {kind} of {amount}" if amount else f"a {kind} without an amount"
    if need.unruled:
        return f"Nobody may approve {what}: no rule of authority.yaml allows it."
    many = "One person" if need.people == 1 else f"{need.people} people"
    says = f"{many} with the role {' or '.join(sorted(need.roles))} may approve {what}."
    if need.people > 1:
        says += " Whoever wrote the text does not count."
    capped = [cap_words(cap) for cap in caps if kind in cap.kinds]
    return "\n".join([says, *capped])
