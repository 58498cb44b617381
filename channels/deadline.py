"""A deadline over a whole conversation with a server, however slowly it drips.

A socket's own time-out starts anew with every byte. A posting must end by its send deadline, or
its quarantine would begin too early; so at the deadline the connection is shut from outside.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from datetime import timedelta
from types import TracebackType
from typing import Self


class Deadline:
    """Shuts the watched socket when the time is out; whoever reads from it then sees its end."""

    def __init__(self, after: timedelta) -> None:
        """`after` counts from entering the block."""
        self._timer = threading.Timer(after.total_seconds(), self._strike)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._struck = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._socket = None

    def watch(self, connection: socket.socket) -> None:
        """Shut this socket at the deadline, or now where that has passed."""
        with self._lock:
            self._socket = connection
            if self._struck:
                _shut(connection)

    def _strike(self) -> None:
        with self._lock:
            self._struck = True
            if self._socket is not None:
                _shut(self._socket)


def _shut(connection: socket.socket) -> None:
    # The plain socket's shutdown: the TLS one would take the session from under the reader.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
