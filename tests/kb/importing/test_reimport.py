"""The same document again, after the source changed it, the owner did, or both."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.importing.leaf import Block
from kb.importing.merging import Choice, Kind, merge
from kb.importing.record import FOLDER
from policies.reader import read_folder
from tests.kb.importing.conftest import Import

FIRST = """# Returns
## How long
You can return it within 30 days.

## What it costs
A label costs 5 EUR.

## What cannot come back
Opened bedding and made to measure blinds.
"""


@pytest.fixture
def returns(documents: Path, do_import: Import) -> Path:
    """Imported once."""
    path = documents / "returns.md"
    path.write_text(FIRST)
    batch = do_import(path)
    assert [change.kind for change in batch.plans[0].changes] == [Kind.NEW] * 3
    return path


def kinds(do_import: Import, path: Path, **choice: list[str] | date) -> dict[str, Kind]:
    (plan,) = do_import(path, **choice).plans
    return {change.clause: change.kind for change in plan.changes}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def texts(policies: Path) -> dict[str, str]:
    read = read_folder(policies)
    assert read.good
    return {clause.id.partition("#")[2]: clause.text for clause in read.book}


def test_the_file_says_where_it_comes_from_and_reads_as_a_policy(
    policies: Path, returns: Path
) -> None:
    del returns
    text = (policies / "returns.md").read_text("utf-8")
    assert text.startswith('---\npolicy: returns\ntitle: "Returns"\nsource: "returns.md"\n')
    assert "source_digest: " in text
    assert "## How long {#how-long}\n" in text
    assert list(texts(policies)) == ["how-long", "what-it-costs", "what-cannot-come-back"]


def test_the_same_again_changes_nothing(policies: Path, returns: Path, do_import: Import) -> None:
    before = (policies / "returns.md").stat().st_mtime_ns
    batch = do_import(returns)
    assert (batch.same, batch.plans) == (1, [])
    assert (policies / "returns.md").stat().st_mtime_ns == before


def test_what_the_source_changes_follows_and_keeps_its_id(
    policies: Path, returns: Path, do_import: Import
) -> None:
    edit(returns, "30 days", "45 days")
    edit(returns, "## What it costs", "## What the label costs")
    edit(returns, "## What cannot come back\nOpened bedding and made to measure blinds.\n", "")
    assert kinds(do_import, returns) == {
        "how-long": Kind.CHANGED, "what-it-costs": Kind.CHANGED, "what-cannot-come-back": Kind.GONE,
    }  # fmt: skip
    assert list(texts(policies)) == ["how-long", "what-it-costs", "what-cannot-come-back"]
    assert "45 days" in texts(policies)["how-long"]


BLINDS = "## What cannot come back\nOpened bedding and made to measure blinds.\n"
LAST = date(2026, 3, 31)


def windows(policies: Path) -> dict[str, date | None]:
    read = read_folder(policies)
    assert read.good
    return {clause.id.partition("#")[2]: clause.until for clause in read.book}


def test_what_is_gone_holds_and_is_said_again_until_its_owner_retires_it(
    policies: Path, returns: Path, do_import: Import
) -> None:
    before = (policies / "returns.md").read_text("utf-8").partition("## ")[2]
    edit(returns, BLINDS, "")
    for _ in range(2):
        assert kinds(do_import, returns) == {"what-cannot-come-back": Kind.GONE}
        assert (policies / "returns.md").read_text("utf-8").partition("## ")[2] == before
    assert kinds(do_import, returns, retire=LAST) == {"what-cannot-come-back": Kind.RETIRED}
    assert windows(policies) == {
        "how-long": None, "what-it-costs": None, "what-cannot-come-back": LAST,
    }  # fmt: skip
    assert "made to measure" in texts(policies)["what-cannot-come-back"]
    assert do_import(returns).same == 1


def test_what_is_retired_and_comes_back_holds_again_under_its_id(
    policies: Path, returns: Path, do_import: Import
) -> None:
    edit(returns, BLINDS, "")
    do_import(returns, retire=LAST)
    returns.write_text(FIRST)
    assert kinds(do_import, returns) == {"what-cannot-come-back": Kind.CHANGED}
    assert set(windows(policies).values()) == {None}


def test_a_gone_clause_may_be_kept_for_good_or_taken_out(
    policies: Path, returns: Path, do_import: Import
) -> None:
    edit(returns, BLINDS, "")
    kept = kinds(do_import, returns, keep=["returns#what-cannot-come-back"], retire=LAST)
    assert kept == {"what-cannot-come-back": Kind.YOURS}
    assert windows(policies)["what-cannot-come-back"] is None
    assert do_import(returns).same == 1
    edit(returns, "\n## What it costs\nA label costs 5 EUR.\n", "")
    assert kinds(do_import, returns, take=["returns#what-it-costs"]) == {
        "what-it-costs": Kind.RETIRED
    }
    assert list(texts(policies)) == ["how-long", "what-cannot-come-back"]


def test_what_its_owner_changed_is_never_retired_unasked(
    policies: Path, returns: Path, do_import: Import
) -> None:
    edit(policies / "returns.md", "made to measure blinds", "blinds that were cut")
    edit(returns, BLINDS, "")
    gone = kinds(do_import, returns, retire=LAST)
    assert gone == {"what-cannot-come-back": Kind.CONFLICT}
    assert windows(policies)["what-cannot-come-back"] is None


@pytest.mark.parametrize(
    ("attributes", "until"),
    [
        ("in_force=2026-01-01", LAST),
        ("until=2027-12-31", LAST),
        ("until=2025-12-31", date(2025, 12, 31)),
        ("in_force=2026-06-01", None),  # it never held, so nothing of it is left
    ],
)
def test_a_window_is_only_ever_made_shorter(
    policies: Path, documents: Path, do_import: Import, attributes: str, until: date | None
) -> None:
    source = documents / "w.md"
    held = f"# W\n## A {{#a {attributes}}}\nOne rule.\n"
    source.write_text(f"{held}\n## B {{#b}}\nAnother.\n")
    do_import(source)
    source.write_text("# W\n## B {#b}\nAnother.\n")
    do_import(source, retire=LAST)
    assert windows(policies).get("a") == until


def test_what_the_owner_wrote_stays(policies: Path, returns: Path, do_import: Import) -> None:
    file = policies / "returns.md"
    edit(
        file,
        "You can return it within 30 days.",
        "You may return it within 30 days.\n\nlicenses:\n- nothing",
    )
    edit(file, "## What it costs", "## Ours {#ours}\nOur own clause.\n\n## What it costs")
    edit(file, "policy: returns", "policy: returns\nowner: care\naudience: internal")
    edit(returns, "5 EUR", "6 EUR")
    assert kinds(do_import, returns) == {"what-it-costs": Kind.CHANGED, "how-long": Kind.YOURS}
    said = texts(policies)
    assert list(said) == ["how-long", "ours", "what-it-costs", "what-cannot-come-back"]
    assert said["how-long"].startswith("You may")
    assert "owner: care\naudience: internal" in file.read_text("utf-8")
    (clause,) = [c for c in read_folder(policies).book if c.id == "returns#how-long"]
    assert clause.licences == ()


def test_both_changed_is_a_conflict_that_stays_until_it_is_settled(
    policies: Path, returns: Path, do_import: Import
) -> None:
    edit(policies / "returns.md", "30 days", "60 days")
    edit(returns, "30 days", "45 days")
    for _ in range(2):  # it is said again at every import
        assert kinds(do_import, returns) == {"how-long": Kind.CONFLICT}
        assert "60 days" in texts(policies)["how-long"]
    assert kinds(do_import, returns, keep=["returns#how-long"]) == {"how-long": Kind.YOURS}
    assert do_import(returns).same == 1
    edit(returns, "45 days", "50 days")
    assert kinds(do_import, returns) == {"how-long": Kind.CONFLICT}
    assert kinds(do_import, returns, take=["returns#how-long"]) == {"how-long": Kind.CHANGED}
    assert "50 days" in texts(policies)["how-long"]


def test_a_clause_that_the_owner_removed_stays_away(
    policies: Path, returns: Path, do_import: Import
) -> None:
    file = policies / "returns.md"
    edit(file, "## What it costs {#what-it-costs}\nA label costs 5 EUR.\n\n", "")
    edit(returns, "30 days", "45 days")
    do_import(returns)
    assert list(texts(policies)) == ["how-long", "what-cannot-come-back"]
    edit(returns, "5 EUR", "7 EUR")
    assert kinds(do_import, returns)["what-it-costs"] is Kind.CONFLICT
    assert "what-it-costs" not in texts(policies)


def test_a_file_that_its_owner_emptied_stays_empty(
    policies: Path, returns: Path, do_import: Import
) -> None:
    file = policies / "returns.md"
    file.write_text("---\n" + file.read_text("utf-8").split("---\n")[1] + "---\n")
    returns.write_text(FIRST + "\n## Late\nLate parcels are another matter.\n")
    do_import(returns)
    assert list(texts(policies)) == ["late"]


def test_a_file_that_the_owner_removed_stays_away(
    policies: Path, returns: Path, do_import: Import
) -> None:
    (policies / "returns.md").unlink()
    edit(returns, "30 days", "45 days")
    do_import(returns)
    assert not (policies / "returns.md").exists()


def test_moved_clauses_are_said_and_keep_their_ids(
    policies: Path, returns: Path, do_import: Import
) -> None:
    title, *parts = FIRST.split("## ")
    returns.write_text(
        "## ".join([title, *[f"{p.strip()}\n\n" for p in (parts[2], parts[0], parts[1])]])
    )
    assert kinds(do_import, returns) == {"what-cannot-come-back": Kind.MOVED}
    assert list(texts(policies)) == ["what-cannot-come-back", "how-long", "what-it-costs"]


def test_a_clause_split_in_two_gives_the_new_one_a_new_id(returns: Path, do_import: Import) -> None:
    edit(returns, "A label costs 5 EUR.", "A label costs 5 EUR.\n\n## Furniture\nWe collect it.")
    assert kinds(do_import, returns) == {"furniture": Kind.NEW}
    edit(returns, "## Furniture\nWe collect it.\n", "")
    assert kinds(do_import, returns, retire=LAST) == {"furniture": Kind.RETIRED}
    edit(
        returns,
        "## What it costs",
        "## Furniture\nBulky lamps are another matter altogether.\n\n## What it costs",
    )
    # Another clause under the heading of one that is gone is another clause.
    assert kinds(do_import, returns) == {"furniture-2": Kind.NEW}


def test_an_owners_file_of_the_same_name_is_not_touched(
    policies: Path, documents: Path, do_import: Import
) -> None:
    (policies / "returns.md").write_text("## Mine\nAlways was.\n")
    (documents / "returns.md").write_text(FIRST)
    do_import(documents / "returns.md")
    assert (policies / "returns.md").read_text() == "## Mine\nAlways was.\n"
    assert (policies / "returns-2.md").exists()


def test_an_article_that_left_the_export_is_named(
    policies: Path, documents: Path, do_import: Import
) -> None:
    export = documents / "help.csv"
    export.write_text("id,title,body\n1,Returns,<p>a b</p>\n2,Gifts,<p>c d</p>\n")
    do_import(export)
    export.write_text("id,title,body\n1,Returns now,<p>a b</p>\n")
    batch = do_import(export)
    assert batch.missing == ["gifts"]
    assert (policies / "gifts.md").exists()
    assert (policies / "returns.md").exists()  # its title changed, its id did not
    assert windows(policies)["gifts"] is None
    batch = do_import(export, retire=LAST)
    assert (batch.missing, [plan.policy for plan in batch.plans]) == ([], ["returns", "gifts"])
    assert windows(policies)["gifts"] == LAST
    assert do_import(export).missing == []
    export.write_text("id,title,body\n1,Returns now,<p>a b</p>\n2,Gifts,<p>c d</p>\n")
    do_import(export)
    assert windows(policies)["gifts"] is None


def test_nothing_is_written_before_it_is_agreed(
    policies: Path, documents: Path, do_import: Import
) -> None:
    (documents / "a.md").write_text(FIRST)
    do_import(documents / "a.md", agree=False)
    assert [p.name for p in policies.iterdir()] == [FOLDER]


_blocks = st.lists(st.sampled_from("abcdef"), unique=True).flatmap(
    lambda keys: st.tuples(*(st.tuples(st.just(k), st.integers(0, 2)) for k in keys))
)


def _made(pairs: tuple[tuple[str, int], ...]) -> list[Block]:
    return [Block(key, key, f"## {key} {{#{key}}}", f"text {number}") for key, number in pairs]


@given(_blocks, _blocks, _blocks)
def test_no_word_of_the_owner_is_ever_lost(
    base: tuple[tuple[str, int], ...],
    mine: tuple[tuple[str, int], ...],
    theirs: tuple[tuple[str, int], ...],
) -> None:
    merged = merge(_made(base), _made(mine), _made(theirs), Choice())
    result = {block.key: block.words for block in merged.blocks}
    was, now = ({b.key: b.words for b in _made(pairs)} for pairs in (base, theirs))
    for block in _made(mine):
        if was.get(block.key) != block.words:  # the owner's own
            assert result[block.key] == block.words
        else:
            assert result.get(block.key) == now.get(block.key, block.words)
    assert len(result) == len(merged.blocks)
    again = merge(merged.base, merged.blocks, _made(theirs), Choice())
    assert again.blocks == merged.blocks


_KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[4])
from kb.importing.batch import NoWeb, prepare
from kb.importing.merging import Choice
from kb.importing.sources import gather
from kb.importing.writing import alone, write

left = int(sys.argv[3])
def trace(event, _arguments):
    global left
    if event in {"os.rename", "os.remove", "open", "os.mkdir", "os.rmdir", "subprocess.Popen"}:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), 9)
folder = Path(sys.argv[1])
sources, _, _ = gather([sys.argv[2]])
sys.addaudithook(trace)
with alone(folder):
    done = lambda *_: None
    write(folder, prepare(folder, sources, web=NoWeb(), choice=Choice(), done=done).plans)
"""


def test_killed_at_any_step_it_goes_on_and_nothing_is_half_written(
    tmp_path: Path, documents: Path
) -> None:
    for name in ("a", "b", "c"):
        (documents / f"{name}.md").write_text(FIRST)
    wanted: dict[str, str] = {}
    for steps in [10_000, *range(1, 120, 7)]:
        folder = tmp_path / f"policies-{steps}"
        folder.mkdir()
        arguments = [str(folder), str(documents), str(steps), str(Path(__file__).parents[3])]
        first = subprocess.run([sys.executable, "-c", _KILLED, *arguments], check=False)
        assert first.returncode in {0, -9}
        for path in folder.glob("*.md"):
            assert path.read_text() == wanted.get(path.name, path.read_text())
        arguments[2] = "10000"
        assert (
            subprocess.run([sys.executable, "-c", _KILLED, *arguments], check=False).returncode == 0
        )
        now = {path.name: path.read_text() for path in folder.glob("*.md")}
        wanted = wanted or now
        assert now == wanted
        assert sorted(p.name for p in (folder / FOLDER).glob("*.json")) == [
            "a.json",
            "b.json",
            "c.json",
        ]
        assert not (folder / FOLDER / "pending").exists()
        assert not (folder / FOLDER / "agreed").exists()


def test_what_was_converted_is_not_converted_again(
    policies: Path, documents: Path, do_import: Import
) -> None:
    (documents / "a.md").write_text(FIRST)
    do_import(documents / "a.md", agree=False)
    (kept,) = (policies / FOLDER / "converted").glob("*.json")
    kept.write_text(kept.read_text().replace("30 days", "31 days"))  # seen only if it is used
    do_import(documents / "a.md")
    assert "31 days" in texts(policies)["how-long"]
