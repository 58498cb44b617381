"""Reads `authority.yaml`: who may approve what, and how much altogether.

    rules:
      - kinds: [refund, credit]
        up_to: 50 EUR
        roles: [agent, approver]
        people: 1
    caps:
      - per: customer
        within: 90 days
        kinds: [credit, compensation]
        up_to: 150 EUR
        above: {roles: [approver], people: 2}

What no rule allows, nobody may approve; above a cap without `above` nobody may.
"""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from policies.company import AuthorityRule, Cap, Per
from policies.faults import Faults, NotUnderstood, did_you_mean, quoted
from policies.terms import Kind, Money, Percent, Period
from policies.values import parse_amount, parse_period
from policies.yaml_fields import Fields, list_of_fields

# The desk's roles (`desk.people.Role`), which this floor may not import; a test compares them.
ROLES = frozenset({"agent", "approver", "policy_owner", "admin", "legal", "safety", "press"})

Authority = tuple[tuple[AuthorityRule, ...], tuple[Cap, ...]]


def read_authority(node: yaml.Node, faults: Faults) -> Authority:
    """Rules and caps. A bare list is rules alone."""
    if not isinstance(node, yaml.MappingNode):
        items: Iterable[Fields] = list_of_fields(node, faults, what="authority.yaml")
        return tuple(_rule(item) for item in items), ()
    fields = Fields(node, faults, what="authority.yaml")
    rules = tuple(_rule(item) for item in fields.each("rules"))
    caps = tuple(cap for item in fields.each("caps") if (cap := _cap(item)) is not None)
    fields.refuse_others()
    return rules, caps


def _rule(item: Fields) -> AuthorityRule:
    rule = AuthorityRule(
        kinds=_kinds(item),
        roles=_known(item, "roles", ROLES),
        up_to=_limit(item),
        people=item.count("people", 1),
    )
    item.refuse_others()
    return rule


def _cap(item: Fields) -> Cap | None:
    per = item.needed("per", "per: customer")
    if per not in tuple(Per):
        item.fault("per", f"per: {quoted(per)} is not known.", did_you_mean(per, Per))
    kinds, up_to, period = _kinds(item), _limit(item), _within(item)
    if not isinstance(up_to, Money):
        item.fault("up_to", "A cap needs an amount of money.", "Write for example up_to: 150 EUR.")
    above = item.fields("above")
    roles: frozenset[str] = frozenset()
    people = 1
    if above is not None:
        roles, people = _known(above, "roles", ROLES), above.count("people", 1)
        above.refuse_others()
    item.refuse_others()
    if per not in tuple(Per) or not isinstance(up_to, Money):
        return None
    return Cap(Per(per), kinds, up_to, period, roles, people)


def _kinds(item: Fields) -> frozenset[Kind]:
    return frozenset(Kind(kind) for kind in _known(item, "kinds", {kind.value for kind in Kind}))


def _known(item: Fields, key: str, known: Iterable[str]) -> frozenset[str]:
    """A list of words that must all be known, and of which there must be one."""
    words = frozenset(item.texts(key))
    choices = frozenset(known)
    if not item.has(key):
        item.fault(key, f'A rule needs "{key}".', f"Known are: {', '.join(sorted(choices))}.")
    elif not words:
        item.fault(key, f"{key} is empty.", f"Known are: {', '.join(sorted(choices))}.")
    for word in sorted(words - choices):
        item.fault(key, f"{key}: {quoted(word)} is not known.", did_you_mean(word, choices))
    return words & choices


def _limit(item: Fields) -> Money | Percent | None:
    words = item.text("up_to")
    if not words:
        return None
    try:
        return parse_amount(words)
    except NotUnderstood as refused:
        item.fault("up_to", f"up_to: {refused.message}", refused.mend)
        return None


def _within(item: Fields) -> Period | None:
    words = item.text("within")
    if not words:
        return None
    try:
        return parse_period(words)
    except NotUnderstood as refused:
        item.fault("within", f"within: {refused.message}", refused.mend)
        return None
