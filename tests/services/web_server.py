"""An application on a real socket of this machine, and clients that keep their connection."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    data: Any

    @property
    def code(self) -> str:
        """What kind of problem it is, empty for none."""
        return str(self.data.get("code", "")) if self.status >= 400 else ""


@dataclass
class Client:
    """One caller: `token` is a session's or a program's, empty for nobody."""

    port: int
    token: str = ""
    _line: http.client.HTTPConnection | None = field(default=None, repr=False)

    def ask(self, method: str, path: str, body: object = None, key: str = "") -> Answer:
        headers = {"Host": "127.0.0.1:8700"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        if body is not None:
            headers["Content-Type"] = "application/json"
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            self._line.connect()
            assert self._line.sock is not None
            self._line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        octets = None if body is None else json.dumps(body).encode()
        self._line.request(method, path, octets, headers)
        response = self._line.getresponse()
        said = response.read()
        return Answer(response.status, dict(response.headers), json.loads(said) if said else None)

    def close(self) -> None:
        if self._line is not None:
            self._line.close()


@contextmanager
def on_a_socket(app: FastAPI) -> Iterator[int]:
    """Serve it from a thread until the block ends; its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", timeout_keep_alive=600
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
