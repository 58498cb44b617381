"""Facts from the company's own system, from the worker to the review sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from api.look_ups import LookUps
from api.worker import Worker
from channels.fact_look_up import SignedLookUp
from tests.api.test_story import opened
from tests.services.a_house import Rooms, write
from tests.services.fact_system import FactServer, fact_server


@pytest.fixture
def system(rooms: Rooms) -> Iterator[FactServer]:
    with fact_server() as running:
        running.now = rooms.bench.clock
        yield running


def worker(rooms: Rooms, system: FactServer) -> Worker:
    asks = LookUps(rooms.desk, SignedLookUp(system.url, (system.secret,), now=rooms.bench.clock))
    house = replace(rooms.house, look_ups=asks)
    rooms.app.state.house = house
    return Worker(rooms.desk, write, owner="w1", look_up=asks.before_writing)


def test_a_draft_is_written_with_what_the_system_knows(rooms: Rooms, system: FactServer) -> None:
    ada = rooms.person(rooms.bench.ada)
    hand = worker(rooms, system)
    system.facts, system.scope = {"tier": "gold"}, {"region": "EU"}
    there = opened(ada)
    assert hand.write_one()
    facts = ada.get(f"/v1/conversations/{there}/facts").json()
    ((fact,),) = (facts["facts"],)
    assert (fact["value"], fact["source"], fact["origin"]) == ("gold", "lookup", "orders")
    assert fact["at"] is not None
    assert facts["look_ups"][0]["says"] == "orders: region, tier"
    ada.post(f"/v1/conversations/{there}/drafts", json={})
    assert hand.write_one()
    assert len(system.asked) == 1, "it is asked once for each turn"


def test_health_hears_whether_the_system_can_be_reached(rooms: Rooms, system: FactServer) -> None:
    asks = LookUps(rooms.desk, SignedLookUp(system.url, (system.secret,), now=rooms.bench.clock))
    assert asks.ping() == "127.0.0.1 answers"
    assert system.asked == []


def test_a_system_that_fails_leaves_the_draft_without_facts(
    rooms: Rooms, system: FactServer
) -> None:
    ada = rooms.person(rooms.bench.ada)
    hand = worker(rooms, system)
    system.status = 500
    there = opened(ada)
    assert hand.write_one()
    shown = ada.get(f"/v1/conversations/{there}/facts").json()
    assert shown["facts"] == []
    assert [one["answered"] for one in shown["look_ups"]] == [False]
    (draft,) = ada.get(f"/v1/conversations/{there}/drafts").json()
    assert draft["state"] == "in_review"
    system.status, system.facts = 200, {"tier": "gold"}
    found = ada.post(f"/v1/conversations/{there}/facts/look-up")
    assert found.json()["answered"]
    assert ada.get(f"/v1/conversations/{there}/facts").json()["facts"][0]["value"] == "gold"
    states = {d["state"] for d in ada.get(f"/v1/conversations/{there}/drafts").json()}
    assert states == {"requested"}, "what was written without it is written anew"
