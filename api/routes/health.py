"""Health: every outside thing is asked how it is, at the same time, and none may hold us up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from datetime import datetime, timedelta

from fastapi import APIRouter, Request, Response

from api.auth import HouseOf, caller_of
from api.house import House
from api.operations import VERSION, add
from api.pings import NotWell
from api.shown.policy import Alive, Health, Ping
from desk.errors import DeskError

_PATIENCE = 3.0  # seconds; who has not answered by then is not well
_FRESH = timedelta(seconds=5)  # for which strangers are told the same


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["health"])
    add(made, "GET", "/live", read_live)
    add(made, "GET", "/health", read_health)
    return made


async def read_live() -> Alive:
    """Say that the process answers.

    Cheap: nothing else is asked.
    """
    return Alive()


def read_health(house: HouseOf, request: Request, response: Response) -> Health:
    """Ask every outside thing how it is.

    The status is 503 where one is not well; search is asked a question whose answer is known.
    What they say is for those who are signed in.
    """
    if _known(request):
        pings = ask(house.pings)
    else:
        found = request.app.state.told_strangers(house).items()
        pings = {name: ping.model_copy(update={"says": ""}) for name, ping in found}
    good = all(ping.good for ping in pings.values())
    if not good:
        response.status_code = 503
    return Health(
        good=good,
        version=VERSION,
        pings=pings,
        clauses=len(house.studio.law.book()),
        faults=len(house.studio.faults()),
    )


class ToldStrangers:
    """How everything was when somebody last asked who is not signed in.

    They share an answer for some seconds, and one of them asks at a time: otherwise anybody could
    have us sign in at the mail server as often as they like.
    """

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self._lock = threading.Lock()
        self._until: datetime | None = None
        self._pings: dict[str, Ping] = {}

    def __call__(self, house: House) -> dict[str, Ping]:
        """Every ping's answer, a few seconds old at the most."""
        with self._lock:
            now = house.desk.law.clock()
            if self._until is None or not self._until - _FRESH <= now < self._until:
                self._pings = ask(house.pings)
                self._until = now + _FRESH
            return self._pings


def ask(pings: Mapping[str, Callable[[], str]], patience: float = _PATIENCE) -> dict[str, Ping]:
    """Every ping's answer, asked in parallel; one that is silent for `patience` seconds failed."""
    pool = ThreadPoolExecutor(max_workers=max(1, len(pings)), thread_name_prefix="ping")
    asked: dict[str, Future[Ping]] = {
        name: pool.submit(_timed, ping) for name, ping in pings.items()
    }
    wait_for(asked.values(), timeout=patience)
    pool.shutdown(wait=False, cancel_futures=True)
    late = Ping(good=False, says=f"no answer in {patience:g} s", seconds=patience)
    return {name: future.result() if future.done() else late for name, future in asked.items()}


def _known(request: Request) -> bool:
    try:
        caller_of(request)
    except DeskError:  # nobody, or the records do not answer: either way nobody is known
        return False
    return True


def _timed(ping: Callable[[], str]) -> Ping:
    began = time.perf_counter()
    try:
        says, good = ping(), True
    except NotWell as told:
        says, good = str(told), False
    except Exception as error:  # noqa: BLE001 whatever it raises, it is not well
        says, good = f"{type(error).__name__}: {error}", False
    return Ping(good=good, says=says[:300], seconds=round(time.perf_counter() - began, 4))
