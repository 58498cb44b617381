"""What people's edits, facts and gaps do on a real desk, over both databases."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desk.approval import ApprovalState
from desk.beside import disagreements
from desk.check import Checked, Licensed
from desk.commitment import Actor, Commitment, Polarity
from desk.conversation import MessageKind, Triage
from desk.draft import (
    Abstention,
    Attribution,
    Citation,
    DraftState,
    Part,
    Proposal,
    Reason,
    Sentence,
    Side,
    Stance,
)
from desk.errors import NotPermitted, SheetChanged, TurnAnswered, WrongState
from desk.facts import Fact, FactSource
from desk.lessons import Decision, EditKind, GapState
from desk.lifecycle import Desk
from desk.looking_up import FactAnswer, NoFacts
from desk.posting import PostingState
from policies.book import Book
from policies.clause import ClauseId
from policies.terms import Kind, Money
from store.learnt import Learnt
from tests.services.a_desk import HERE, Bench, clause
from tests.services.counting_channel import CountingChannel


def known(name: str, value: object, source: FactSource = FactSource.AGENT) -> Fact:
    return Fact(name, value, source)  # type: ignore[arg-type]  # any value of a fact


def facts(bench: Bench, conversation: str) -> dict[str, object]:
    with bench.records.begin(HERE) as tx:
        there = tx.conversations.get(conversation)  # type: ignore[arg-type]
        return {fact.name: fact.value for fact in there.facts}


def written_as(bench: Bench, texts: dict[str, str]) -> None:
    """Write each requested draft with the words for its side or its stance, in whatever order."""
    for _ in texts:
        work = bench.desk.claim_draft("w1")
        assert work is not None
        draft = work.draft
        words = texts[draft.side if draft.side is not Side.WHOLE else draft.stance]
        sentence = Sentence(words, Part.RESOLUTION, bench.cites())
        proposal = Proposal((sentence,), Attribution("composer"), Triage(MessageKind.COMPLAINT))
        bench.desk.propose(draft.id, "w1", proposal)


# ---- facts


def test_a_fact_is_dated_and_says_who_knows_it(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.desk.know(there.id, (known("delay_days", Decimal(8)),), {"region": "EU"}, bench.ada)
    changes, _ = bench.desk.notebook.facts_of(there.id)
    by_name = {change.name: change for change in changes}
    assert {name: (c.was, c.in_scope) for name, c in by_name.items()} == {
        "delay_days": (None, False),
        "region": (None, True),
    }
    now = by_name["delay_days"].now
    assert now is not None
    assert (now.at, now.origin) == (bench.clock(), bench.ada.actor)


def test_changes_are_taken_back_one_after_the_other(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    for value in ("gold", "silver"):
        bench.clock.move(minutes=1)
        bench.desk.know(there.id, (known("tier", value),), {}, bench.ada)
    bench.desk.notebook.undo_facts(there.id, bench.ada.actor)
    assert facts(bench, there.id) == {"tier": "gold"}
    bench.desk.notebook.undo_facts(there.id, bench.ada.actor)
    assert facts(bench, there.id) == {}
    with pytest.raises(WrongState):
        bench.desk.notebook.undo_facts(there.id, bench.ada.actor)


def test_a_claim_never_replaces_what_we_know_nor_a_look_up_what_we_typed(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.desk.know(there.id, (known("tier", "silver"),), {}, bench.ada)
    bench.desk.know(there.id, (known("tier", "gold", FactSource.CUSTOMER),), {}, bench.ada)
    bench.desk.know(there.id, (known("tier", "gold", FactSource.LOOKUP),), {}, bench.ada)
    assert facts(bench, there.id) == {"tier": "silver"}


def test_a_fact_that_changes_voids_what_is_queued_and_keeps_a_persons_text(bench: Bench) -> None:
    there = bench.message()
    draft = bench.written("We refund 4 EUR, Kim.")
    bench.desk.revise(draft.id, "We refund 5 EUR, dear Kim.", draft.revision, bench.ada)
    bench.approved(draft)
    bench.desk.know(there.id, (known("fee", Money(Decimal(4), "EUR")),), {}, bench.ben)
    after = bench.desk.sheet(draft.id)
    assert after.draft.state is DraftState.IN_REVIEW
    assert after.revision.text == "We refund 5 EUR, dear Kim."
    assert "fact" in after.draft.problem
    assert {a.state for a in after.approvals} == {ApprovalState.VOID}
    assert bench.desk.claim_posting("w1") is None


def test_a_sheet_that_was_shown_before_a_fact_changed_cannot_be_signed(bench: Bench) -> None:
    there = bench.message()
    draft = bench.written("We refund 4 EUR, Kim.")
    bench.desk.revise(draft.id, "We refund 5 EUR, dear Kim.", draft.revision, bench.ben)
    shown = bench.desk.sheet(draft.id).digest
    bench.desk.know(there.id, (known("fee", Money(Decimal(4), "EUR")),), {}, bench.ben)
    with pytest.raises(SheetChanged):
        bench.desk.approve(draft.id, shown, bench.ada)
    bench.desk.approve(draft.id, bench.desk.sheet(draft.id).digest, bench.ada)


def test_the_same_fact_again_changes_nothing(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.desk.know(there.id, (known("tier", "gold"),), {}, bench.ada)
    draft = bench.written("Hello again.")
    again = bench.desk.know(there.id, (known("tier", "gold"),), {}, bench.ada)
    assert again.id == draft.id
    assert again.state is DraftState.IN_REVIEW


def test_a_look_up_that_fails_leaves_facts_unknown(bench: Bench) -> None:
    there = bench.message()
    notebook = bench.desk.notebook
    notebook.looked_up(there.id, NoFacts("no answer"), "look-up", reconsider=False)
    assert facts(bench, there.id) == {}
    assert not notebook.is_looked_up(there.id, there.turn)
    answer = FactAnswer((known("tier", "gold", FactSource.LOOKUP),), {"region": "EU"}, "orders")
    notebook.looked_up(there.id, answer, "look-up", reconsider=False)
    assert facts(bench, there.id) == {"tier": "gold"}
    assert notebook.is_looked_up(there.id, there.turn)
    _, look_ups = notebook.facts_of(there.id)
    assert [(one.answered, one.says) for one in look_ups] == [
        (False, "no answer"),
        (True, "orders: region, tier"),
    ]


# ---- drafts beside each other


def test_choosing_one_keeps_the_others_until_one_is_posted(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    made = bench.desk.alternatives(there.id, bench.ada)
    assert [draft.stance for draft in made] == [Stance.ACCEPT, Stance.DECLINE, Stance.ASK]
    drafts = [bench.written(f"Hello Kim, number {n}.") for n in range(3)]
    bench.desk.choose(drafts[1].id, bench.ada)
    with bench.records.begin(HERE) as tx:
        standing = tx.drafts.open_in(there.id)
    assert {draft.state for draft in standing} == {DraftState.IN_REVIEW}
    assert len(standing) == 3
    bench.approved(drafts[1])
    with pytest.raises(TurnAnswered):
        bench.approved(drafts[0])
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    with bench.records.begin(HERE) as tx:
        states = [tx.drafts.get(draft.id).state for draft in drafts]
    assert states == [DraftState.SUPERSEDED, DraftState.POSTED, DraftState.SUPERSEDED]
    with pytest.raises(WrongState):
        bench.approved(drafts[0])


def test_one_more_beside_it_supersedes_nothing(bench: Bench) -> None:
    bench.message()
    first = bench.written()
    bench.clock.move(seconds=1)
    other = bench.desk.beside(first.id, bench.ada, stance=Stance.BEST, instruction="shorter")
    bench.written("Hi Kim.")
    with bench.records.begin(HERE) as tx:
        bundle = tx.drafts.in_bundle(other.bundle)
    assert [draft.id for draft in bundle] == [first.id, other.id]
    assert {draft.state for draft in bundle} == {DraftState.IN_REVIEW}


def test_a_channel_without_a_private_place_says_so(bench: Bench) -> None:
    there = bench.message()
    bench.channel.private = False
    with pytest.raises(WrongState, match="private"):
        bench.desk.pair(there.id, bench.ada)


def test_approving_the_note_never_sends_the_message(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.channel.private = True
    note, message = bench.desk.pair(there.id, bench.ada)
    assert (note.side, message.side) == (Side.NOTE, Side.MESSAGE)
    texts = {"public_note": "We wrote to you, Kim.", "private_message": "We refund 4 EUR, Kim."}
    written_as(bench, texts)
    bench.approved(note)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    assert claim.reply.destination == there.destination()
    bench.desk.send(claim)
    assert bench.desk.claim_posting("w1") is None
    assert bench.desk.sheet(message.id).draft.state is DraftState.IN_REVIEW
    with bench.records.begin(HERE) as tx:
        assert tx.conversations.get(there.id).reply_due is not None
    bench.approved(message)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    assert not claim.reply.destination.public
    done = bench.desk.send(claim)
    assert done.state is PostingState.POSTED
    assert [post.text for post in bench.channel.posts] == [
        "We wrote to you, Kim.",
        "We refund 4 EUR, Kim.",
    ]


def test_halves_that_contradict_each_other_are_blocked(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.channel.private = True
    note, message = bench.desk.pair(there.id, bench.ada)
    written_as(
        bench, {"public_note": "We refund 9 EUR, Kim.", "private_message": "We refund 4 EUR, Kim."}
    )
    for half in (note, message):
        found = bench.desk.sheet(half.id).findings
        assert "pair_disagrees" in {finding.code for finding in found}


# ---- edits


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


# ---- gaps


def silent(bench: Bench, text: str = "It came late.", thread: str = "t1") -> str:
    there = bench.message(text, thread=thread, remote=f"m-{thread}")
    work = bench.desk.claim_draft("w1")
    assert work is not None
    outcome = Abstention(
        Reason.POLICY_SILENT,
        "No clause answers this.",
        (Sentence("We are looking into it, Kim.", Part.NEXT_STEP),),
        Attribution("composer"),
        Triage(MessageKind.QUESTION, topics=("engraving",)),
    )
    bench.desk.propose(work.draft.id, "w1", outcome)
    return there.id


def topics(bench: Bench) -> list[str]:
    return [row.gap.topic for row in Learnt(bench.engine).gaps(HERE)]


def test_silence_opens_one_gap_for_a_topic_and_a_clause_answers_all_who_wait(
    bench: Bench,
) -> None:
    first, second = silent(bench), silent(bench, thread="t2")
    with bench.records.begin(HERE) as tx:
        gap = tx.lessons.open_gap("engraving")
        assert gap is not None
        assert {case.conversation for case in tx.lessons.cases(gap.id)} == {first, second}
    bench.book = Book.of([*bench.book.clauses, clause("engraving", "We engrave names.")])
    with pytest.raises(NotPermitted):
        bench.desk.notebook.close_gap(gap.id, "refunds#engraving", bench.ada)
    drafts = bench.desk.notebook.close_gap(gap.id, "refunds#engraving", bench.dan)
    assert len(drafts) == 2
    with bench.records.begin(HERE) as tx:
        assert tx.lessons.gap(gap.id).state is GapState.ANSWERED
        assert {tx.drafts.get(draft).state for draft in drafts} == {DraftState.REQUESTED}


def test_who_got_a_holding_reply_waits_for_the_answer_still(bench: Bench) -> None:
    there = silent(bench)
    with bench.records.begin(HERE) as tx:
        gap = tx.lessons.open_gap("engraving")
        assert gap is not None
        (case,) = tx.lessons.cases(gap.id)
    bench.approved(bench.desk.sheet(case.draft).draft)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    (draft,) = bench.desk.notebook.close_gap(gap.id, "refunds#late", bench.dan)
    with bench.records.begin(HERE) as tx:
        assert tx.conversations.get(there).reply_due is not None  # type: ignore[arg-type]
        assert tx.drafts.get(draft).state is DraftState.REQUESTED


def test_what_a_person_has_edited_or_closed_does_not_wait(bench: Bench) -> None:
    silent(bench)
    with bench.records.begin(HERE) as tx:
        gap = tx.lessons.open_gap("engraving")
        assert gap is not None
        (case,) = tx.lessons.cases(gap.id)
        draft = tx.drafts.get(case.draft)
    bench.desk.revise(draft.id, "I will ask, Kim.", draft.revision, bench.ada)
    assert bench.desk.notebook.close_gap(gap.id, "refunds#late", bench.dan) == ()
    again = bench.desk.notebook.reopen_gap(gap.id, bench.dan)
    assert again == replace(again, state=GapState.OPEN, clause="")


# ---- notes


def test_notes_are_kept_in_order_and_audited_without_their_words(bench: Bench) -> None:
    there = bench.message()
    for words in ("Called twice.", "They prefer e-mail."):
        bench.clock.move(seconds=1)
        bench.desk.notebook.note(there.id, words, bench.ada)
    assert [note.text for note in bench.desk.notebook.notes(there.id)] == [
        "Called twice.",
        "They prefer e-mail.",
    ]


def test_who_wrote_again_or_has_a_real_draft_does_not_wait_any_more(bench: Bench) -> None:
    first, second = silent(bench), silent(bench, thread="t2")
    with bench.records.begin(HERE) as tx:
        gap = tx.lessons.open_gap("engraving")
        assert gap is not None
    bench.clock.move(hours=1)
    bench.desk.remember(first, "A word.", "r1", bench.clock(), "import")  # type: ignore[arg-type]
    bench.message("Hello?", thread="t1", remote="m-again")
    bench.desk.request(second, bench.ada)  # type: ignore[arg-type]
    assert bench.desk.notebook.close_gap(gap.id, "refunds#late", bench.dan) == ()


def test_a_gap_gathers_the_clauses_that_came_near(bench: Bench) -> None:
    for n, text in enumerate(("We refund 9 EUR, Kim.", "We refund 9 EUR, Kim!")):
        bench.message(thread=f"t{n}", remote=f"m{n}")
        draft = bench.written("We refund 4 EUR, Kim.", cites=bool(n))
        bench.desk.revise(draft.id, text, draft.revision, bench.ada, citing=bench.cites())
    assert len(topics(bench)) == len(set(topics(bench)))


def test_what_policies_say_against_each_other_is_a_gap_of_its_own(bench: Bench) -> None:
    near = Citation(ClauseId("refunds#late"), bench.book.clauses[0].version)
    other = Citation(ClauseId("refunds#gift"), bench.book.clauses[0].version)
    for thread, consulted in (("t1", (near,)), ("t2", (near,)), ("t3", (other,))):
        bench.message(thread=thread, remote=f"m-{thread}")
        work = bench.desk.claim_draft("w1")
        assert work is not None
        holding = (Sentence("We are looking into it, Kim.", Part.NEXT_STEP),)
        outcome = Abstention(
            Reason.POLICIES_CONFLICT,
            "Two clauses disagree.",
            holding,
            Attribution("composer"),
            Triage(MessageKind.QUESTION),
            consulted=consulted,
        )
        bench.desk.propose(work.draft.id, "w1", outcome)
    (gap,) = [row.gap for row in Learnt(bench.engine).gaps(HERE)]
    assert gap.topic == "question: policies conflict"
    assert gap.near == ("refunds#late", "refunds#gift")


def test_what_has_no_topic_is_told_apart_by_the_nearest_clause(bench: Bench) -> None:
    version = bench.book.clauses[0].version
    for thread, near in (("t1", "late"), ("t2", "late"), ("t3", "gift"), ("t4", "")):
        bench.message(thread=thread, remote=f"m-{thread}")
        work = bench.desk.claim_draft("w1")
        assert work is not None
        outcome = Abstention(
            Reason.POLICY_SILENT,
            "No clause answers this.",
            (Sentence("We are looking into it, Kim.", Part.NEXT_STEP),),
            Attribution("composer"),
            Triage(MessageKind.QUESTION),
            consulted=(Citation(ClauseId(f"refunds#{near}"), version),) if near else (),
        )
        bench.desk.propose(work.draft.id, "w1", outcome)
    met = {row.gap.topic: row.met for row in Learnt(bench.engine).gaps(HERE)}
    assert met == {"question near refunds#late": 2, "question near refunds#gift": 1, "question": 1}


def test_a_stance_that_no_clause_supports_is_no_gap(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.desk.request(there.id, bench.ada, stance=Stance.ACCEPT)
    work = bench.desk.claim_draft("w1")
    assert work is not None
    nothing = Abstention(
        Reason.POLICY_SILENT, "No.", (), Attribution("composer"), Triage(MessageKind.QUESTION)
    )
    bench.desk.propose(work.draft.id, "w1", nothing)
    assert topics(bench) == []


def test_a_private_conversation_needs_no_pair(bench: Bench) -> None:
    there = bench.message()
    with bench.records.begin(HERE) as tx:
        tx.conversations.save(replace(there, public=False))
    with pytest.raises(WrongState, match="private already; one reply is enough"):
        bench.desk.pair(there.id, bench.ada)


def test_a_connector_that_never_writes_in_private_says_so(bench: Bench) -> None:
    there = bench.message()
    plain = InPublicOnly(bench.clock())
    desk = Desk(HERE, bench.records, replace(bench.desk.law, channels={"counting": plain}))
    with pytest.raises(WrongState, match="Nothing can be sent in private on counting: ask"):
        desk.pair(there.id, bench.ada)


class InPublicOnly(CountingChannel):
    private_place = None  # type: ignore[assignment]  # what such a connector lacks


def test_the_first_of_two_approvals_of_what_was_not_chosen_is_void(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.desk.alternatives(there.id, bench.ada, stances=(Stance.ACCEPT, Stance.DECLINE))
    accept, decline = bench.written("We refund 300, Kim."), bench.written("We are sorry, Kim.")
    bench.approved(accept, bench.ben)
    bench.approved(decline)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    with bench.records.begin(HERE) as tx:
        (approval,) = tx.approvals.of_draft(accept.id)
        aside = tx.drafts.get(accept.id)
    assert (approval.state, approval.why_void) == (ApprovalState.VOID, "another draft was posted")
    assert (aside.state, aside.problem) == (
        DraftState.SUPERSEDED,
        "Because another of these drafts was posted.",
    )


def test_halves_disagree_on_amount_time_or_whether_and_on_nothing_else() -> None:
    def owed(words: str, **more: object) -> Checked:
        one = Commitment(Kind.REFUND, words, 0, len(words), **more)  # type: ignore[arg-type]
        return Checked((Licensed(one, None),), (), ())

    nine = Money(Decimal(9), "EUR")
    mine = owed("refund 9", object="fee", amount=nine)
    for theirs, disagrees in (
        (owed("refund 4", object="fee", amount=Money(Decimal(4), "EUR")), True),
        (owed("refund", object="fee"), False),
        (owed("no refund", object="the fee", polarity=Polarity.WILL_NOT), True),
        (owed("no refund", polarity=Polarity.WILL_NOT), True),
        (owed("refund 4", object="goods", amount=Money(Decimal(4), "EUR")), False),
        (owed("refund 9", object="fee", amount=nine, actor=Actor.CUSTOMER), False),
        (Checked((), (), ()), False),
    ):
        assert bool(list(disagreements(mine, theirs))) is disagrees


def test_a_change_of_scope_is_taken_back_like_a_fact(bench: Bench) -> None:
    there = bench.message()
    notebook = bench.desk.notebook
    notebook.know(there.id, (), {"region": "EU"}, "p")
    notebook.know(there.id, (), {"region": "US", "tier": "b2b"}, "p")
    for scope in ({"region": "EU"}, {}):
        notebook.undo_facts(there.id, "p")
        assert bench.desk.said(there.id)[0].scope == scope


def test_a_look_up_that_somebody_asked_for_has_what_rested_on_the_old_written_anew(
    bench: Bench,
) -> None:
    there = bench.message()
    bench.written()
    answer = FactAnswer((known("tier", "gold", FactSource.LOOKUP),), {}, "orders")
    bench.desk.notebook.looked_up(there.id, answer, "ada", reconsider=True)
    assert bench.desk.claim_draft("w1") is not None


def test_a_fact_that_changes_leaves_a_draft_that_is_being_written(bench: Bench) -> None:
    there = bench.message()
    first = bench.written()
    bench.desk.revise(first.id, "Dear Kim.", first.revision, bench.ada)
    bench.clock.move(seconds=1)
    other = bench.desk.beside(first.id, bench.ada, stance=Stance.ASK)
    again = bench.desk.beside(first.id, bench.ada, stance=Stance.DECLINE)
    assert other.bundle == again.bundle
    bench.desk.know(there.id, (known("tier", "gold"),), {}, bench.ada)
    with bench.records.begin(HERE) as tx:
        states = [tx.drafts.get(draft.id).state for draft in (first, other, again)]
    assert states == [DraftState.IN_REVIEW, DraftState.REQUESTED, DraftState.REQUESTED]


def test_an_approval_that_was_taken_back_keeps_its_reason_when_another_is_posted(
    bench: Bench,
) -> None:
    there = bench.message()
    bench.written()
    bench.desk.alternatives(there.id, bench.ada, stances=(Stance.ACCEPT, Stance.DECLINE))
    accept, decline = bench.written(), bench.written("We are sorry, Kim.")
    bench.approved(accept)
    bench.desk.withdraw(accept.id, bench.ada)
    bench.approved(decline)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    with bench.records.begin(HERE) as tx:
        (approval,) = tx.approvals.of_draft(accept.id)
    assert approval.why_void == "undo"
