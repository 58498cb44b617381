"""Wall clocks that jump, go back and disagree: a quarantine lasts as long as it should, and nobody
sends later than they may.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from channels.place import in_time
from desk.lifecycle import Desk
from desk.posting import NotReached, Posting, PostingState
from desk.steady import Steady
from tests.services.a_desk import HERE, Bench
from tests.services.counting_channel import Fault


@dataclass
class Machine:
    """A machine's steady clock. `start` changes when it is started anew."""

    start: str = "one"
    seconds: float = 0

    def __call__(self) -> Steady:
        return Steady(self.start, self.seconds)


@dataclass
class Place:
    """A desk on a machine, and a posting of which nobody knows what became."""

    bench: Bench
    machine: Machine
    desk: Desk
    posting: Posting

    def pass_by(self, seconds: float) -> None:
        """Time passes, for every clock."""
        self.bench.clock.move(seconds=seconds)
        self.machine.seconds += seconds

    def work(self) -> None:
        """What a worker does in one look."""
        self.desk.lapse()
        for claim in self.desk.claim_postings("w1", 4):
            self.desk.send(claim)
        self.desk.look_up()

    def state(self) -> PostingState:
        return self.desk.posting(self.posting.id).state


def desk_of(bench: Bench, steady: Callable[[], Steady | None]) -> Desk:
    return Desk(HERE, bench.records, replace(bench.desk.law, steady=steady))


def delayed(bench: Bench, desk: Desk, name: str = "t1") -> Posting:
    """A request that is still on its way, without an answer."""
    bench.message(thread=name, remote=name)
    bench.approved(bench.written())
    bench.channel.then([Fault.DELAY])
    claim = desk.claim_posting("w1")
    assert claim is not None
    return desk.send(claim)


@pytest.fixture
def place(bench: Bench) -> Place:
    machine = Machine()
    desk = desk_of(bench, machine)
    return Place(bench, machine, desk, delayed(bench, desk))


def test_a_wall_clock_that_jumps_ahead_shortens_no_quarantine(place: Place) -> None:
    place.bench.clock.move(days=1)
    place.work()
    place.work()
    assert place.state() is PostingState.UNKNOWN
    assert place.desk.look_up(place.posting.id) is not None  # somebody presses "Look again"
    assert place.state() is PostingState.UNKNOWN
    place.bench.channel.arrive()
    place.pass_by(31)
    place.work()
    assert place.state() is PostingState.POSTED
    assert len(place.bench.channel.posts) == 1


def test_without_it_such_a_jump_posts_twice(bench: Bench) -> None:
    """So the test above would notice."""
    desk = desk_of(bench, lambda: None)
    place = Place(bench, Machine(), desk, delayed(bench, desk))
    bench.clock.move(hours=1)
    place.work()
    place.work()
    bench.channel.arrive()
    assert len(bench.channel.posts) == 2


def test_a_wall_clock_that_goes_back_delays_and_does_no_harm(place: Place) -> None:
    place.bench.clock.move(hours=-1)
    place.pass_by(31)
    place.work()
    assert place.state() is PostingState.UNKNOWN
    place.pass_by(3_600)
    place.work()
    place.work()
    assert place.state() is PostingState.POSTED


@pytest.mark.parametrize("start", ["two", "one again"])
def test_another_machine_or_one_started_anew_waits_for_itself(place: Place, start: str) -> None:
    """Its wall clock may be hours ahead, and its seconds tell nothing of the first one's."""
    place.bench.clock.move(hours=5)
    other = Machine(start, 70_000)
    place.desk, place.machine = desk_of(place.bench, other), other
    for _ in range(3):
        place.pass_by(14)
        place.work()
        assert place.state() is PostingState.UNKNOWN
    place.pass_by(14)
    place.work()
    assert place.state() is PostingState.QUEUED
    place.work()
    assert place.state() is PostingState.POSTED


def test_a_crowd_that_only_the_wall_clock_calls_old_is_left_alone(place: Place) -> None:
    """One look passes over a hundred of them and then lets others work."""
    crowd = [delayed(place.bench, place.desk, f"crowd{n}") for n in range(100)]
    place.bench.clock.move(hours=5)
    assert place.desk.look_up() is None
    assert {place.desk.posting(one.id).state for one in crowd} == {PostingState.UNKNOWN}


def test_all_of_them_are_watched_at_once(place: Place) -> None:
    second = delayed(place.bench, place.desk, "t2")
    place.bench.clock.move(hours=5)
    other = Machine("two")
    place.desk, place.machine = desk_of(place.bench, other), other
    place.work()
    place.pass_by(31)
    place.desk.look_up()
    place.desk.look_up()
    states = {place.desk.posting(name).state for name in (place.posting.id, second.id)}
    assert states == {PostingState.QUEUED}


def test_a_sender_that_was_held_up_sends_nothing_though_the_clock_went_back(bench: Bench) -> None:
    machine = Machine()
    desk = desk_of(bench, machine)
    bench.message()
    bench.approved(bench.written())
    claim = desk.claim_posting("w1")
    assert claim is not None
    in_time(claim.reply, bench.clock())
    machine.seconds += 61
    bench.clock.move(hours=-1)
    with pytest.raises(NotReached, match="held up"):
        in_time(claim.reply, bench.clock())


def test_a_channel_that_is_set_up_no_more_stops_nobody(place: Place) -> None:
    """An operator takes a setting away over night; what was on its way there goes to a person."""
    bench = place.bench
    bench.message(thread="t2", remote="t2")
    bench.approved(bench.written())
    claim = place.desk.claim_posting("w1")
    assert claim is not None
    bench.message(thread="t3", remote="t3")
    bench.approved(bench.written())
    gone = Desk(HERE, bench.records, replace(place.desk.law, channels={}))
    place.pass_by(120)
    assert gone.lapse() == 1
    assert gone.look_again("policies changed") == 0
    place.pass_by(3_600)
    for _ in range(3):
        gone.look_up()
    assert gone.posting(claim.posting.id).state is PostingState.NEEDS_HUMAN
    assert place.state() is PostingState.NEEDS_HUMAN
