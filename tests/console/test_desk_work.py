"""Working through the queue: what comes next, what is closed, what is found, who may sign."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api import fact_values
from api.console import compared
from desk.conversation import Conversation, MessageKind, Triage
from desk.draft import Abstention, Attribution, DraftState, Reason
from desk.ids import ConversationId
from policies.book import Book
from policies.faults import NotUnderstood
from policies.licence_line import parse_licence
from policies.values import parse_value
from tests.services.a_desk import clause
from tests.services.a_house import Rooms


def opened(rooms: Rooms, *threads: str, text: str = "It came late.") -> list[Conversation]:
    """Conversations in the order in which their replies are due, each with a draft."""
    made = []
    for thread in threads:
        made.append(rooms.bench.message(text, thread=thread, remote=f"m-{thread}"))
        rooms.bench.written("Hello Kim.")
        rooms.bench.clock.move(minutes=1)
    return made


def after(rooms: Rooms, here: ConversationId) -> str:
    page, _ = rooms.browser(rooms.bench.ada)
    answer = page.get(f"/queue/next?but={here}", follow_redirects=False)
    return answer.headers["location"].removeprefix("/conversations/")


def test_next_walks_the_queue_in_order_and_around_once(rooms: Rooms) -> None:
    a, b, c = (each.id for each in opened(rooms, "a", "b", "c"))
    assert [after(rooms, here) for here in (a, b, c)] == [b, c, a]
    page, csrf = rooms.browser(rooms.bench.ada)
    page.post(f"/conversations/{b}/closing", data={"csrf": csrf, "why": "spam"})
    assert [after(rooms, here) for here in (a, b, c)] == [c, c, a]


def test_what_is_decided_is_skipped(rooms: Rooms) -> None:
    a, b, c = (each.id for each in opened(rooms, "a", "b", "c"))
    page, csrf = rooms.browser(rooms.bench.ada)
    draft = rooms.cabinet.views.row(rooms.cabinet.workspace, b, rooms.bench.clock()).draft
    assert draft is not None
    page.post(f"/drafts/{draft.id}/rejections", data={"csrf": csrf, "reason": "no"})
    assert after(rooms, a) == c


def test_what_needs_no_reply_leaves_the_queue(rooms: Rooms) -> None:
    (there,) = opened(rooms, "a")
    page, csrf = rooms.browser(rooms.bench.ada)
    path = f"/conversations/{there.id}"
    assert "Settled elsewhere" in page.get(path).text
    assert page.post(f"{path}/closing", data={"csrf": csrf, "why": "boring"}).status_code == 422
    closed = page.post(f"{path}/closing", data={"csrf": csrf, "why": "nothing_asked"})
    assert "closed without a reply" in closed.text
    assert "Everybody has an answer" in page.get("/queue").text
    row = rooms.cabinet.views.row(rooms.cabinet.workspace, there.id, rooms.bench.clock())
    assert row.draft is not None
    assert row.draft.state is DraftState.SUPERSEDED


def test_a_program_s_person_closes_it_too(rooms: Rooms) -> None:
    (there,) = opened(rooms, "a")
    path = f"/v1/conversations/{there.id}/closing"
    assert rooms.person(rooms.bench.dan).post(path, json={"why": "spam"}).status_code == 403
    answer = rooms.person(rooms.bench.ada).post(path, json={"why": "spam"})
    assert (answer.status_code, answer.json()["reply_due"]) == (200, None)


def test_the_search_reads_messages_and_what_was_answered(rooms: Rooms) -> None:
    (there,) = opened(rooms, "a", text="The Plover shade is cracked.")
    page, csrf = rooms.browser(rooms.bench.ada)
    name = f"/conversations/{there.id}"
    assert name in page.get("/queue?words=plover").text
    page.post(f"{name}/closing", data={"csrf": csrf, "why": "settled_elsewhere"})
    nothing = page.get("/queue?words=plover").text
    assert "Search all conversations" in nothing
    assert name not in nothing
    assert name in page.get("/queue?words=plover&everything=yes").text


def test_an_address_that_is_none_is_a_page_for_people_only(rooms: Rooms) -> None:
    page, _ = rooms.browser(rooms.bench.ada)
    shown = page.get("/nonsense", headers={"Accept": "text/html,*/*"})
    assert (shown.status_code, "To the queue" in shown.text) == (404, True)
    assert "Sign in" in rooms.nobody().get("/nonsense", headers={"Accept": "text/html"}).text
    for path in ("/nonsense", "/v1/nonsense"):
        kind = page.get(path, headers={"Accept": "application/json"}).headers["content-type"]
        assert kind == "application/problem+json"
    api = page.get("/v1/nonsense", headers={"Accept": "text/html"})
    assert api.headers["content-type"] == "application/problem+json"


def test_who_else_may_sign_is_said(rooms: Rooms) -> None:
    rooms.bench.message()
    draft = rooms.bench.written("We refund 80 EUR.")
    ben, csrf = rooms.browser(rooms.bench.ben)
    sheet = rooms.desk.sheet(draft.id)
    shown = ben.post(f"/drafts/{draft.id}/approvals", data={"csrf": csrf, "digest": sheet.digest})
    said = " ".join(shown.text.split())
    assert "It waits for another person. May sign: approver, here cleo." in said
    rooms.bench.revoke(rooms.bench.cleo.id)
    alone = ben.get(f"/conversations/{draft.conversation}").text
    assert "Nobody else here has that role yet" in alone


def test_earlier_drafts_of_the_turn_are_shown(rooms: Rooms) -> None:
    there = rooms.bench.message()
    rooms.bench.written("The first attempt.")
    rooms.desk.request(there.id, rooms.bench.ada)
    rooms.bench.written("The second attempt.")
    page, _ = rooms.browser(rooms.bench.ada)
    shown = page.get(f"/conversations/{there.id}").text
    assert "How it came about (2 revisions)" in shown
    assert "The first attempt." in shown


def test_a_clause_can_be_cited_by_hand(rooms: Rooms) -> None:
    rooms.bench.message()
    draft = rooms.bench.written("Hello Kim.", cites=False)
    page, csrf = rooms.browser(rooms.bench.ada)
    name = "refunds#late@v1-late"
    assert name in page.get(f"/drafts/{draft.id}/clauses?q=refund").text
    edit = {"csrf": csrf, "text": "We refund 5 EUR.", "based_on": draft.revision, "cite": name}
    tried = page.post(f"/drafts/{draft.id}/check", data=edit).text
    assert "clause 1" in tried
    page.post(f"/drafts/{draft.id}/revisions", data=edit)
    assert rooms.desk.sheet(draft.id).revision.cited == rooms.bench.cites()
    bad = page.post(f"/drafts/{draft.id}/revisions", data={**edit, "cite": "nothing"})
    assert bad.status_code == 422
    assert "A clause is named by its id and version." in bad.text


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("days_since_delivery", "8", True),
        ("days_since_delivery", "banana", False),
        ("delay", "8 working days", True),
        ("delay", "15 EUR", False),
        ("reason", "damaged", True),
        ("nobody_asks", "banana", True),
    ],
)
def test_a_fact_takes_what_conditions_compare_it_with(name: str, value: str, fits: bool) -> None:  # noqa: FBT001 a column of the table
    lines = (
        "eligibility to return it, when: days since delivery <= 14; reason is damaged",
        "refund of the shipping fee, when: delay > 5 working days",
    )
    asking = replace(clause(), licences=tuple(map(parse_licence, lines)))
    book = Book.of([asking])
    if fits:
        assert fact_values.fitting(book, name, parse_value(value)) == parse_value(value)
        return
    with pytest.raises(NotUnderstood) as refused:
        fact_values.fitting(book, name, parse_value(value))
    assert "Write for example" in refused.value.mend


def test_a_comparison_keeps_words_apart_and_long_passages_short() -> None:
    assert "</del> <ins>" in compared.changes("a I'm b", "a version b")
    long = " ".join(f"word{number}" for number in range(60))
    short = compared.shortened(f"{long} end", "A wholly different text.")
    assert "word30" not in short
    assert "A wholly different text." in short


def test_next_goes_on_beyond_the_first_hundred(rooms: Rooms) -> None:
    names = [each.id for each in opened(rooms, *(f"t{n:03}" for n in range(103)))]
    assert after(rooms, names[100]) == names[101]
    assert after(rooms, names[102]) == names[0]


def test_the_queue_says_that_a_clause_changed_under_an_edit(rooms: Rooms) -> None:
    opened(rooms, "a")
    page, _ = rooms.browser(rooms.bench.ada)
    assert "a clause changed" not in page.get("/queue").text
    rooms.bench.book = Book((clause(text="We refund nothing.", version="v2"),))
    assert "a clause changed: look again" in page.get("/queue").text


def test_approving_what_was_written_anew_meanwhile_says_so(rooms: Rooms) -> None:
    (there,) = opened(rooms, "a")
    row = rooms.cabinet.views.row(rooms.cabinet.workspace, there.id, rooms.bench.clock())
    assert row.draft is not None
    digest = rooms.desk.sheet(row.draft.id).digest
    rooms.bench.book = Book((clause(text="We refund nothing.", version="v2"),))
    rooms.desk.policy_changed()
    page, csrf = rooms.browser(rooms.bench.ada)
    form = {"csrf": csrf, "digest": digest}
    path = f"/drafts/{row.draft.id}/approvals"
    told = page.post(path, data=form)
    assert (told.status_code, "Nothing was approved" in told.text) == (409, True)
    assert f'href="/conversations/{there.id}"' in told.text
    assert rooms.post_everything() == []


def test_approving_what_was_rejected_meanwhile_is_told_as_it_is(rooms: Rooms) -> None:
    (there,) = opened(rooms, "a")
    row = rooms.cabinet.views.row(rooms.cabinet.workspace, there.id, rooms.bench.clock())
    assert row.draft is not None
    digest = rooms.desk.sheet(row.draft.id).digest
    rooms.desk.reject(row.draft.id, "no", rooms.bench.ada)
    page, csrf = rooms.browser(rooms.bench.ada)
    told = page.post(f"/drafts/{row.draft.id}/approvals", data={"csrf": csrf, "digest": digest})
    assert (told.status_code, "This draft is rejected" in told.text) == (409, True)


def test_the_queue_asks_whether_advertising_needs_no_reply(rooms: Rooms) -> None:
    rooms.bench.message("Buy followers!", thread="a", remote="m-a")
    work = rooms.desk.claim_draft("w1")
    assert work is not None
    silent = Abstention(
        Reason.NO_REPLY_NEEDED,
        "Advertising gets no answer.",
        (),
        Attribution("composer"),
        Triage(MessageKind.SPAM, needs_reply=False),
    )
    rooms.desk.propose(work.draft.id, "w1", silent)
    page, _ = rooms.browser(rooms.bench.ada)
    assert "no reply needed?" in page.get("/queue").text
