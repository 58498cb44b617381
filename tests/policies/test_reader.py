from __future__ import annotations

import os
from pathlib import Path

import pytest

from policies.book import Book
from policies.reader import PolicyFolder, read_folder

LATE = "---\npolicy: late\n---\n## Late {#late}\nWe refund 5 EUR.\n"
LOST = "---\npolicy: lost\n---\n## Lost {#lost}\nWe send another.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "policies"
    path.mkdir()
    (path / "late.md").write_text(LATE)
    (path / "lost.md").write_text(LOST)
    return path


def ids(book: Book) -> list[str]:
    return [clause.id for clause in book]


def told(folder: PolicyFolder) -> list[str]:
    return [str(fault) for fault in folder.reload().faults]


def test_the_sample_policies_are_good() -> None:
    result = read_folder(Path(__file__).parents[2] / "policies" / "sample")
    assert [str(fault) for fault in result.faults] == []
    assert result.good
    assert len({clause.policy for clause in result.book}) >= 14
    assert len(result.book) >= 70


def test_only_policies_are_read_as_policies(folder: Path) -> None:
    for name in ("README.md", "late.cases.yaml", "voice.yaml", ".late.md", "late.md~", "a.txt"):
        (folder / name).write_text("## X\nNot policy.")
    for name in (".git", "more/deep"):
        (folder / name).mkdir(parents=True)
        (folder / name / "x.MD").write_text("## X\nPerhaps.")
    result = read_folder(folder)
    assert result.good
    assert ids(result.book) == ["late#late", "lost#lost", "more-deep-x#x"]


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        (b"", "late.md:1: The file is empty."),
        (LATE.encode()[:19], "late.md:1: The front matter that begins here never ends."),
        (LATE.encode() + b"\xc3", "late.md:6: This is not UTF-8."),
        (LATE.encode() + bytes(100), "late.md:6: There is a character that cannot be seen"),
        (LATE.replace("policy:", "polcy:").encode(), 'late.md:2: "polcy" is not a key'),
    ],
)
def test_a_half_saved_file_keeps_its_last_good_clauses(
    folder: Path, spoilt: bytes, fault: str
) -> None:
    policies = PolicyFolder(folder)
    good = policies.reload().book
    (folder / "late.md").write_bytes(spoilt)
    (folder / "lost.md").write_text(LOST.replace("another", "two"))
    result = policies.reload()
    assert [str(f)[: len(fault)] for f in result.faults] == [fault]
    assert result.book.versions(good.clauses[0].id) == (good.clauses[0],)
    assert "two" in result.book.clauses[1].text
    assert policies.reload() == result, "the fault is told until it is mended"
    (folder / "late.md").write_text(LATE.replace("5", "6"))
    mended = policies.reload()
    assert mended.good
    assert "6 EUR" in mended.book.clauses[0].text


def test_a_file_that_was_never_good_adds_nothing(folder: Path) -> None:
    (folder / "new.md").write_bytes(b"## X\n\x00")
    result = read_folder(folder)
    assert ids(result.book) == ["late#late", "lost#lost"]
    assert [fault.place.path for fault in result.faults] == ["new.md"]


def test_a_removed_file_takes_its_clauses_with_it(folder: Path) -> None:
    policies = PolicyFolder(folder)
    policies.reload()
    (folder / "late.md").unlink()
    assert ids(policies.reload().book) == ["lost#lost"]


@pytest.mark.parametrize("everything", [True, False])
def test_an_emptied_or_missing_folder_keeps_the_last_good_book(
    folder: Path, *, everything: bool
) -> None:
    policies = PolicyFolder(folder)
    good = policies.reload().book
    for name in ("late.md", "lost.md"):
        (folder / name).unlink()
    if everything:
        folder.rmdir()
    result = policies.reload()
    assert result.book is good
    assert "no folder" in told(policies)[0] if everything else "no policy" in told(policies)[0]


def test_nothing_is_read_twice_that_did_not_change(folder: Path) -> None:
    policies = PolicyFolder(folder)
    first = policies.reload().book
    assert policies.reload().book is first
    (folder / "late.md").write_text(LATE.replace("5", "7"))
    second = policies.reload().book
    assert second.digest != first.digest
    assert second.clauses[1] is first.clauses[1]


def test_a_change_that_keeps_size_and_time_is_still_seen(folder: Path) -> None:
    policies = PolicyFolder(folder)
    policies.reload()
    file = folder / "late.md"
    before = file.stat()
    file.write_text(LATE.replace("5", "9"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "9 EUR" in policies.reload().book.clauses[0].text


def test_two_files_may_hold_versions_that_follow_each_other(folder: Path) -> None:
    (folder / "late-2025.md").write_text(LATE.replace("late\n---", "late\nuntil: 2025-12-31\n---"))
    (folder / "late.md").write_text(LATE.replace("late\n---", "late\nin_force: 2026-01-01\n---"))
    result = read_folder(folder)
    assert result.good
    assert ids(result.book) == ["late#late", "late#late", "lost#lost"]


def test_of_two_versions_in_force_at_once_the_newly_written_is_refused(folder: Path) -> None:
    policies = PolicyFolder(folder)
    policies.reload()
    (folder / "a.md").write_text(LATE.replace("5", "500"))
    assert told(policies)[0].startswith(
        "a.md:4: late#late stands here and in late.md:4, and both are in force at once."
    )
    assert "5 EUR" in policies.book.clauses[0].text
    assert len(policies.book) == 2
    (folder / "late.md").unlink()
    assert policies.reload().good
    assert "500 EUR" in policies.book.clauses[0].text


def test_a_clause_may_move_from_one_file_to_another(folder: Path) -> None:
    policies = PolicyFolder(folder)
    policies.reload()
    (folder / "late.md").write_text(LATE.replace("Late", "Later").replace("#late", "#later"))
    (folder / "a.md").write_text(LATE)
    assert policies.reload().good
    (folder / "late.md").write_text(LATE)
    (folder / "a.md").write_text(LATE.replace("Late", "Later").replace("#late", "#later"))
    assert policies.reload().good


def test_a_good_file_gives_way_to_nothing_that_a_bad_one_said_before(folder: Path) -> None:
    """The clause leaves late.md, which is then spoilt, and comes in a.md: one version stays."""
    policies = PolicyFolder(folder)
    policies.reload()
    (folder / "late.md").write_bytes(b"")
    (folder / "a.md").write_text(LATE.replace("5", "6"))
    result = policies.reload()
    assert {fault.place.path for fault in result.faults} == {"late.md", "a.md"}
    assert [c.text for c in result.book] == ["We refund 5 EUR.", "We send another."]


def test_links_out_of_the_folder_and_odd_files_are_refused(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.md").write_text("## X\nNot ours.")
    (folder / "out.md").symlink_to(outside / "x.md")
    (folder / "linked").symlink_to(outside)
    (folder / "gone.md").symlink_to(folder / "nowhere")
    (folder / "loop.md").symlink_to(folder / "loop.md")
    os.mkfifo(folder / "pipe.md")
    (folder / "folder.md").mkdir()
    result = read_folder(folder)
    assert ids(result.book) == ["late#late", "lost#lost"]
    assert {fault.place.path: fault.message for fault in result.faults} == {
        "out.md": "This link leads out of the policies folder.",
        "linked": "A linked folder is not read.",
        "gone.md": "The file cannot be found; its link leads nowhere.",
        "loop.md": "The file cannot be found; its link leads nowhere.",
        "pipe.md": "This is not an ordinary file.",
    }


def test_a_link_inside_the_folder_is_read(folder: Path) -> None:
    (folder / ".data").mkdir()
    (folder / ".data" / "gift.md").write_text("## Gift\nWrapped.")
    (folder / "gift.md").symlink_to(folder / ".data" / "gift.md")
    assert ids(read_folder(folder).book) == ["gift#gift", "late#late", "lost#lost"]


def test_a_name_that_is_not_text_can_still_be_told(folder: Path) -> None:
    Path(os.fsdecode(bytes(folder) + b"/\xff.md")).write_bytes(b"")
    (fault,) = read_folder(folder).faults
    assert str(fault).encode().startswith("\ufffd.md:1: The file is empty.".encode())


def test_ten_thousand_clauses_are_a_book(tmp_path: Path) -> None:
    for number in range(10):
        clauses = [f"## Same words\nRule {n}.\n\nlicenses:\n- nothing\n" for n in range(1000)]
        (tmp_path / f"p{number}.md").write_text("\n".join(clauses))
    result = read_folder(tmp_path)
    assert result.good
    assert len({clause.id for clause in result.book}) == 10_000
