"""Drafts measured: the checklist sees planted faults, files are read strictly, the page escapes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from api.settings import Settings
from desk.draft import Citation, Part, Proposal, Sentence
from evals.checklist import ITEMS, Graded, Mark, Subject, grade
from evals.draft_cases import DraftCase, read_draft_cases
from evals.drafting_room import drafting_room
from evals.drafts import DraftsReport, Room, run_drafts
from evals.drafts_page import page
from evals.listed import RowsRefused
from tests.drafting.house import BOOK, CHECK, COMPANY, LATE, NOW, drafter

SAMPLE = Path(__file__).parents[2] / "policies" / "sample"
ROOM = Room(drafter(), lambda: BOOK, lambda: COMPANY, CHECK, NOW)
COMPLAINT = DraftCase(
    "late", "My rug came eight days late, how disappointing.", customer="Ana Silva"
)
PRAISE = DraftCase(
    "praise",
    "Orla at your desk was wonderful. She found my father the perfect chair.",
    customer="Ana",
)


@pytest.fixture(scope="module")
def report() -> DraftsReport:
    return run_drafts(ROOM, [COMPLAINT, PRAISE])


def failing(graded: tuple[Graded, ...]) -> set[str]:
    return {each.item for each in graded if each.mark is Mark.FAIL}


def test_a_good_draft_fails_nothing(report: DraftsReport) -> None:
    assert [failing(each.graded) for each in report.drafted] == [set(), set()]
    assert set(report.rates) == set(ITEMS)


@pytest.mark.parametrize(
    ("item", "part", "words"),
    [
        ("name", Part.GREETING, "Hello,"),
        ("particular", None, "We hope this helps. Please answer soon."),
        ("acknowledges_first", Part.ACKNOWLEDGEMENT, ""),
        ("empathy", Part.ACKNOWLEDGEMENT, "Your rug came late."),
        ("no_admission", Part.CLOSING, "It was our mistake."),
        ("licensed", Part.CLOSING, "We refund 80 EUR."),
        ("language", None, "Es tut uns sehr leid, dass Ihre Bestellung nicht da ist. Danke."),
        ("length", Part.CLOSING, "We are sorry about your rug. " * 20),
        ("personal", Part.CLOSING, "Call Bob on 01632 960871 or write to bob@mail.example."),
        ("manner", Part.CLOSING, "We take this very seriously."),
        ("manner", Part.CLOSING, "You should have read the terms."),
        ("no_deletion", Part.CLOSING, "Please delete your review."),
        ("no_slot", Part.CLOSING, "Dear {{ name }}"),
        ("signed", Part.CLOSING, "Somebody"),
    ],
)
def test_each_item_sees_its_fault(
    report: DraftsReport, item: str, part: Part | None, words: str
) -> None:
    sound = report.drafted[0]
    assert isinstance(sound.outcome, Proposal)
    sentences = tuple(s for s in sound.sentences if s.part is not Part.EMPATHY)
    if part is None:
        sentences = (Sentence("Hi Ana,", Part.GREETING), Sentence(words, Part.NEXT_STEP))
    elif words:
        sentences = tuple(Sentence(words, s.part) if s.part is part else s for s in sentences)
    else:
        sentences = tuple(s for s in sentences if s.part is not part)
    assert item in failing(graded(report, sentences))


def test_a_reply_like_the_last_one_is_seen(report: DraftsReport) -> None:
    text = report.drafted[0].text
    assert "differs" in failing(graded(report, report.drafted[0].sentences, recent=(text,)))


def test_praise_without_the_particular_thing_is_seen() -> None:
    drafted = run_drafts(ROOM, [PRAISE]).drafted[0]
    plain = (Sentence("Hello Ana!", Part.GREETING), Sentence("Thank you.", Part.THANKS))
    assert "praise" in failing(graded(DraftsReport((drafted,)), plain))


def graded(
    report: DraftsReport, sentences: tuple[Sentence, ...], recent: tuple[str, ...] = ()
) -> tuple[Graded, ...]:
    from evals.drafts import against, request_of  # noqa: PLC0415 only here

    drafted = report.drafted[0]
    request = replace(request_of(drafted.case, NOW), recent_replies=recent)
    text = " ".join(sentence.text for sentence in sentences)
    case = against(request, drafted.outcome, COMPANY)
    checked = CHECK(text, sentences, BOOK, COMPANY, case)
    return grade(Subject(request, drafted.outcome, text, sentences, checked, COMPANY))


def test_the_page_escapes_and_shows_what_each_sentence_stands_on() -> None:
    bad = replace(COMPLAINT, text="My rug came eight days late <script>alert(1)</script>")
    made = page(run_drafts(ROOM, [bad]), BOOK, title="Drafts", made=NOW)
    assert "<script>" not in made
    assert "&lt;script&gt;" in made
    assert LATE.title in made
    assert "http" not in made.replace("https://", "").split("<main>")[0]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.jsonl", "[1]", "line 1"),
        ("a.jsonl", '{"id": "x"}', "nobody says anything"),
        ("a.jsonl", "", "holds no case"),
        ("a.yaml", "a: b", "list of cases"),
        ("a.yaml", "- {inbox: nowhere}", "has no “nowhere”"),
        ("a.jsonl", '{"text": "hi", "stance": "maybe"}', "row 1"),
    ],
)
def test_files_that_cannot_be_used_say_why(tmp_path: Path, name: str, text: str, says: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(RowsRefused, match=says):
        read_draft_cases(path, SAMPLE)


def test_rows_of_other_sets_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"case_id": "c", "customer_message": "Hi", "case_facts": {"a": {}}}\n')
    assert read_draft_cases(path, SAMPLE)[0] == DraftCase("c", "Hi")


def test_the_sample_drafts_reach_the_figures(tmp_path: Path) -> None:
    room = drafting_room(Settings(data_dir=tmp_path, policies_dir=SAMPLE))
    report = run_drafts(room, read_draft_cases(SAMPLE / "inbox.yaml", SAMPLE))
    short = {name: rate for name, rate in report.rates.items() if rate[0] < 0.95 * rate[1]}
    assert short == {}
    assert not any(each.blocked for each in report.drafted if each.text)


def test_citations_are_versions_of_the_book() -> None:
    drafted = run_drafts(ROOM, [COMPLAINT]).drafted[0]
    cited = {c for sentence in drafted.sentences for c in sentence.citations}
    assert cited == {Citation(LATE.id, LATE.version)}
