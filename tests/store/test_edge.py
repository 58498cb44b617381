from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from desk.draft import Citation
from desk.errors import RecordsFailed
from policies.clause import (
    Audience,
    Clause,
    ClauseId,
    ClauseVersion,
    Place,
    PolicyId,
    Scope,
)
from store.clause_archive import ClauseArchive
from store.idempotency import Answers, Different, Fresh, Given, Unfinished
from store.sample_posts import SamplePosts
from tests.store.scenes import HOUR, NOON, OTHER, SHOP, opened

CLAUSE = Clause(
    id=ClauseId("refunds#late"),
    version=ClauseVersion("v1"),
    policy=PolicyId("refunds"),
    policy_title="Refunds",
    title="Late delivery",
    text="We refund the shipping fee.",
    in_force=date(2026, 1, 1),
    until=None,
    scope=Scope(),
    audience=Audience.PUBLIC,
    owner="care",
    licences=None,
    place=Place("refunds.md", 3),
)
ANSWER = Given(201, {"location": "/v1/drafts/dra_1"}, b'{"id":"dra_1"}\xff')


@pytest.fixture
def answers(engine: Engine) -> Answers:
    opened(engine)
    return Answers(engine)


def test_the_same_request_gets_the_same_answer(answers: Answers) -> None:
    def ask(digest: str = "d1", principal: str = "person:ana") -> object:
        return answers.begin(SHOP, principal, "key-1", digest, NOON)

    assert ask() == Fresh()
    assert ask() == Unfinished()
    assert ask("d2") == Different()
    answers.give(SHOP, "person:ana", "key-1", ANSWER)
    assert ask() == ANSWER
    assert ask("d2") == Different()
    assert ask(principal="person:lee") == Fresh()
    assert answers.begin(OTHER, "person:ana", "key-1", "d1", NOON) == Fresh()
    answers.drop(SHOP, "person:ana", "key-1", NOON)  # an answer stays
    assert ask() == ANSWER


def test_a_request_that_came_to_nothing_can_be_made_again(answers: Answers) -> None:
    def ask(at: timedelta = timedelta()) -> object:
        return answers.begin(SHOP, "person:ana", "key-1", "d1", NOON + at)

    assert ask() == Fresh()
    answers.drop(SHOP, "person:ana", "key-1", NOON)
    assert ask() == Fresh()
    assert ask(HOUR) == Fresh()  # who asked first has died
    assert ask(HOUR) == Unfinished()
    assert answers.forget(NOON + 2 * HOUR) == 1
    assert ask() == Fresh()


def test_a_key_that_could_not_be_freed_is_free_once_the_database_is_back(engine: Engine) -> None:
    opened(engine)
    answers, other = Answers(engine), Answers(engine)

    def ask(of: Answers) -> object:
        return of.begin(SHOP, "person:ana", "key-1", "d1", NOON + timedelta(seconds=1))

    assert answers.begin(SHOP, "person:ana", "key-1", "d1", NOON) == Fresh()
    with gone(engine):
        answers.drop(SHOP, "person:ana", "key-1", NOON)
    assert ask(other) == Unfinished()  # nobody else knows that it came to nothing
    assert ask(answers) == Fresh()
    assert ask(answers) == Unfinished()  # once


def test_a_key_that_somebody_took_since_is_left_to_them(engine: Engine) -> None:
    opened(engine)
    answers, other = Answers(engine), Answers(engine)
    later = NOON + HOUR
    assert answers.begin(SHOP, "person:ana", "key-1", "d1", NOON) == Fresh()
    with gone(engine):
        answers.drop(SHOP, "person:ana", "key-1", NOON)
    assert other.begin(SHOP, "person:ana", "key-1", "d1", later) == Fresh()
    assert answers.begin(SHOP, "person:ana", "key-1", "d1", later) == Unfinished()
    answers.drop(SHOP, "person:ana", "key-1", NOON)
    assert answers.begin(SHOP, "person:ana", "key-1", "d1", later) == Unfinished()


def test_a_key_whose_taking_was_cut_off_is_free(engine: Engine) -> None:
    opened(engine)
    answers = Answers(engine)
    with gone(engine), pytest.raises(RecordsFailed):
        answers.begin(SHOP, "person:ana", "key-1", "d1", NOON)
    assert (
        Answers(engine).begin(SHOP, "person:ana", "key-1", "d1", NOON) == Fresh()
    )  # it was written
    assert answers.begin(SHOP, "person:ana", "key-1", "d1", NOON + HOUR / 100) == Fresh()


@contextmanager
def gone(engine: Engine) -> Iterator[None]:
    """Every statement meets a database that is not there."""

    def fails(*_: object) -> None:
        raise OperationalError("", {}, Exception("Connection refused"))

    event.listen(engine, "before_cursor_execute", fails)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", fails)


def test_of_two_at_once_one_goes_on(answers: Answers) -> None:
    with ThreadPoolExecutor(4) as pool:
        begun = list(
            pool.map(lambda _: answers.begin(SHOP, "person:ana", "k", "d", NOON), range(8))
        )
    assert begun.count(Fresh()) == 1
    assert begun.count(Unfinished()) == 7


def test_old_words_of_a_clause_can_be_read(engine: Engine) -> None:
    opened(engine)
    archive = ClauseArchive(engine)
    newer = replace(CLAUSE, version=ClauseVersion("v2"), text="We refund nothing.")
    assert archive.keep(SHOP, [CLAUSE, CLAUSE], NOON) == 1
    assert archive.keep(SHOP, [replace(CLAUSE, text="changed"), newer], NOON + HOUR) == 1
    old, new, none = (Citation(CLAUSE.id, ClauseVersion(v)) for v in ("v1", "v2", "v3"))
    found = archive.read(SHOP, [old, new, none])
    assert {citation: (c.text, c.first_seen) for citation, c in found.items()} == {
        old: ("We refund the shipping fee.", NOON),
        new: ("We refund nothing.", NOON + HOUR),
    }
    assert archive.read(OTHER, [old]) == {}
    assert archive.read(SHOP, []) == {}


def test_servers_that_start_together_keep_the_words_once(engine: Engine) -> None:
    opened(engine)
    archive = ClauseArchive(engine)
    for number in range(5):
        book = [
            replace(
                CLAUSE, version=ClauseVersion(f"v{number}"), id=ClauseId(f"returns#rule-{rule}")
            )
            for rule in range(100)
        ]
        with ThreadPoolExecutor(4) as servers:
            kept = list(servers.map(lambda _, book=book: archive.keep(SHOP, book, NOON), range(4)))
        assert sorted(kept) == [0, 0, 0, 100]


def test_the_sample_site_notices_nothing(engine: Engine) -> None:
    opened(engine)
    site, other = SamplePosts(engine, SHOP), SamplePosts(engine, OTHER)
    first = site.put("key-1", "thread-1", "remote-1", "We are sorry 💐", NOON)
    second = site.put("key-1", "thread-1", "remote-1", "We are sorry 💐", NOON + HOUR)
    site.put("key-2", "thread-2", "", "Thank you", NOON)
    assert site.by_key("key-1") == (
        (first, "We are sorry 💐", NOON),
        (second, "We are sorry 💐", NOON + HOUR),
    )
    assert len(site.all()) == 3
    assert [post.id for post in site.all("thread-1")] == [first, second]
    assert site.by_key("none") == ()
    assert other.all() == ()
