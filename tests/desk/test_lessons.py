"""What people's edits and notes teach, and that nothing is taken over by itself."""

from __future__ import annotations

import pytest

from desk.errors import NotPermitted
from desk.lessons import Decision, EditKind
from tests.desk.moves import topics
from tests.services.a_desk import HERE, Bench


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We gladly refund 4 EUR, Kim.", EditKind.STYLE),
        ("We refund 9 EUR, Kim.", EditKind.COMMITMENT),
        ("We are sorry, Kim.", EditKind.COMMITMENT),
    ],
)
def test_an_edit_is_classed_as_it_is_saved(bench: Bench, text: str, kind: EditKind) -> None:
    bench.message()
    draft = bench.written("We refund 4 EUR, Kim.")
    bench.desk.revise(draft.id, text, draft.revision, bench.ada)
    with bench.records.begin(HERE) as tx:
        (edit,) = tx.lessons.edits(draft.id)
    assert edit.kind is kind
    assert bool(topics(bench)) is (kind is not EditKind.STYLE)


def test_style_suggests_and_nothing_is_taken_over_by_itself(bench: Bench) -> None:
    for n in range(2):
        bench.message(thread=f"t{n}", remote=f"m{n}")
        draft = bench.written("We refund 4 EUR promptly and kindly, Kim.")
        new = "We refund 4 EUR promptly and warmly, Kim."
        bench.desk.revise(draft.id, new, draft.revision, bench.ada)
    with bench.records.begin(HERE) as tx:
        found = tx.lessons.suggested("kindly", "warmly")
    assert found is not None
    assert (found.times, found.state) == (2, Decision.OPEN)
    with pytest.raises(NotPermitted):
        bench.desk.notebook.decide(found.id, bench.ada, Decision.ACCEPTED)
    done = bench.desk.notebook.decide(found.id, bench.dan, Decision.ACCEPTED)
    assert (done.state, done.decided_by) == (Decision.ACCEPTED, bench.dan.id)


def test_notes_are_kept_in_order_and_audited_without_their_words(bench: Bench) -> None:
    there = bench.message()
    for words in ("Called twice.", "They prefer e-mail."):
        bench.clock.move(seconds=1)
        bench.desk.notebook.note(there.id, words, bench.ada)
    assert [note.text for note in bench.desk.notebook.notes(there.id)] == [
        "Called twice.",
        "They prefer e-mail.",
    ]
