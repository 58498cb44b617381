"""A real HTTP server that receives what the webhook channel sends, and answers look-ups."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """`posts` by key; `requests` as (method, path, headers, body); `status` overrides a POST."""

    url: str = ""
    posts: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def look_up_url(self) -> str:
        return f"{self.url}/posts"


@contextlib.contextmanager
def webhook_receiver() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.requests.append(("POST", self.path, dict(self.headers), body))
            if receiver.status:
                self._answer(receiver.status, {}, receiver.headers)
                return
            said = json.loads(body)
            key = self.headers["Idempotency-Key"]
            post = receiver.posts.setdefault(
                key,
                {
                    "id": f"post-{len(receiver.posts)}",
                    "url": f"https://desk.example/{said['thread']}",
                    "text": said["text"],
                },
            )
            self._answer(201, post)

        def do_GET(self) -> None:
            receiver.requests.append(("GET", self.path, dict(self.headers), b""))
            key = self.path.rpartition("/")[2]
            if key in receiver.posts:
                self._answer(200, receiver.posts[key])
            else:
                self._answer(404, {"key": key})

        def _answer(
            self, status: int, data: dict[str, Any], headers: dict[str, str] | None = None
        ) -> None:
            body = json.dumps(data).encode()
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the standard library's name
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
