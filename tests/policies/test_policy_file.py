from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policies.clause import Audience, Clause
from policies.policy_file import PolicyRead, read_policy
from policies.terms import Kind, Money

LINE = "- refund of the shipping fee, up to 15 EUR,\n  when: delay > 5 working days"
REFUNDS = f"""\
---
policy: refunds
title: Refunds and returns
owner: customer-care
in_force: 2026-01-01        # optional "until:"
scope: {{region: [EU, UK], channel: any, product: any}}
audience: public
---
## Late delivery {{#late-delivery}}
If a parcel arrives more than 5 working days after the promised date,
we refund the shipping fee.

licenses:
{LINE}

## Damaged goods {{#damaged audience=internal until=2026-12-31 scope.region=EU scope.channel=email}}
We refund the price.
"""


def read(text: str, path: str = "refunds.md") -> tuple[Clause, ...]:
    result = read_policy(text.encode(), path)
    assert result.faults == ()
    return result.clauses


def refused(text: str | bytes, path: str = "refunds.md") -> list[str]:
    result = read_policy(text if isinstance(text, bytes) else text.encode(), path)
    assert result.clauses == ()
    return [str(fault) for fault in result.faults]


def test_a_policy_as_its_owner_writes_it() -> None:
    late, damaged = read(REFUNDS)
    assert (late.id, late.title, late.policy_title) == (
        "refunds#late-delivery",
        "Late delivery",
        "Refunds and returns",
    )
    assert late.text == (
        "If a parcel arrives more than 5 working days after the promised date,\n"
        "we refund the shipping fee."
    )
    assert (late.in_force, late.until, late.audience) == (date(2026, 1, 1), None, Audience.PUBLIC)
    assert late.scope.allowed == {"region": {"eu", "uk"}}
    assert (late.owner, str(late.place)) == ("customer-care", "refunds.md:9")
    assert late.licences is not None
    (licence,) = late.licences
    assert (licence.kind, licence.amount) == (Kind.REFUND, Money(Decimal(15), "EUR"))
    assert licence.words == "refund of the shipping fee, up to 15 EUR, when: delay > 5 working days"
    assert damaged.licences is None
    assert (damaged.until, damaged.audience) == (date(2026, 12, 31), Audience.INTERNAL)
    assert damaged.scope.allowed == {"region": {"eu"}, "channel": {"email"}}


def test_plain_markdown_needs_nothing_of_it() -> None:
    text = """\
We answer within a day.

# Help with orders

More about help.

## Späte **Lieferung**!
We are sorry.
### Exceptions
None at Christmas.
#### Gifts
Gifts neither.
##### Cards
###### Paper
Paper cards neither.

Lost parcels
------------
We search for them.
### Exceptions
None.
### Exceptions
Really none.
"""
    clauses = read(text, "help/Order help.md")
    assert [(c.id, c.title) for c in clauses] == [
        ("help-order-help#help-with-orders", "Help with orders"),
        ("help-order-help#spate-lieferung", "Späte Lieferung!"),
        ("help-order-help#exceptions", "Späte Lieferung! › Exceptions"),
        ("help-order-help#gifts", "Späte Lieferung! › Exceptions › Gifts"),
        ("help-order-help#paper", "Späte Lieferung! › … › Cards › Paper"),
        ("help-order-help#lost-parcels", "Lost parcels"),
        ("help-order-help#lost-parcels-exceptions", "Lost parcels › Exceptions"),
        ("help-order-help#lost-parcels-exceptions-2", "Lost parcels › Exceptions"),
    ]
    assert clauses[0].text == "We answer within a day.\n\n\nMore about help."
    assert {(c.in_force, c.until, c.audience, c.licences) for c in clauses} == {
        (None, None, Audience.PUBLIC, None)
    }
    assert all(c.scope.allowed == {} for c in clauses)


def test_a_file_of_plain_words_is_one_clause() -> None:
    (clause,) = read("We never sell your data.\n", "privacy_notice.md")
    assert (clause.id, clause.title) == ("privacy-notice#privacy-notice", "Privacy notice")


def test_what_a_heading_says_of_itself_holds_for_those_below_it() -> None:
    clauses = read(
        "## Inside {audience=internal in_force=2026-02-01}\nA.\n### More\nB.\n## Out\nC."
    )
    assert [c.audience.value for c in clauses] == ["internal", "internal", "public"]
    assert [c.in_force for c in clauses] == [date(2026, 2, 1), date(2026, 2, 1), None]


def test_nothing_is_licensed_where_the_owner_says_so() -> None:
    (clause,) = read("## A\nWords.\n\nLicences:\n\n- nothing\n\n---\n")
    assert clause.licences == ()


def test_comments_code_and_rules_are_no_clauses() -> None:
    (clause,) = read(
        "## A\nWords.\n<!-- ## B\nlicenses:\n- refund -->\n```\n## C\nlicenses:\n```\n***\n"
    )
    assert clause.text == "Words.\n\n\n\n```\n## C\nlicenses:\n```"
    assert clause.licences is None


def test_versions_of_one_clause_follow_each_other() -> None:
    old, new = read(
        "## A {#a until=2025-12-31}\nWas.\n## A {#a in_force=2026-01-01}\nIs.\n",
    )
    assert old.id == new.id
    assert old.version != new.version
    same, too = read("## A {until=2025-12-31}\nWas.\n## A {in_force=2026-01-01}\nIs.\n")
    assert same.id == too.id


HEAD = "---\npolicy: a\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "refunds.md:1: The file is empty."),
        (b" \n\n", "refunds.md:1: The file is empty."),
        (b"# T\n\nfine\n\xff\xfe", "refunds.md:4: This is not UTF-8."),
        (b"# T\r\rfine\r\xc3", "refunds.md:4: This is not UTF-8."),
        (b"# T\nfine\n\x00\x00", "refunds.md:3: There is a character that cannot be seen (U+0000)"),
        ("# T\nup to \u202e001\u202c EUR", "refunds.md:2: There is a character that cannot be se"),
        (b"a" * (2 * 1024 * 1024 + 1), "refunds.md:1: The file is larger than 2 MB."),
        ("# Only a title\n", "refunds.md:1: There is no clause in this file."),
        (HEAD, "refunds.md:1: The front matter that begins here never ends."),
        (f"{HEAD}tittle: T\n---\nWords.", 'refunds.md:3: "tittle" is not a key of The front ma'),
        (f"{HEAD}title: T\ntitle: U\n---\nW.", 'refunds.md:4: "title" stands twice'),
        (f"{HEAD}title: [T]\n---\nW.", "refunds.md:3: title: expected one text, found a list."),
        (f"{HEAD}title:\n---\nW.", "refunds.md:3: title is empty."),
        (f"{HEAD}in_force: 2026-13-01\n---\nW.", 'refunds.md:3: in_force: "2026-13-01" is not a d'),
        (f"{HEAD}until: soon\n---\nW.", 'refunds.md:3: until: "soon" is not a date.'),
        (
            f"{HEAD}in_force: 2026-02-01\nuntil: 2026-01-01\n---\nW.",
            "refunds.md:4: until 2026-01-01 is before in_force 2026-02-01.",
        ),
        (f"{HEAD}scope: EU\n---\nW.", "refunds.md:3: scope should be keys with values."),
        (f"{HEAD}scope:\n  regoin: EU\n---\nW.", 'refunds.md:4: "regoin" is not a dimension'),
        (f"{HEAD}scope: {{region: []}}\n---\nW.", "refunds.md:3: The region of the scope should"),
        (f"{HEAD}scope: {{region: [any, EU]}}\n---\nW.", "refunds.md:3: The region of the scope"),
        (f"{HEAD}audience: secret\n---\nW.", 'refunds.md:3: audience: "secret" is neither'),
        (f"{HEAD}title: a: b\n---\nW.", "refunds.md:3: This is not YAML: mapping values"),
        (f"{HEAD}title: *t\n---\nW.", "refunds.md:3: This YAML is not taken: aliases"),
        (f"{HEAD}title: !!python/object:os.system x\n---\nW.", "refunds.md:3: This YAML is not ta"),
        (f"{HEAD}title: {'[' * 50}\n---\nW.", "refunds.md:3: This YAML is not taken: it is nested"),
        ("---\n- a list\n---\nW.", "refunds.md:2: The front matter should be keys with values."),
        ("---\npolicy: Not An Id\n---\nW.", 'refunds.md:1: "Not An Id" cannot be the id of a pol'),
        ("## A {#Bad_Id}\nW.", 'refunds.md:1: "Bad_Id" cannot be the id of a clause.'),
        ("## A {late}\nW.", 'refunds.md:1: "late" is not understood in the heading\'s braces.'),
        ("## A {#a #b}\nW.", 'refunds.md:1: "#b" is not understood in the heading'),
        ("## A {#a colour=red}\nW.", 'refunds.md:1: "colour" is not an attribute of a heading.'),
        ("W.\n\n## A {#a until=1.1.2026}\nW.", 'refunds.md:3: until: "1.1.2026" is not a date.'),
        ("## A {#a}\n\n## B\nW.", 'refunds.md:1: The clause "A" has no words.'),
        ("## A\nlicenses:\n- nothing", 'refunds.md:1: The clause "A" has no words.'),
        ("W.\n##\nW.", "refunds.md:2: The heading has no words."),
        (f"## {'x' * 301}\nW.", "refunds.md:1: The heading is longer than 300 characters."),
        ("W.\n```\n## A\n", "refunds.md:2: The code block that ``` opens here never ends."),
        ("W.\n\nX <!-- note\n", "refunds.md:3: The comment that <!-- opens here never ends."),
        ("## A\nW.\n\nlicenses:\n", "refunds.md:4: The licenses list is empty."),
        ("## A\nW.\nlicense:\n- refund\n", 'refunds.md:3: "license:" looks like the list of lice'),
        ("## A\nW.\nlicenses: nothing\n", 'refunds.md:3: "licenses: nothing" looks like the list'),
        ("## A\nW.\nlicenses:\n- refund\nMore.", 'refunds.md:5: "More." stands after the licen'),
        ("## A\nW.\nlicenses:\n- refund\n- refnd", 'refunds.md:5: "refnd" is not a kind of comm'),
        ("## A\nW.\nlicenses:\n- nothing\n- refund", 'refunds.md:4: "nothing" stands alone.'),
        (
            "## A\nW.\nlicenses:\n- refund of the fee\n- never: refund of the fee",
            'refunds.md:5: "never: refund of the fee" speaks of the same thing as line 4',
        ),
        (
            "## A\nW.\nlicenses:\n- credit, up to 5 EUR\n- credit, up to 9 EUR",
            'refunds.md:5: "credit, up to 9 EUR" speaks of the same thing as line 4',
        ),
        (
            "## A {#a}\nW.\n## B {#a}\nW.",
            "refunds.md:3: refunds#a stands here and in line 1, and both are in force at once.",
        ),
        (
            "## A {#a until=2026-01-01}\nW.\n## B {#a in_force=2026-01-01}\nW.",
            "refunds.md:3: refunds#a stands here and in line 1, and both are in force at once.",
        ),
    ],
)
def test_a_file_with_a_fault_is_refused_whole_with_its_line(text: str | bytes, told: str) -> None:
    assert [words[: len(told)] for words in refused(text)] == [told]


def test_every_fault_of_a_file_is_told_at_once_in_the_order_of_its_lines() -> None:
    told = refused(f"{HEAD}colour: red\nuntil: soon\n---\n## A {{x}}\nW.\nlicenses:\n- refnd\n")
    assert [words.split(": ")[0] for words in told] == [f"refunds.md:{n}" for n in (3, 4, 6, 9)]


# Bytes as they come, and pieces of policy in any order: the reader answers, whatever it is given.
_PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "---", "...", "# T", "## A {#a}", "## A", "### {", "## }{", "licenses:", "- refund",
                "- never: refund of x, up to 5 EUR", "  when: a > 3", "- nothing", "```", "~~~",
                "<!--", "-->", "policy: x", "scope: {region: [EU]}", "until: 2026-01-01", "===",
                "title: |", "audience: internal", "## B {until=2026-01-01}", "words", "", "\t",
                "? [a]", "{}", "\ufeff", "<<: *x", "&x", "\u2028", "\r", "\x0c", "## É {#é}",
            ]
        ),
        st.text(max_size=20),
    ),
    max_size=20,
).map("\n".join)  # fmt: skip


@given(st.one_of(st.binary(), _PIECES.map(lambda text: text.encode("utf-8", "replace"))))
@example(b"\xef\xbb\xbf---\n---\n")
@example(b"---\n? {a: b}\n: c\n---\nW.")
@example(b"## " + b"[" * 100_000)
@example(b"- " * 100_000)
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    result = read_policy(data, "a.md")
    assert bool(result.clauses) is not bool(result.faults)
    lines = len(data.replace(b"\r", b"\n").split(b"\n"))
    for place in [fault.place for fault in result.faults] + [c.place for c in result.clauses]:
        assert 1 <= place.line <= lines + 1
    for clause in result.clauses:
        assert clause.text
        assert clause.id.startswith(f"{clause.policy}#")


@given(st.integers(0, len(REFUNDS.encode())))
def test_a_file_cut_anywhere_is_read_or_refused(end: int) -> None:
    assert isinstance(read_policy(REFUNDS.encode()[:end], "refunds.md"), PolicyRead)


_WORDS = st.from_regex(r"[A-Za-z]{2,8}( [a-z]{2,8}){0,3}", fullmatch=True)
_CLAUSES = st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=6)


@given(_CLAUSES, st.data())
def test_a_fault_is_told_at_its_own_line(
    clauses: list[tuple[str, str]], data: st.DataObject
) -> None:
    lines = ["---", "title: T", "---"]
    for number, (title, words) in enumerate(clauses):
        lines += [f"## {title} {{#c{number}}}", "", words, "", "licenses:", "- action: call back"]
    assert read("\n".join(lines))
    planted = data.draw(st.sampled_from([n for n, x in enumerate(lines) if x.startswith("- ")]))
    lines.insert(planted + 1, "- refund of the fee up to 5 EUR")
    (told,) = refused("\n".join(lines))
    assert told.startswith(f"refunds.md:{planted + 2}: ")


@given(_CLAUSES)
def test_a_version_is_the_same_however_the_words_are_set(clauses: list[tuple[str, str]]) -> None:
    def written(gap: str, end: str) -> str:
        parts = [f"## {t} {{#c{n}}}\n{w.replace(' ', gap)}\n" for n, (t, w) in enumerate(clauses)]
        return "\n".join(parts).replace("\n", end)

    plain = [c.version for c in read(written(" ", "\n"))]
    assert [c.version for c in read(written("\n", "\n"))] == plain
    assert [c.version for c in read(written("  ", "\r\n"))] == plain
    assert [c.version for c in read(written(" ", "\n"), "elsewhere.md")] == plain


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("more than 5", "more than 6"),
        ("Late delivery {", "Late parcels {"),
        ("up to 15 EUR", "up to 16 EUR"),
        ("delay > 5", "delay > 6"),
        ("in_force: 2026-01-01", "in_force: 2026-01-02"),
        ("[EU, UK]", "[EU]"),
        ("channel: any", "channel: email"),
        ("audience: public", "audience: internal"),
        ("#late-delivery}", "#late-delivery until=2027-01-01}"),
        (LINE, "- nothing"),
        (f"licenses:\n{LINE}", ""),
    ],
)
def test_a_version_changes_with_everything_that_the_clause_says(old: str, new: str) -> None:
    assert old in REFUNDS
    assert read(REFUNDS)[0].version != read(REFUNDS.replace(old, new, 1))[0].version
    assert read(REFUNDS)[0].version == read(REFUNDS.replace("customer-care", "legal"))[0].version


def test_no_list_and_an_empty_list_are_different_versions() -> None:
    (open_,) = read("## A\nWords.\n")
    (nothing,) = read("## A\nWords.\n\nlicenses:\n- nothing\n")
    assert (open_.text, open_.title) == (nothing.text, nothing.title)
    assert open_.version != nothing.version


def test_headings_of_the_same_words_are_versions_only_of_different_days() -> None:
    clauses = read(
        "## A {in_force=2026-01-01}\nNow.\n"
        "## A {until=2025-06-30}\nLong ago.\n"
        "## A {in_force=2025-07-01 until=2025-12-31}\nBefore.\n"
        "## A {in_force=2025-12-31 until=2025-12-31}\nThat day.\n"
        "## A\nAlways.\n"
    )
    assert [c.id.removeprefix("refunds#") for c in clauses] == ["a", "a", "a", "a-2", "a-3"]
