from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.people import Role
from policies.authority_reader import ROLES
from policies.company import AuthorityRule, Company, Contact, Voice
from policies.company_reader import read_company
from policies.faults import Faults
from policies.plain_text import decode
from policies.terms import Kind, Money, Percent
from policies.yaml_fields import read_fields


def test_the_roles_of_authority_are_the_roles_of_the_desk() -> None:
    assert {role.value for role in Role} == ROLES


def test_without_files_there_is_no_voice_and_nobody_may_approve_a_commitment(
    tmp_path: Path,
) -> None:
    read = read_company(tmp_path)
    assert read.company == Company()
    assert read.company.authority == ()
    assert read.faults == ()


def test_the_sample_company_is_good() -> None:
    read = read_company(Path(__file__).parents[2] / "policies" / "sample")
    assert [str(fault) for fault in read.faults] == []
    assert read.company.voice.company
    assert read.company.contacts
    assert read.company.authority


def test_what_a_company_writes_down(tmp_path: Path) -> None:
    (tmp_path / "voice.yaml").write_text(
        "company: Juniper\ntone: plain\nsign_off: Best\nsignatures: {email: The team}\n"
        "avoid: [kindly]\nemoji: yes\naddress: formal\nexamples: [Hi.]\n"
        "links: [https://juniper.example/]\n"
    )
    (tmp_path / "contacts.yaml").write_text(
        "- {region: NO, phone: '+47 21 00 00 00', email: a@juniper.example, hours: 9 to 17}\n"
    )
    (tmp_path / "authority.yaml").write_text(
        "- kinds: [refund, credit]\n  up_to: 50 EUR\n  roles: [agent, approver]\n  people: 1\n"
        "- {kinds: discount, up_to: 10 %, roles: approver, people: 2}\n"
        "- {kinds: [admission], roles: [legal]}\n"
    )
    read = read_company(tmp_path)
    assert read.faults == ()
    assert read.company == Company(
        Voice(
            "Juniper", "plain", "Best", {"email": "The team"}, ("kindly",), True, "formal", ("Hi.",)
        ),
        (Contact("NO", "+47 21 00 00 00", "a@juniper.example", hours="9 to 17"),),
        (
            AuthorityRule(
                frozenset({Kind.REFUND, Kind.CREDIT}),
                frozenset({"agent", "approver"}),
                Money(Decimal(50), "EUR"),
            ),
            AuthorityRule(
                frozenset({Kind.DISCOUNT}), frozenset({"approver"}), Percent(Decimal(10)), 2
            ),
            AuthorityRule(frozenset({Kind.ADMISSION}), frozenset({"legal"})),
        ),
        ("https://juniper.example/",),
    )
    listed = (tmp_path / "authority.yaml").read_text()
    indented = "".join(f"  {line}\n" for line in listed.splitlines())
    (tmp_path / "authority.yaml").write_text(f"rules:\n{indented}")
    assert read_company(tmp_path).company == read.company


RULE = "- kinds: [refund]\n  roles: [agent]\n"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("voice.yaml", "", "voice.yaml:1: The file is empty."),
        ("voice.yaml", "# nothing\n", "voice.yaml:1: There is nothing in it."),
        ("voice.yaml", "- a\n", "voice.yaml:1: voice.yaml should be keys with values."),
        (
            "voice.yaml",
            "tone: a\nsignof: b\n",
            'voice.yaml:2: "signof" is not a key of voice.yaml. D',
        ),
        ("voice.yaml", "emoji: some\n", 'voice.yaml:1: emoji: expected "yes" or "no"'),
        ("voice.yaml", "address: sir\n", 'voice.yaml:1: address: "sir".'),
        (
            "voice.yaml",
            "a: 1\n\nlinks: [shop]\n",
            'voice.yaml:3: "shop" is not the beginning of a l',
        ),
        ("voice.yaml", "links: ['https://x@evil.example']\n", "voice.yaml:1: "),
        ("voice.yaml", "signatures: [a]\n", "voice.yaml:1: signatures should be keys with values."),
        ("contacts.yaml", "region: any\n", "contacts.yaml:1: contacts.yaml should be a list."),
        ("contacts.yaml", "- x\n", "contacts.yaml:1: An item of contacts.yaml should be keys"),
        (
            "contacts.yaml",
            "- email: a\n",
            'contacts.yaml:1: an item of contacts.yaml needs "region"',
        ),
        ("contacts.yaml", "- region: any\n", "contacts.yaml:1: This contact has neither phone"),
        ("contacts.yaml", "- region: any\n  fax: 1\n  email: a\n", 'contacts.yaml:2: "fax" is not'),
        (
            "authority.yaml",
            f"{RULE}  up_to: 50\n",
            'authority.yaml:3: up_to: "50" is neither money',
        ),
        (
            "authority.yaml",
            f"{RULE}  people: 0\n",
            "authority.yaml:3: people: expected a whole num",
        ),
        ("authority.yaml", f"{RULE}  cap: 5\n", 'authority.yaml:3: "cap" is not a key of an item'),
        ("authority.yaml", "- kinds: [refund]\n", 'authority.yaml:1: A rule needs "roles".'),
        ("authority.yaml", "- kinds: []\n  roles: [agent]\n", "authority.yaml:1: kinds is empty."),
        (
            "authority.yaml",
            "- kinds: [refund]\n  roles: [agnet]\n",
            'authority.yaml:2: roles: "agnet" is not known. Did you mean agent?',
        ),
        (
            "authority.yaml",
            "- roles: [agent]\n  kinds: [refnd]\n",
            'authority.yaml:2: kinds: "refnd" is not known. Did you mean refund?',
        ),
        (
            "authority.yaml",
            "rule: []\n",
            'authority.yaml:1: "rule" is not a key of authority.yaml.',
        ),
        (
            "authority.yml",
            RULE,
            "authority.yml:1: authority.yml is not read. Name it authority.yaml",
        ),
        ("voice.yaml", "tone: &a x\nsign_off: *a\n", "voice.yaml:2: This YAML is not taken: alias"),
        ("voice.yaml", "tone: 'x\n", "voice.yaml:"),
    ],
)
def test_a_fault_names_its_line_and_leaves_what_was_last_good(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    last = Company(
        Voice("Juniper"),
        (Contact("any", email="a@juniper.example"),),
        (AuthorityRule(frozenset({Kind.CREDIT}), frozenset({"approver"})),),
        ("https://juniper.example/",),
    )
    part = name.removesuffix(".yaml").removesuffix(".yml")
    for other in {"voice", "contacts", "authority"} - {part}:
        good = {"voice": "company: J", "contacts": "[{region: any, phone: 1}]", "authority": RULE}
        (tmp_path / f"{other}.yaml").write_text(good[other])
    (tmp_path / name).write_text(text)
    read = read_company(tmp_path, last)
    assert any(str(fault).startswith(told) for fault in read.faults), read.faults
    assert {fault.place.path for fault in read.faults} == {name}
    assert getattr(read.company, part) == getattr(last, part)
    assert read.company != last
    assert getattr(read_company(tmp_path).company, part) == getattr(Company(), part)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "rules.yaml").write_text(RULE)
    (tmp_path / "in" / "authority.yaml").symlink_to(tmp_path / "rules.yaml")
    read = read_company(tmp_path / "in")
    assert read.company.authority == ()
    assert [fault.message for fault in read.faults] == [
        "This link leads out of the policies folder."
    ]


@given(st.one_of(st.binary(), st.text("ab:-[]{}!&*?|>'\"#%\n\t ,1").map(str.encode)))
def test_no_yaml_makes_the_reader_raise(data: bytes) -> None:
    faults = Faults("a.yaml")
    text = decode(data, faults)
    if text is not None:
        fields = read_fields(text, faults, what="It")
        if fields is None:
            assert faults.found
        else:
            assert len([fields.texts(name) for name in fields.names()]) == len(fields.names())
