"""Facts, alternatives, pairs, notes, gaps and suggestions over HTTP."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from api.learnt import AcceptedVoice, Examples, close_answered_gaps
from desk.conversation import MessageKind, Triage
from desk.draft import Abstention, Attribution, Part, Reason, Sentence
from desk.lessons import Decision
from policies.book import Book
from tests.services.a_desk import HERE, clause
from tests.services.a_house import Rooms, a_message


def opened(client: TestClient, **changes: object) -> str:
    answer = client.post("/v1/conversations", json=a_message(**changes))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def silent(rooms: Rooms, client: TestClient, thread: str = "t1") -> str:
    there = opened(client, thread=thread, message_id=f"m-{thread}")
    work = rooms.desk.claim_draft("w1")
    assert work is not None
    rooms.desk.propose(work.draft.id, "w1", abstained())
    return there


def abstained() -> Abstention:
    return Abstention(
        Reason.POLICY_SILENT,
        "No clause answers this.",
        (Sentence("We are looking into it, Kim.", Part.NEXT_STEP),),
        Attribution("composer"),
        Triage(MessageKind.QUESTION, topics=("engraving",)),
    )


def test_facts_are_added_corrected_taken_out_and_undone(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    path = f"/v1/conversations/{opened(ada)}/facts"
    rooms.bench.written()
    for fee in ("4.90 EUR", "5.90 EUR"):
        rooms.bench.clock.move(minutes=1)
        body = {"facts": {"shipping_fee": fee}, "scope": {"region": "EU"}}
        assert ada.post(path, json=body).status_code == 202
    shown = ada.get(path).json()
    assert [(f["value"], f["source"]) for f in shown["facts"]] == [("5.90 EUR", "agent")]
    assert shown["facts"][0]["origin"] == rooms.bench.ada.actor
    assert shown["facts"][0]["at"] is not None
    assert shown["scope"] == {"region": "EU"}
    assert ada.post(f"{path}/undo").status_code == 200
    assert ada.get(path).json()["facts"][0]["value"] == "4.90 EUR"
    assert ada.delete(f"{path}/shipping_fee").status_code == 200
    assert ada.get(path).json()["facts"] == []
    gone = ada.delete(f"{path}/shipping_fee")
    assert (gone.status_code, gone.json()["code"]) == (404, "not_found")
    names = [(c["name"], c["now"] is None) for c in ada.get(path).json()["changes"]]
    assert ("shipping_fee", True) in names


@pytest.mark.parametrize(
    ("name", "value", "example"),
    [
        ("purchase_date", "last week", "2026-03-01"),
        ("order_total", "yes", "59.90 EUR"),
        ("shipping_fee", 3, "59.90 EUR"),
    ],
)
def test_a_fact_of_another_sort_is_refused_with_an_example(
    rooms: Rooms, name: str, value: object, example: str
) -> None:
    ada = rooms.person(rooms.bench.ada)
    path = f"/v1/conversations/{opened(ada)}/facts"
    answer = ada.post(path, json={"facts": {name: value}})
    assert (answer.status_code, answer.json()["code"]) == (422, "not_understood")
    assert "for example" in answer.json()["detail"], example
    assert ada.get(path).json()["facts"] == []


def test_a_look_up_that_is_not_set_up_says_so(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    answer = ada.post(f"/v1/conversations/{opened(ada)}/facts/look-up")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_set_up")


def test_alternatives_come_together_and_one_is_chosen(rooms: Rooms) -> None:
    program = rooms.program("conversations:write", "drafts:request", "drafts:read")
    there = opened(program)
    rooms.bench.written()
    asked = program.post(f"/v1/conversations/{there}/alternatives", json={})
    assert asked.status_code == 202, asked.text
    made = asked.json()
    assert [draft["stance"] for draft in made] == ["accept", "decline", "ask"]
    for n in range(3):
        rooms.bench.written(f"Hello Kim, number {n}.")
    found = program.get(f"/v1/drafts/{made[0]['id']}/beside").json()
    assert [draft["id"] for draft in found] == [draft["id"] for draft in made]
    assert {draft["state"] for draft in found} == {"in_review"}
    texts = {draft["current"]["text"] for draft in found}
    assert len(texts) == 3
    refused = program.post(f"/v1/drafts/{made[1]['id']}/choice")
    assert refused.status_code == 403
    ada = rooms.person(rooms.bench.ada)
    rooms.bench.clock.move(seconds=1)
    assert ada.post(f"/v1/drafts/{made[1]['id']}/choice").json()["chosen_at"] is not None
    (row,) = ada.get("/v1/queue").json()["items"]
    assert row["draft"]["id"] == made[1]["id"]
    more = program.post(f"/v1/drafts/{made[0]['id']}/beside", json={"instruction": "shorter"})
    assert more.json()["bundle"] == made[0]["bundle"]


def test_one_stance_is_no_alternative(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    path = f"/v1/conversations/{opened(ada)}/alternatives"
    assert ada.post(path, json={"stances": ["accept"]}).status_code == 422


def test_a_pair_goes_to_two_places_and_never_where_there_is_none(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    there = opened(ada)
    rooms.bench.written()
    note, message = ada.post(f"/v1/conversations/{there}/pairs").json()
    assert (note["side"], message["side"]) == ("public_note", "private_message")
    for text in ("We wrote to you, Kim.", "Hello Kim, all the rest."):
        rooms.bench.written(text)
    places = [
        ada.get(f"/v1/drafts/{half['id']}/sheet").json()["destination"]["public"]
        for half in (note, message)
    ]
    assert places == [True, False]
    rooms.bench.channel.private = False
    answer = ada.post(f"/v1/conversations/{there}/pairs")
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")
    assert "in private on counting" in answer.json()["detail"]


def test_notes_are_for_people_alone(rooms: Rooms) -> None:
    ada, program = rooms.person(rooms.bench.ada), rooms.program("conversations:read")
    path = f"/v1/conversations/{opened(ada)}/notes"
    assert ada.post(path, json={"text": "Called twice."}).status_code == 201
    assert [note["text"] for note in ada.get(path).json()] == ["Called twice."]
    assert program.get(path).status_code == 403
    assert ada.post(path, json={"text": "  "}).json()["code"] == "bad_text"


def test_the_history_of_a_customer_is_of_this_customer_alone(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    first = opened(ada, thread="a", message_id="a")
    second = opened(ada, thread="b", message_id="b")
    opened(ada, thread="c", message_id="c", customer={"name": "Kim", "handle": "@other"})
    rows = ada.get(f"/v1/conversations/{second}/history").json()
    assert [row["conversation"]["id"] for row in rows] == [first]


def test_the_owner_closes_a_gap_and_everybody_who_waits_is_drafted_anew(rooms: Rooms) -> None:
    ada, dan = rooms.person(rooms.bench.ada), rooms.person(rooms.bench.dan)
    there = silent(rooms, ada)
    (row,) = ada.get("/v1/gaps", params={"state": "open"}).json()
    assert (row["topic"], row["met"]) == ("engraving", 1)
    assert row["said"].startswith("It came ten days late")
    whole = ada.get(f"/v1/gaps/{row['id']}").json()
    assert whole["cases"][0]["conversation"] == there
    assert whole["cases"][0]["waits"]
    path = f"/v1/gaps/{row['id']}/decision"
    assert ada.post(path, json={"clause": "refunds#engraving"}).status_code == 403
    unknown = dan.post(path, json={"clause": "refunds#engraving"})
    assert unknown.json()["code"] == "bad_text"
    rooms.bench.book = Book.of([clause(), clause("engraving", "We engrave names.")])
    closed = dan.post(path, json={"clause": "refunds#engraving"}).json()
    assert (closed["state"], len(closed["drafts"])) == ("answered", 1)
    assert rooms.desk.claim_draft("w1") is not None
    assert dan.post(path, json={}).json()["state"] == "open"
    assert dan.post(path, json={"dismissed_because": "we never will"}).json()["note"]


def test_an_edit_is_told_with_its_class_and_style_waits_for_the_owner(rooms: Rooms) -> None:
    ada, dan = rooms.person(rooms.bench.ada), rooms.person(rooms.bench.dan)
    opened(ada)
    draft = rooms.bench.written("We refund 4 EUR kindly, Kim.")
    body = {"text": "We refund 4 EUR warmly, Kim.", "based_on": draft.revision}
    assert ada.post(f"/v1/drafts/{draft.id}/revisions", json=body).status_code == 201
    (edit,) = ada.get("/v1/edits").json()
    assert edit["kind"] == "style"
    (suggestion,) = ada.get("/v1/suggestions", params={"state": "open"}).json()
    assert (suggestion["words"], suggestion["instead"]) == ("kindly", "warmly")
    path = f"/v1/suggestions/{suggestion['id']}/decision"
    assert ada.post(path, json={"decision": "accepted"}).status_code == 403
    assert dan.post(path, json={"decision": "accepted"}).json()["state"] == "accepted"
    again = dan.post(path, json={"decision": "accepted"})
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")
    assert dan.post(path, json={"decision": "open"}).json()["decided_by"] is None


def test_a_precedent_is_what_was_posted_to_somebody_else(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    opened(ada, thread="a", message_id="a")
    first = rooms.bench.written("We refund 4 EUR, Kim.")
    rooms.bench.approved(first)
    rooms.post_everything()
    opened(ada, thread="b", message_id="b")
    second = rooms.bench.written("We refund 5 EUR, Robin.")
    found = ada.get(f"/v1/drafts/{second.id}/precedents").json()
    assert [(one["draft"], one["text"]) for one in found] == [(first.id, "We refund 4 EUR, Kim.")]
    assert ada.get(f"/v1/drafts/{first.id}/precedents").json() == []


def test_a_new_clause_that_answers_has_those_who_waited_drafted_anew_and_no_old_one_does(
    rooms: Rooms,
) -> None:
    ada = rooms.person(rooms.bench.ada)
    there = opened(ada, text="Do you offer engraving on lamps?")
    work = rooms.desk.claim_draft("w1")
    assert work is not None
    rooms.desk.propose(work.draft.id, "w1", abstained())
    studio, cabinet, clock = rooms.house.studio, rooms.cabinet, rooms.bench.clock

    def changed() -> int:
        cabinet.archive.keep(HERE, rooms.bench.book, clock())
        return close_answered_gaps(rooms.desk, cabinet, studio.search)

    assert changed() == 0, "the book is silent as before"
    clock.move(minutes=5)
    rooms.bench.book = Book.of([clause(), clause("parcels", "We track each parcel daily.")])
    assert changed() == 0, "the new clause is about something else"
    clock.move(minutes=5)
    rooms.bench.book = Book.of([clause(), clause("engraving", "We offer engraving on brass.")])
    assert changed() == 1
    (gap,) = ada.get("/v1/gaps").json()
    assert (gap["state"], gap["clause"]) == ("answered", "refunds#engraving")
    work = rooms.desk.claim_draft("w1")
    assert work is not None
    assert work.conversation.id == there
    rooms.desk.propose(work.draft.id, "w1", abstained())
    assert changed() == 0, "a clause that was there when the gap was met closes nothing"


def test_accepted_words_are_avoided_as_if_the_file_said_so(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    opened(ada)
    draft = rooms.bench.written("We refund 4 EUR kindly, Kim.")
    rooms.desk.revise(draft.id, "We refund 4 EUR warmly, Kim.", draft.revision, rooms.bench.ada)
    views = rooms.cabinet.views
    (suggestion,) = views.learnt.suggestions(HERE)
    voice = AcceptedVoice(lambda: rooms.bench.company, views, HERE)
    voice.refresh()
    assert voice().voice.avoid == ()
    rooms.desk.notebook.decide(suggestion.id, rooms.bench.dan, Decision.ACCEPTED)
    voice.refresh()
    assert voice().voice.avoid == ("kindly",)
    rooms.desk.notebook.decide(suggestion.id, rooms.bench.dan, Decision.DECLINED)
    voice.refresh()
    assert voice().voice.avoid == ()


def test_of_many_accepted_words_none_is_forgotten(rooms: Rooms) -> None:
    opened(rooms.person(rooms.bench.ada))
    draft = rooms.bench.written("We refund 4 EUR kindly, Kim.")
    rooms.desk.revise(draft.id, "We refund 4 EUR warmly, Kim.", draft.revision, rooms.bench.ada)
    views = rooms.cabinet.views
    (one,) = views.learnt.suggestions(HERE)
    with rooms.bench.records.begin(HERE) as tx:
        for number in range(250):
            name = f"sug_{number}"
            words = f"word {number}"
            tx.lessons.save_suggestion(replace(one, id=name, words=words, state=Decision.ACCEPTED))
    voice = AcceptedVoice(lambda: rooms.bench.company, views, HERE)
    voice.refresh()
    assert len(voice().voice.avoid) == 250


def test_examples_for_a_model_name_nobody(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    opened(ada)
    draft = rooms.bench.written("We refund 4 EUR to kim@mail.example, dear Kim.")
    rooms.bench.approved(draft)
    rooms.post_everything()
    (example,) = Examples(rooms.cabinet)(("refunds#late",))
    assert "We refund 4 EUR" in example
    assert "Kim" not in example
    assert "mail.example" not in example
    assert Examples(rooms.cabinet)(("refunds#other",)) == ()
