"""An OpenAI-compatible server in this process: real HTTP on loopback, answers and faults by script.

    with scripted_model() as server:
        server.script(answer(...), fault(429, retry_after=0.05), ...)

Each request takes the next act of the script; the last one stays. Requests are kept for looking at.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Act:
    """What one request gets.

    `text` is streamed in `pieces`; `drip` seconds lie between them; `cut_after` pieces the socket
    is closed; `status` other than 200 is an error; `refuses` are response formats answered with
    `refused_with`.
    """

    text: str = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    pieces: int = 6
    drip: float = 0.0
    cut_after: int | None = None
    finish: str = "stop"
    tool_call: bool = False
    usage: bool = True
    broken_event: bool = False
    refuses: frozenset[str] = frozenset()
    refused_with: int = 400


def reply(*sentences: tuple[str, str, list[str]], **more: Any) -> Act:
    """A well-formed answer of (text, part, clause ids)."""
    rows = [{"text": t, "part": p, "clauses": c} for t, p, c in sentences]
    return Act(json.dumps({"sentences": rows}), **more)


@dataclass
class ScriptedModel:
    """The server: its address, its script, and what it was asked."""

    url: str = ""
    acts: list[Act] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def script(self, *acts: Act) -> None:
        """Set what the next requests get; the last act is repeated."""
        with self._lock:
            self.acts = list(acts)
            self.requests.clear()

    def _next(self, body: dict[str, Any]) -> Act:
        with self._lock:
            self.requests.append(body)
            return self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]

    @property
    def formats(self) -> list[str]:
        """The response format of each request, "plain" where none was asked for."""
        return [r.get("response_format", {}).get("type", "plain") for r in self.requests]


@contextmanager
def scripted_model() -> Iterator[ScriptedModel]:
    """A server on a free port of 127.0.0.1, gone when the block ends."""
    model = ScriptedModel(acts=[Act("")])
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"model": model}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    model: ScriptedModel

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        act = self.model._next(body)
        asked = body.get("response_format", {}).get("type", "plain")
        if asked in act.refuses:
            self._fail(act.refused_with, f"response_format {asked} is not supported", ())
        elif act.status != 200:
            self._fail(act.status, "scripted", act.headers)
        else:
            try:
                self._stream(act, body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client has gone; that is its right

    def _fail(self, status: int, message: str, headers: tuple[tuple[str, str], ...]) -> None:
        data = json.dumps({"error": {"message": message, "type": "scripted"}}).encode()
        self.send_response(status)
        for name, value in (*headers, ("content-type", "application/json")):
            self.send_header(name, value)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, act: Act, body: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        self.close_connection = True
        if act.tool_call:
            self._call_tool()
        else:
            self._tell(act, body)

    def _call_tool(self) -> None:
        call = {"index": 0, "id": "c1", "type": "function"}
        function = {"name": "issue_refund", "arguments": '{"amount": 500}'}
        self._event({"delta": {"tool_calls": [{**call, "function": function}]}})
        self._event({"delta": {}, "finish_reason": "tool_calls"})
        self._data("[DONE]")

    def _tell(self, act: Act, body: dict[str, Any]) -> None:
        size = max(1, -(-len(act.text) // act.pieces))
        for number, start in enumerate(range(0, len(act.text), size)):
            if act.cut_after is not None and number >= act.cut_after:
                return
            if act.broken_event and number == 1:
                self._data('{"choices": [{"delta":')
            self._event({"delta": {"content": act.text[start : start + size]}})
            time.sleep(act.drip)
        self._event({"delta": {}, "finish_reason": act.finish})
        if act.usage and body.get("stream_options", {}).get("include_usage"):
            usage = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
            self._data(json.dumps({**_HEAD, "choices": [], "usage": usage}))
        self._data("[DONE]")

    def _event(self, choice: dict[str, Any]) -> None:
        whole = {"index": 0, "finish_reason": None, **choice}
        self._data(json.dumps({**_HEAD, "choices": [whole]}))

    def _data(self, data: str) -> None:
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Nothing: tests look at what was asked, not at logs."""


_HEAD = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "scripted"}
