"""What left and what only a person can tell, as pages over a channel whose answers are scripted."""

from __future__ import annotations

import re

from desk.ids import PostingId
from desk.posting import PostingState
from tests.services.a_house import Rooms
from tests.services.counting_channel import Fault


def test_one_question_settles_what_nobody_knows(rooms: Rooms) -> None:
    posting = lost(rooms)
    page, csrf = rooms.browser(rooms.bench.ada)
    assert "needs a person" in page.get("/postings?show=person").text
    assert "is it posted?" in page.get("/queue?show=person").text
    assert "Nothing here" in page.get("/queue?show=holding").text
    shown = page.get(f"/postings/{posting}").text
    assert "Is this reply there?" in shown
    assert "outcome unknown" in shown
    answer = page.post(
        f"/postings/{posting}/settlement",
        data={"csrf": csrf, "there": "yes", "link": "https://counting.invalid/7"},
    )
    assert "https://counting.invalid/7" in answer.text
    assert rooms.desk.posting(posting).state is PostingState.POSTED
    assert "Is this reply there?" not in answer.text


def test_not_there_closes_it_and_sends_nothing_again(rooms: Rooms) -> None:
    posting = lost(rooms)
    page, csrf = rooms.browser(rooms.bench.ada)
    before = len(rooms.bench.channel.posts)
    answer = page.post(f"/postings/{posting}/settlement", data={"csrf": csrf, "there": "no"})
    assert "Closed, not posted" in answer.text
    assert rooms.post_everything() == []
    assert len(rooms.bench.channel.posts) == before
    again = page.post(f"/postings/{posting}/settlement", data={"csrf": csrf, "there": "no"})
    assert again.status_code == 409
    assert f'href="/postings/{posting}"' in again.text


def test_a_link_that_is_no_web_address_is_not_one_here(rooms: Rooms) -> None:
    posting = lost(rooms)
    page, csrf = rooms.browser(rooms.bench.ada)
    data = {"csrf": csrf, "there": "yes", "link": "javascript:alert(1)"}
    page.post(f"/postings/{posting}/settlement", data=data)
    for path in (f"/postings/{posting}", "/postings"):
        assert not re.search(r'href="javascript', page.get(path).text)


def lost(rooms: Rooms) -> PostingId:
    """A posting whose outcome nobody knows, on a channel that cannot be searched."""
    rooms.bench.message()
    draft = rooms.bench.written("Hello Kim.")
    rooms.bench.approved(draft)
    rooms.bench.channel.then([Fault.LOSE_ANSWER])
    rooms.bench.channel.looks_up = False
    (posting,) = rooms.post_everything()
    rooms.bench.clock.move(hours=1)
    rooms.desk.look_up(posting.id)
    assert rooms.desk.posting(posting.id).state is PostingState.NEEDS_HUMAN
    return posting.id
