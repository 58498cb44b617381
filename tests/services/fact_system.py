"""A real HTTP server that knows facts of cases, as a company's own system would; or misbehaves."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from channels import signature


@dataclass
class FactServer:
    """`facts` and `scope` are what it knows. `spoil` may change the answer, before it is signed
    (a dict) or after (bytes and headers).
    """

    url: str = ""
    secret: str = "facts-secret"
    facts: dict[str, Any] = field(default_factory=dict)
    scope: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    wait: float = 0.0
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    before: Callable[[dict[str, Any]], Any] = lambda answer: answer
    after: Callable[[bytes, str], tuple[bytes, str]] = lambda body, header: (body, header)
    asked: list[dict[str, Any]] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    leaving: threading.Event = field(default_factory=threading.Event)


@contextlib.contextmanager
def fact_server() -> Iterator[FactServer]:
    known = FactServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            known.asked.append(json.loads(raw))
            known.signed.append(self.headers[signature.HEADER])
            signature.verify([known.secret], known.signed[-1], raw, known.now())
            known.leaving.wait(known.wait)
            answer = {
                "request": known.asked[-1]["request"],
                "source": "orders",
                "facts": known.facts,
                "scope": known.scope,
            }
            body = json.dumps(known.before(answer)).encode()
            body, header = known.after(body, signature.sign(known.secret, body, known.now()))
            self.send_response(known.status)
            self.send_header("Content-Length", str(len(body)))
            self.send_header(signature.HEADER, header)
            if known.status in {301, 302, 307}:
                self.send_header("Location", f"{known.url}/elsewhere")
            self.end_headers()
            with contextlib.suppress(OSError):  # the other side may have given up
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the standard library's name
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    known.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield known
    finally:
        known.leaving.set()
        server.shutdown()
        thread.join()
        server.server_close()
