"""People at two servers over one PostgreSQL, at the same instant: one truth, by real HTTP.

Each interleaving has a conversation of its own. Its actors go at one barrier, some of them a few
milliseconds later, so that they fall before, into and behind what the workers of both servers do.
All are judged afterwards, by what the outside world has seen and by the order of the audit.
"""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from desk.audit import first_bad
from desk.people import Role
from tests.faults.races.cases import (
    Actor,
    Team,
    add_a_sentence,
    approve,
    approve_by_key,
    approve_within,
    at_once,
    edit,
    revoke,
    withdraw,
    write_again,
)
from tests.faults.races.servers import Servers, two_servers
from tests.faults.races.world import (
    CLAUSE,
    World,
    assert_old_words_stay,
    judge,
    nothing_rests_on_old_words,
)
from tests.services.a_process import Process, until
from tests.services.counting_receiver import counting_receiver
from tests.services.postgres import Server, postgres  # noqa: F401 - a fixture

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.timeout(900),
    pytest.mark.xdist_group("two-servers"),
]
ROUNDS = 30  # of each of ten races
CHANGES, CITING = 2, 16  # times a clause changes, drafts that rest on it each time
_REFUSALS = {"wrong_state", "conflict", "sheet_changed", "not_permitted", "turn_answered"}
_REFUSALS |= {"not_signed_in", "records_failed"}

# Who goes at once: the approver, an admin, or one of two colleagues.
RACES: dict[str, tuple[Actor, ...]] = {
    "a double click": (("approver", 0, approve), ("approver", 5, approve)),
    "a double click with one key": (
        ("approver", 0, approve_by_key),
        ("approver", 5, approve_by_key),
    ),
    "two people approve": (("approver", 0, approve), ("first", 5, approve)),
    "an edit while approving": (("approver", 20, approve), ("first", 20, edit)),
    "two edits": (("first", 5, edit), ("second", 5, edit)),
    "a message while approving": (("approver", 20, approve), ("second", 20, write_again)),
    "a revocation while claiming": (("approver", 0, approve), ("admin", 80, revoke)),
    "a message while sending": (("approver", 0, approve), ("second", 80, write_again)),
    "an undo while claiming": (("approver", 0, approve), ("first", 80, withdraw)),
    "everybody": (
        *(("approver", 0, approve), ("first", 40, edit), ("first", 60, withdraw)),
        *(("second", 60, write_again), ("admin", 60, revoke)),
    ),
}


@pytest.fixture(scope="module")
def servers(
    prepared: Process,
    tmp_path_factory: pytest.TempPathFactory,
    postgres: Server,  # noqa: F811 - the fixture above
) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("two-servers")
    with (
        counting_receiver() as receiver,
        two_servers(prepared, folder, postgres.database(), receiver) as both,
    ):
        yield both


@pytest.fixture(scope="module")
def team(servers: Servers) -> Team:
    chance = random.Random(20261122)  # noqa: S311 the same pauses each time
    admin = servers.somebody("root", Role.ADMIN)
    others = (servers.somebody("ben", Role.APPROVER), servers.somebody("cleo", Role.APPROVER))
    return Team(servers, admin, others, chance)


@pytest.mark.parametrize("race", RACES)
def test_whatever_comes_first_at_two_servers_there_is_one_truth(team: Team, race: str) -> None:
    cases = team.written(ROUNDS, race.replace(" ", "-"))
    outcomes = Counter[str]()
    for case in cases:
        at_once(team, RACES[race], case)
        said = [(who, answer.status, answer.code) for who, answer in case.said]
        assert all(status < 300 or code in _REFUSALS for _, status, code in said), said
        outcomes.update(code or "done" for _, _, code in said)
    team.servers.quiet()
    world = World.seen(team.servers)
    posted = sum(judge(world, race, case) for case in cases)
    assert first_bad(team.servers.key, world.audit) is None
    assert outcomes["done"] >= ROUNDS
    if race in {"a double click", "a double click with one key", "two people approve"}:
        assert posted == ROUNDS
    if race == "a double click with one key":
        assert outcomes == {"done": 2 * ROUNDS}


def test_a_clause_that_changes_while_its_drafts_are_claimed(team: Team) -> None:
    """Each server reads the policies by itself. Once both have the new clause, nothing leaves that
    rests on the old one, and nothing that somebody wrote is lost.
    """
    servers = team.servers
    policy = servers.policies / "late-parcels.md"
    good = policy.read_text("utf-8")
    outcomes: defaultdict[str, int] = defaultdict(int)
    try:
        for turn in range(CHANGES):
            cases = team.drafted(CITING, f"change{turn}-")
            for case in cases[::2]:
                add_a_sentence(team, case)
            words = f"we refund the shipping fee (rule {turn}), up to"
            changed = good.replace("we refund the shipping fee, up to", words, 1)
            with ThreadPoolExecutor(CITING) as pool:
                jobs = [pool.submit(approve_within, team, case, 1.2) for case in cases]
                time.sleep(0.1)
                policy.write_text(changed, "utf-8")
                since = servers.in_use(CLAUSE, words, team.admin)
                assert {job.result() for job in jobs} <= {"", "blocked", *_REFUSALS}
            until(partial(nothing_rests_on_old_words, servers, cases), 60, 0.2)
            servers.quiet()
            world = World.seen(servers)
            for case in cases:
                outcomes["posted" if judge(world, "a change", case) else "not posted"] += 1
                assert_old_words_stay(world, case, since)
    finally:
        policy.write_text(good, "utf-8")
    assert sum(outcomes.values()) == CHANGES * CITING
