"""The outside world as a process of its own: a real HTTP receiver that counts what it was sent.

Every schedule has a room of its own in it. In a room each request is treated by the next `Manner`,
well where there is none; and it can be made to hold still at one `Hold`, so that the sender can be
killed or stopped exactly there. It heeds no Idempotency-Key: two attempts are two posts.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any

from tests.services.forked import context

_PATIENCE = 60  # seconds that a held request waits to be let go
_SOON = 10  # seconds in which one that was let go has been dealt with, on a busy machine too


class Manner(StrEnum):
    GOOD = "posted and answered"
    LOSE = "never arrives, never answered"
    MUTE = "posted, the answer is lost"
    DELAY = "arrives later, never answered"
    DUPLICATE = "the channel itself shows it twice"
    HIDE = "posted, never answered, and look-ups do not see it at first"
    FAIL = "posted, answered with a 500"
    BUSY = "answered with a 429 before anything was done"
    REFUSE = "answered with a 422"


class Hold(StrEnum):
    HALF = "half the request is read"
    ACCEPTED = "the request is dealt with, not answered"
    ASKED = "a look-up is asked, not answered"


@dataclass(frozen=True)
class Effect:
    """One thing that the public can see."""

    key: str
    attempt: int
    approval: str
    thread: str
    text: str
    request: int  # the number of the request that brought it


@dataclass
class _Room:
    manners: deque[Manner] = field(default_factory=deque)
    hold: Hold | None = None
    go: bool = True
    waiting: list[threading.Event] = field(default_factory=list)
    dealing: int = 0  # requests that are being dealt with and do not hold still
    posts: list[Effect] = field(default_factory=list)
    late: list[Effect] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    requests: int = 0


class Receiver:
    """The driver's side of it."""

    def __init__(self, url: str, pipe: Connection, events: Connection) -> None:
        self.url = url
        self.events = events  # (room, hold) when a request holds still
        self._pipe = pipe

    def open(self, room: str, manners: tuple[Manner, ...] = (), hold: Hold | None = None) -> None:
        self._ask("open", room, manners, hold)

    def hold(self, room: str, hold: Hold) -> None:
        """The next request that comes to this point holds still there."""
        self._ask("hold", room, hold)

    def let_go(self, room: str, *, go: bool) -> None:
        """Let what holds still go on, or break it off, as a network or a time-out would."""
        self._ask("let_go", room, go)

    def pass_by(self, room: str) -> None:
        """Time goes by: what was delayed arrives, what was hidden can be seen."""
        self._ask("pass_by", room)

    def posts(self, room: str) -> list[Effect]:
        found: list[Effect] = self._ask("posts", room)
        return found

    def requests(self, room: str) -> int:
        return int(self._ask("requests", room))

    def close(self, room: str) -> None:
        self._ask("close", room)

    def _ask(self, *words: Any) -> Any:
        self._pipe.send(words)
        return self._pipe.recv()


@contextlib.contextmanager
def counting_receiver() -> Iterator[Receiver]:
    forking = context()
    ours, theirs = forking.Pipe()
    hears, tells = forking.Pipe(duplex=False)
    process = forking.Process(target=_serve, args=(theirs, tells), daemon=True)
    process.start()
    try:
        yield Receiver(ours.recv(), ours, hears)
    finally:
        process.kill()
        process.join(10)
        for pipe in (ours, theirs, hears, tells):
            pipe.close()


def _serve(pipe: Connection, tells: Connection) -> None:
    outside = _Outside(tells)
    threading.Thread(target=outside.serve_forever, args=(0.01,), daemon=True).start()
    pipe.send(f"http://127.0.0.1:{outside.server_address[1]}")
    while True:
        try:
            words = pipe.recv()
        except EOFError:
            return
        with outside.lock:
            answer = _obey(outside.rooms, *words)
            if words[0] == "let_go":
                outside.until_dealt(words[1])
            pipe.send(answer)


class _Outside(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, tells: Connection) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.rooms: dict[str, _Room] = {}
        self.lock = threading.RLock()
        self.dealt = threading.Condition(self.lock)
        self._tells = tells

    def still(self, name: str, hold: Hold) -> bool:
        """Hold still if that is wanted; whether to go on."""
        with self.lock:
            room = self.rooms.get(name)
            if room is None or room.hold is not hold:
                return room is not None
            room.hold = None
            gate = threading.Event()
            room.waiting.append(gate)
            room.dealing -= 1
            self._tells.send((name, hold))
        return gate.wait(_PATIENCE) and room.go

    @contextlib.contextmanager
    def dealing(self, name: str) -> Iterator[None]:
        """While a request is dealt with: whoever lets it go waits for that."""
        with self.lock:
            room = self.rooms.get(name, _Room())
            room.dealing += 1
        try:
            yield
        finally:
            with self.lock:
                room.dealing -= 1
                self.dealt.notify_all()

    def until_dealt(self, name: str) -> None:
        """Nothing of this room is on its way between two steps any more. Called with the lock."""
        room = self.rooms.get(name)
        self.dealt.wait_for(lambda: room is None or room.dealing <= 0, _SOON)

    def act(self, name: str, said: dict[str, Any]) -> tuple[int, Effect]:
        """Deal with a request; the status to answer with, 0 for none, and what it would show."""
        with self.lock:
            room = self.rooms[name]
            room.requests += 1
            effect = Effect(
                *(said["key"], said["attempt"], said["approval"], said["thread"], said["text"]),
                room.requests,
            )
            manner = room.manners.popleft() if room.manners else Manner.GOOD
            if manner in _POSTS:
                room.posts.extend([effect] * (2 if manner is Manner.DUPLICATE else 1))
            if manner is Manner.DELAY:
                room.late.append(effect)
            if manner is Manner.HIDE:
                room.hidden.add(effect.key)
            return _ANSWERS[manner], effect

    def seen(self, name: str, key: str) -> Effect | None:
        """What a look-up by key finds."""
        with self.lock:
            room = self.rooms[name]
            found = [p for p in room.posts if p.key == key and key not in room.hidden]
            return found[0] if found else None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked was killed meanwhile."""


class _Handler(BaseHTTPRequestHandler):
    server: _Outside

    def do_POST(self) -> None:
        name = self.path.split("/")[1]
        with self.server.dealing(name):
            self._deal(name)

    def _deal(self, name: str) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length // 2)
        if not self.server.still(name, Hold.HALF):
            return
        body += self.rfile.read(length - length // 2)
        if len(body) < length:
            return
        status, effect = self.server.act(name, json.loads(body))
        if self.server.still(name, Hold.ACCEPTED) and status:
            self._answer(status, _told(effect))

    def do_GET(self) -> None:
        name, key = self.path.split("/")[1], self.path.rpartition("/")[2]
        with self.server.dealing(name):
            self._look(name, key)

    def _look(self, name: str, key: str) -> None:
        if not self.server.still(name, Hold.ASKED):
            return
        seen = self.server.seen(name, key)
        self._answer(200 if seen else 404, _told(seen) if seen else {"key": key})

    def _answer(self, status: int, data: dict[str, Any]) -> None:
        body = json.dumps(data).encode()
        with contextlib.suppress(OSError):  # whoever asked may be dead
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the standard library's name
        """Quiet."""


def _obey(rooms: dict[str, _Room], verb: str, name: str, *more: Any) -> Any:
    if verb == "open":
        rooms[name] = _Room(deque(more[0]), more[1])
        return None
    if verb == "close":
        _let_go(rooms.pop(name), go=False)
        return None
    room = rooms[name]
    match verb:
        case "hold":
            room.hold = more[0]
        case "let_go":
            _let_go(room, go=more[0])
        case "pass_by":
            room.posts.extend(room.late)
            room.late.clear()
            room.hidden.clear()
        case "posts":
            return list(room.posts)
        case "requests":
            return room.requests
    return None


def _let_go(room: _Room, *, go: bool) -> None:
    room.hold, room.go = None, go
    for gate in room.waiting:
        room.dealing += 1
        gate.set()
    room.waiting.clear()


def _told(effect: Effect) -> dict[str, Any]:
    return {
        "id": f"{effect.key}-{effect.attempt}",
        "url": f"https://counting.example/{effect.thread}",
        "text": effect.text,
    }


_POSTS = frozenset({Manner.GOOD, Manner.MUTE, Manner.DUPLICATE, Manner.HIDE, Manner.FAIL})
_ANSWERS = {
    **dict.fromkeys(Manner, 0),  # 0: the connection is closed without a word
    Manner.GOOD: 201,
    Manner.DUPLICATE: 201,
    Manner.FAIL: 500,
    Manner.BUSY: 429,
    Manner.REFUSE: 422,
}
