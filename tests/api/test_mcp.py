"""The MCP server as an agent meets it: the official client, real stdio, a real Makegood."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

import httpx
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, TextContent

from api.mcp.answers import Found
from tests.services.a_process import Process, a_shop, running
from tests.services.a_server import PROGRAM, environment, free_port

SCOPES = ["search", "drafts:read", "drafts:request", "conversations:write"]
_T = TypeVar("_T")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    with running(a_shop(tmp_path_factory.mktemp("mcp"))) as process:
        yield process


@pytest.fixture(scope="module")
def key(shop: Process) -> str:
    body = {"name": "agent", "scopes": SCOPES}
    return str(shop.post("/v1/keys", body, key="agent")["key"])


def talk(server: str, key: str, what: Callable[[Client], Awaitable[_T]]) -> _T:
    """One conversation with a `makegood mcp` of its own."""
    started = StdioServerParameters(
        command=str(PROGRAM),
        args=["mcp"],
        env={"MAKEGOOD_MCP_KEY": key, "MAKEGOOD_MCP_SERVER": server},
    )

    async def run() -> _T:
        async with Client(started) as client:
            return await what(client)

    return asyncio.run(run())


def call(server: str, key: str, tool: str, **arguments: object) -> CallToolResult:
    result = talk(server, key, lambda client: client.call_tool(tool, dict(arguments)))
    assert isinstance(result, CallToolResult)
    return result


def words(result: CallToolResult) -> str:
    return "".join(block.text for block in result.content if isinstance(block, TextContent))


def data(result: CallToolResult) -> dict[str, object]:
    assert not result.is_error, words(result)
    assert isinstance(result.structured_content, dict)
    return result.structured_content


def test_the_tools_are_these_and_none_approves_or_posts(shop: Process, key: str) -> None:
    tools = talk(shop.address, key, lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == {
        "search_policy",
        "read_clause",
        "request_draft",
        "draft_state",
    }
    for tool in tools:
        assert tool.description
        assert tool.output_schema
        assert all("description" in p or "enum" in p or "default" in p
                   for p in tool.input_schema["properties"].values())  # fmt: skip
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is (tool.name != "request_draft")
    for verb in ("approve", "post", "send", "release", "publish", "reject", "edit"):
        assert not any(verb in tool.name for tool in tools)


def test_an_agent_searches_reads_and_has_a_draft_made(shop: Process, key: str) -> None:
    found = call(shop.address, key, "search_policy", question="my parcel is ten days late")
    hits = data(found)["clauses"]
    assert isinstance(hits, list)
    clause = hits[0]
    assert clause["id"].startswith("late-parcels#")
    assert clause["id"] in words(found)
    assert data(found)["sureness"] in {"sure", "likely"}
    assert str(data(found)["says"]) in words(found)
    read = call(shop.address, key, "read_clause", clause=clause["id"])
    assert data(read)["text"] == clause["text"]
    drafted = call(
        shop.address,
        key,
        "request_draft",
        message="My parcel came ten days late, I want my money back.",
        channel="sample",
        customer_name="Kim Example",
        claims={"delay": "8 working days"},
        scope={"region": "EU"},
        wait_seconds=30,
    )
    seen = data(drafted)
    assert seen["state"] == "in_review"
    assert seen["text"]
    assert "Kim" in str(seen["text"])
    assert "A person reviews it at" in words(drafted)
    again = data(call(shop.address, key, "draft_state", draft_id=seen["draft"]))
    assert again["text"] == seen["text"]
    other = data(
        call(
            shop.address,
            key,
            "request_draft",
            conversation_id=seen["conversation"],
            instruction="shorter",
            wait_seconds=30,
        )
    )
    assert other["draft"] != seen["draft"]
    superseded = data(call(shop.address, key, "draft_state", draft_id=seen["draft"]))
    assert superseded["state"] == "superseded"


def test_where_policy_is_silent_it_says_so(shop: Process, key: str) -> None:
    found = call(shop.address, key, "search_policy", question="who won the football match in 1974")
    assert data(found)["silent"] is True
    assert data(found)["sureness"] == "silent"
    assert "Promise nothing" in words(found)


def test_a_dimension_that_no_clause_knows_is_refused(shop: Process, key: str) -> None:
    asked = call(shop.address, key, "search_policy", question="late", scope={"regoin": "EU"})
    assert asked.is_error
    assert "Did you mean region?" in words(asked)


def test_a_model_is_told_of_conflicts_of_scope_and_of_what_is_not_indexed_yet() -> None:
    clause = {
        "id": "fees#eu", "title": "Fees", "text": "We refund the fee.", "version": "1",
        "in_force": None, "until": None, "scope": {"region": ["EU", "UK"]}, "audience": "internal",
        "licences": None,
    }  # fmt: skip
    said = {
        "silent": False, "sureness": "sure", "says": "Answered.", "confidence": 0.9, "stale": True,
        "conflicts": ["fees#eu says all and fees#uk half"], "hits": [{"clause": clause}],
    }  # fmt: skip
    found = Found.of(said)
    assert "promise neither and ask a person: fees#eu says all and fees#uk half" in found.words
    assert "search again in a moment" in found.words
    assert "[only where region is EU or UK] [internal: never quote it]" in found.words
    assert found.conflicts == said["conflicts"]


def test_the_agents_key_opens_nothing_that_decides(shop: Process, key: str) -> None:
    """Every operation of the API, asked with the key: none of those that decide lets it in."""
    spec = httpx.get(f"{shop.address}/v1/openapi.json", timeout=30).json()
    deciding = [
        (method.upper(), path)
        for path, methods in spec["paths"].items()
        for method in methods
        if method.upper() != "GET"
        and any(
            part in path
            for part in (
                "approv",
                "reject",
                "posting",
                "revisions",
                "hold",
                "release",
                "keys",
                "people",
            )
        )
    ]
    assert any("approvals" in path for _, path in deciding)
    for method, path in deciding:
        url = shop.address + path.replace("{", "").replace("}", "")
        answer = httpx.request(
            method, url, headers={"Authorization": f"Bearer {key}"}, json={}, timeout=30
        )
        assert answer.status_code in {401, 403}, (method, path, answer.text)


def test_errors_say_what_to_do(shop: Process, key: str) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    down = call(nobody, key, "search_policy", question="late")
    assert down.is_error
    assert "makegood serve" in words(down)
    wrong = call(shop.address, "mk_wrong", "search_policy", question="late")
    assert wrong.is_error
    assert "MAKEGOOD_MCP_KEY opens nothing" in words(wrong)
    narrow = str(shop.post("/v1/keys", {"name": "n", "scopes": ["check"]}, key="n")["key"])
    scope = call(shop.address, narrow, "search_policy", question="late")
    assert "needs the scope search" in words(scope)
    wrong_calls: list[tuple[str, dict[str, object], str]] = [
        ("read_clause", {"clause": "nothing#here"}, "not in force"),
        ("read_clause", {"clause": "nothing"}, "ids look like"),
        ("read_clause", {"clause": "../../people#x"}, "no clause's id"),
        ("draft_state", {"draft_id": "drf_none"}, ""),
        ("request_draft", {}, "Give either"),
        ("request_draft", {"message": "Hello"}, "which channel"),
        ("request_draft", {"message": "Hello", "channel": "pigeon"}, "pigeon"),
    ]

    async def all_of_them(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(tool, given) for tool, given, _ in wrong_calls]

    results = talk(shop.address, key, all_of_them)
    for (tool, given, why), result in zip(wrong_calls, results, strict=True):
        assert result.is_error, (tool, given, words(result))
        assert why in words(result)


@pytest.mark.parametrize("key_given", ["", "ses_of_a_person"])
def test_without_a_programs_key_it_does_not_start(key_given: str) -> None:
    ended = subprocess.run(
        [str(PROGRAM), "mcp"],
        env=environment(MAKEGOOD_MCP_KEY=key_given),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    assert ended.returncode == 2
    assert "makegood key add agent" in ended.stderr
    assert not ended.stdout


def test_it_ends_when_its_agent_does(shop: Process, key: str) -> None:
    given = environment(MAKEGOOD_MCP_KEY=key, MAKEGOOD_MCP_SERVER=shop.address)
    with subprocess.Popen(
        [str(PROGRAM), "mcp"], env=given, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as started:
        assert started.stdin is not None
        started.stdin.close()
        assert started.wait(timeout=60) == 0
