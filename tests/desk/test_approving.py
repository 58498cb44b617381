"""Who may say yes, to what, and how it is taken back."""

from __future__ import annotations

import pytest

from desk.conversation import MessageKind, Triage
from desk.draft import (
    Abstention,
    Attribution,
    DraftState,
    Part,
    Reason,
    Sentence,
)
from desk.errors import (
    BadText,
    Blocked,
    Conflict,
    NotPermitted,
    OnlyPeople,
    SheetChanged,
    WrongState,
)
from desk.ids import KeyId
from desk.people import Program
from desk.posting import PostingState
from policies.company import Company
from tests.desk.moves import post_all
from tests.services.a_desk import HERE, Bench


def test_an_approval_must_quote_the_sheet_as_it_stands(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    seen = bench.desk.sheet(draft.id).digest
    bench.desk.revise(draft.id, "Hello Kim!", draft.revision, bench.ben)
    with pytest.raises(SheetChanged):
        bench.desk.approve(draft.id, seen, bench.ada)


def test_a_finding_forbids_approval_whoever_wrote_the_words(bench: Bench) -> None:
    bench.message()
    draft = bench.written("Hello Kim.")
    bench.desk.revise(draft.id, "This is forbidden.", draft.revision, bench.ada)
    with pytest.raises(Blocked, match="forbidden"):
        bench.approved(draft)


def test_a_program_can_never_approve_edit_or_reject(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    program = Program(KeyId("key_1"), "robot", frozenset({"drafts:request"}))
    digest = bench.desk.sheet(draft.id).digest
    with pytest.raises(OnlyPeople):
        bench.desk.approve(draft.id, digest, program)
    with pytest.raises(OnlyPeople):
        bench.desk.revise(draft.id, "x", draft.revision, program)
    with pytest.raises(OnlyPeople):
        bench.desk.reject(draft.id, "no", program)


def test_authority_is_decided_by_what_is_promised(bench: Bench) -> None:
    bench.message()
    draft = bench.written("We refund 300.")
    with pytest.raises(NotPermitted, match="approver"):
        bench.approved(draft, bench.ada)
    with pytest.raises(NotPermitted):
        bench.approved(draft, bench.dan)
    bench.approved(draft, bench.ben)
    assert bench.desk.claim_posting("w1") is None  # two people must agree
    with pytest.raises(Conflict):
        bench.approved(draft, bench.ben)
    bench.approved(draft, bench.cleo)
    assert post_all(bench) == [PostingState.POSTED]


def test_above_the_cap_whoever_wrote_it_does_not_count(bench: Bench) -> None:
    bench.message()
    draft = bench.written("We refund 20.")
    bench.desk.revise(draft.id, "We refund 300.", draft.revision, bench.ben)
    with pytest.raises(NotPermitted, match="wrote"):
        bench.approved(draft, bench.ben)


def test_what_no_rule_allows_nobody_may_approve(bench: Bench) -> None:
    bench.message()
    draft = bench.written("We refund 900.")
    with pytest.raises(NotPermitted, match="No authority rule"):
        bench.approved(draft, bench.ben)


def test_a_holding_reply_needs_no_authority_for_the_task_that_is_on_a_list(bench: Bench) -> None:
    bench.company = Company()  # a company that has written no authority rules yet
    bench.message()
    work = bench.desk.claim_draft("w1")
    assert work is not None
    holding = (Sentence("We look into your refund.", Part.NEXT_STEP, bench.cites()),)
    outcome = Abstention(
        Reason.POLICY_SILENT,
        "No clause answers this.",
        holding,
        Attribution("composer"),
        Triage(MessageKind.QUESTION),
        follow_up="Look into the refund",
    )
    draft = bench.desk.propose(work.draft.id, "w1", outcome)
    bench.approved(draft)
    assert post_all(bench) == [PostingState.POSTED]
    bench.message(thread="t2", remote="m2")
    ordinary = bench.written("We refund 5.")
    with pytest.raises(NotPermitted, match="a refund of 5 EUR"):
        bench.approved(ordinary)


def test_two_people_never_lose_an_edit(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.desk.revise(draft.id, "Hello Kim, from Ada.", draft.revision, bench.ada)
    with pytest.raises(Conflict):
        bench.desk.revise(draft.id, "Hello Kim, from Ben.", draft.revision, bench.ben)


def test_an_approval_can_be_taken_back_while_nothing_has_left(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    bench.desk.withdraw(draft.id, bench.ada)
    assert post_all(bench) == []
    bench.approved(draft)
    assert post_all(bench) == [PostingState.POSTED]
    with pytest.raises(WrongState):
        bench.desk.withdraw(draft.id, bench.ada)


def test_a_held_draft_waits(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.desk.hold(draft.id, bench.ada)
    with pytest.raises(WrongState, match="hold"):
        bench.approved(draft)
    bench.desk.resume(draft.id, bench.ada)
    bench.approved(draft)


def test_a_rejection_needs_a_reason_and_leaves_the_conversation_in_the_queue(bench: Bench) -> None:
    conversation = bench.message()
    draft = bench.written()
    with pytest.raises(BadText):
        bench.desk.reject(draft.id, " ", bench.ada)
    bench.desk.reject(draft.id, "wrong clause", bench.ada)
    with bench.records.begin(HERE) as tx:
        assert tx.conversations.get(conversation.id).reply_due is not None
        assert [r.reason for r in tx.drafts.rejections(draft.id)] == ["wrong clause"]
    bench.desk.request(conversation.id, bench.ada, instruction="shorter")
    assert bench.written().state is DraftState.IN_REVIEW
