"""A reply in a person's hands: handed over once, watched in the site's box, never decided there."""

from __future__ import annotations

import pytest

from desk import hands
from desk.audit import Entry
from desk.draft import text_digest
from desk.hands import InTheBox
from desk.posting import Posting, PostingState
from desk.sending import Claim
from store.audit_log import AuditLog
from tests.services.a_desk import HERE, Bench

TEXT = "Hello Kim.\n\nWe are sorry."


def handed_over(bench: Bench) -> Claim:
    bench.channel.in_hands = True
    bench.message()
    draft = bench.written(TEXT)
    bench.approved(draft)
    assert bench.desk.claim_posting("w1") is None  # the worker never posts there
    with bench.records.begin(HERE) as tx:
        (queued,) = tx.postings.of_draft(draft.id)
    return bench.desk.hand_over(queued.id, bench.ada)


def seen(bench: Bench, posting: Posting, text: str) -> InTheBox:
    with bench.records.begin(HERE) as tx:
        return hands.read_box(tx, posting.id, bench.ada, text, bench.clock())[1]


@pytest.mark.parametrize(
    ("box", "what"),
    [
        (TEXT, InTheBox.SAME),
        ("Hello Kim. We are\u200b sorry.\ufeff\n", InTheBox.SAME),  # what editors do to a text
        ("Hello Kim. We are glad.", InTheBox.CHANGED),
        ("", InTheBox.GONE),
        ("\u200b \n\ufeff", InTheBox.GONE),
    ],
)
def test_words_are_compared_and_not_what_an_editor_puts_between(
    bench: Bench, box: str, what: InTheBox
) -> None:
    assert seen(bench, handed_over(bench).posting, box) is what


def test_each_change_in_the_box_is_written_down_once(bench: Bench) -> None:
    posting = handed_over(bench).posting
    for text in (TEXT, TEXT, "Hello Kim. We are glad.", "", ""):
        seen(bench, posting, text)
    assert bench.desk.posting(posting.id).evidence == (
        "attempt 1 begun",
        "in the site's box, as approved",
        "changed in the site's box, not posted yet",
        "not in the site's box any more",
    )
    rows = [row.entry for row in AuditLog(bench.engine).rows(HERE)][-3:]
    about = f"posting:{posting.id}"
    assert rows == [
        Entry(bench.ada.actor, "posting.box", about, {**told, "approved": posting.digest})
        for told in (
            {"seen": "same", "box": text_digest(TEXT)},
            {"seen": "changed", "box": text_digest("Hello Kim. We are glad.")},
            {"seen": "gone", "box": None},
        )
    ]


def test_what_is_posted_already_is_only_compared(bench: Bench) -> None:
    claim = handed_over(bench)
    posting = claim.posting
    bench.desk.record(posting, bench.channel.post(claim.reply))
    before = bench.desk.posting(posting.id)
    assert before.state is PostingState.POSTED
    assert seen(bench, posting, "") is InTheBox.GONE
    assert bench.desk.posting(posting.id) == before
