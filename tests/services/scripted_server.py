"""A TCP server on loopback that speaks by a script, to misbehave exactly where a test wants it."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


class Gone(Exception):
    """The other side has hung up."""


@dataclass
class Line:
    """One connection, as a script sees it."""

    connection: socket.socket
    over: threading.Event
    _buffer: bytes = b""

    def say(self, octets: bytes) -> None:
        self.connection.sendall(octets)

    def hear(self, until: bytes = b"\r\n") -> bytes:
        """Read up to and with `until`."""
        while until not in self._buffer:
            octets = self.connection.recv(65_536)
            if not octets:
                raise Gone
            self._buffer += octets
        heard, _, self._buffer = self._buffer.partition(until)
        return heard + until

    def hear_exactly(self, count: int) -> bytes:
        while len(self._buffer) < count:
            octets = self.connection.recv(65_536)
            if not octets:
                raise Gone
            self._buffer += octets
        heard, self._buffer = self._buffer[:count], self._buffer[count:]
        return heard

    def hang(self) -> None:
        """Say nothing more until the test is over."""
        self.over.wait(30)

    def drip(self, octets: bytes, pause: float = 0.05) -> None:
        for octet in octets:
            if self.over.wait(pause):
                return
            self.say(bytes([octet]))

    def reset(self) -> None:
        """Hang up with a TCP reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


@dataclass
class ScriptedServer:
    """`heard` is whatever scripts chose to note down."""

    port: int
    heard: list[bytes] = field(default_factory=list)
    connections: int = 0


@contextlib.contextmanager
def scripted(script: Callable[[Line, ScriptedServer], None]) -> Iterator[ScriptedServer]:
    """Serve every connection by `script`, until the block ends."""
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    server = ScriptedServer(listener.getsockname()[1])
    threads: list[threading.Thread] = []

    def serve(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError, Gone):
            script(Line(connection, over), server)

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            server.connections += 1
            thread = threading.Thread(target=serve, args=(connection,), daemon=True)
            threads.append(thread)
            thread.start()

    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield server
    finally:
        over.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        acceptor.join(5)
        for thread in threads:
            thread.join(5)


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
