"""Reads what a company's folder says besides policies: voice, contacts, authority and days off.

What is missing has a safe default: without `authority.yaml` there is no rule, so nobody may
approve a reply that commits to anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml

from policies.authority_reader import read_authority
from policies.company import Company, Contact
from policies.days_off import read_days_off
from policies.faults import Fault, Faults
from policies.folder import read_plain_file
from policies.plain_text import decode
from policies.voice_reader import read_voice
from policies.yaml_fields import Fields, compose, list_of_fields

_Part = TypeVar("_Part")


@dataclass(frozen=True)
class CompanyRead:
    """What could be read. A file with a fault leaves its part as it was last good."""

    company: Company
    faults: tuple[Fault, ...] = ()


def read_company(path: Path, last: Company | None = None) -> CompanyRead:
    """Reads the four files of a folder; `last` is what stands in for files with a fault."""
    kept = last or Company()
    nothing = Company()
    faults: list[Fault] = []
    voice, links = _part(
        path,
        "voice.yaml",
        read_voice,
        (nothing.voice, nothing.links),
        (kept.voice, kept.links),
        faults,
    )
    contacts = _part(path, "contacts.yaml", _contacts, nothing.contacts, kept.contacts, faults)
    rules, caps = _part(
        path, "authority.yaml", read_authority, ((), ()), (kept.authority, kept.caps), faults
    )
    days_off = _part(path, "days_off.yaml", read_days_off, nothing.days_off, kept.days_off, faults)
    company = Company(voice, contacts, rules, links, caps, days_off)
    return CompanyRead(company, tuple(faults))


def _part(
    folder: Path,
    name: str,
    read: Callable[[yaml.Node, Faults], _Part],
    missing: _Part,
    last: _Part,
    found: list[Fault],
) -> _Part:
    """One file's part: `missing` where there is no file, `last` where it has a fault."""
    other = name.removesuffix(".yaml") + ".yml"
    data = read_plain_file(folder, name)
    faults = Faults(name)
    part = last
    if data is None:
        if read_plain_file(folder, other) is None:
            return missing
        Faults(other, faults.found).add(1, f"{other} is not read.", f"Name it {name}.")
    elif isinstance(data, Fault):
        faults.found.append(data)
    else:
        text = decode(data, faults)
        node = None if text is None else compose(text, faults)
        part = last if node is None else read(node, faults)
    found.extend(faults.found)
    return last if faults.found else part


def _contacts(node: yaml.Node, faults: Faults) -> tuple[Contact, ...]:
    return tuple(_contact(item) for item in list_of_fields(node, faults, what="contacts.yaml"))


def _contact(item: Fields) -> Contact:
    contact = Contact(
        region=item.needed("region", "region: any"),
        phone=item.text("phone"),
        email=item.text("email"),
        link=item.text("link"),
        hours=item.text("hours"),
    )
    if not (contact.phone or contact.email or contact.link):
        item.fault("region", "This contact has neither phone, email nor link.", "Write one.")
    item.refuse_others()
    return contact
