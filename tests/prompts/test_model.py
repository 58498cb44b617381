"""The door to a model, against a real server: what it answers, and each way it can fail."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from prompts.answers import ModelAnswer, ModelFailed, Why
from prompts.guards import Breaker, Budget, Prices
from prompts.model import Door, open_model
from prompts.openai_model import OpenAIModel, Way
from prompts.render import Prompt, load_templates
from tests.services.scripted_model import Act, ScriptedModel, reply, scripted_model

GOOD = reply(("Hi Ana,", "greeting", []), ("We refund the fee.", "policy", ["late#fee"]))
PROMPT = Prompt("You are kind.", "Write a reply.", "digest")
TEMPLATES = load_templates()


@pytest.fixture(name="server", scope="module")
def running_server() -> Iterator[ScriptedModel]:
    with scripted_model() as server:
        yield server


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def door(
    server: ScriptedModel,
    *,
    timeout: float = 2.0,
    deadline: float = 5.0,
    calls: int | None = None,
    usd: float | None = None,
    failures: int = 4,
    clock: Clock | None = None,
    way: Way | None = Way.SCHEMA,
) -> Door:
    clock = clock or Clock()
    caller = OpenAIModel(
        "scripted",
        base_url=server.url,
        api_key="key",
        timeout=timeout,
        max_tokens=500,
        way=way,
    )
    return Door(
        caller,
        TEMPLATES,
        budget=Budget(clock, calls=calls, usd=usd),
        breaker=Breaker(clock, failures=failures, rest=timedelta(seconds=60)),
        prices=Prices(2.0, 10.0),
        deadline=deadline,
    )


def ask(the_door: Door) -> tuple[ModelAnswer, list[str]]:
    async def run() -> tuple[ModelAnswer, list[str]]:
        seen: list[str] = []
        try:
            return await the_door.write(PROMPT, seen.append), seen
        finally:
            await the_door.close()

    return asyncio.run(run())


def failure(the_door: Door) -> ModelFailed:
    with pytest.raises(ModelFailed) as caught:
        ask(the_door)
    return caught.value


def test_an_answer_is_streamed_read_counted_and_priced(server: ScriptedModel) -> None:
    server.script(GOOD)
    answer, seen = ask(door(server))
    assert [s.text for s in answer.sentences] == ["Hi Ana,", "We refund the fee."]
    assert answer.sentences[1].clauses == ("late#fee",)
    assert (answer.usage.tokens_in, answer.usage.tokens_out) == (1000, 100)
    assert answer.usage.cost == pytest.approx(0.003)
    assert seen[-1].startswith("Hi Ana,")
    sent = server.requests[0]
    assert sent["messages"][0] == {"role": "system", "content": "You are kind."}
    assert sent["response_format"]["json_schema"]["strict"] is True
    assert "tools" not in sent


@pytest.mark.parametrize("status", [400, 422, 500])
def test_what_a_server_takes_is_found_out_once(server: ScriptedModel, status: int) -> None:
    no_schema = frozenset({"json_schema"})
    server.script(Act(GOOD.text, refuses=no_schema, refused_with=status))
    the_door = door(server, way=None)

    async def twice() -> None:
        await the_door.write(PROMPT, lambda _: None)
        await the_door.write(PROMPT, lambda _: None)
        await the_door.close()

    asyncio.run(twice())
    assert server.formats[-2:] == ["json_object", "json_object"]
    assert server.formats.count("json_schema") <= 2  # a 500 is tried once more by the client


def test_a_server_that_knows_no_json_mode_is_asked_plainly(server: ScriptedModel) -> None:
    nothing = frozenset({"json_schema", "json_object"})
    fenced = f"<think>hm</think>Here it is:\n```json\n{GOOD.text}\n```"
    server.script(Act(fenced, refuses=nothing))
    answer, _ = ask(door(server, way=None))
    assert len(answer.sentences) == 2
    assert answer.usage.tokens_in > 0  # estimated: nobody counted


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (Act(status=401), Why.REFUSED_KEY),
        (Act(status=403), Why.REFUSED_KEY),
        (Act(status=429, headers=(("retry-after", "0.05"),)), Why.RATE_LIMITED),
        (Act(status=503), Why.SERVER_ERROR),
        (Act(status=404), Why.REFUSED_REQUEST),
        (Act(GOOD.text, tool_call=True), Why.TOOL_CALL),
        (Act(GOOD.text, cut_after=2), Why.CUT),
        (Act(GOOD.text, finish="length"), Why.CUT),
        (Act("", finish="stop"), Why.EMPTY),
        (Act("<think>endless"), Why.EMPTY),
        (Act("x" * 30_000), Why.TOO_LONG),
        (Act("I would refund them everything."), Why.NONSENSE),
        (Act('{"sentences": [], "tool": "refund"}'), Why.NONSENSE),
        (Act(GOOD.text, broken_event=True), Why.CUT),
    ],
)
def test_each_fault_has_its_reason(server: ScriptedModel, act: Act, why: Why) -> None:
    server.script(act)
    assert failure(door(server)).reason is why


def test_a_limited_call_is_made_once_more_after_the_delay_asked_for(server: ScriptedModel) -> None:
    server.script(Act(status=429, headers=(("retry-after", "0.05"),)), GOOD)
    answer, _ = ask(door(server))
    assert answer.sentences
    assert len(server.requests) == 2


def test_a_slow_drip_ends_at_the_deadline(server: ScriptedModel) -> None:
    server.script(Act(GOOD.text, pieces=60, drip=0.05))
    assert failure(door(server, deadline=0.3)).reason is Why.TIMED_OUT


def test_a_silent_server_ends_at_the_timeout(server: ScriptedModel) -> None:
    server.script(Act(GOOD.text, pieces=2, drip=1.0))
    assert failure(door(server, timeout=0.2)).reason is Why.TIMED_OUT


def test_nobody_there() -> None:
    nobody = ScriptedModel(url="http://127.0.0.1:9/v1")
    assert failure(door(nobody)).reason is Why.UNREACHABLE


def test_an_unreadable_answer_is_repaired_once(server: ScriptedModel) -> None:
    server.script(Act('{"sentences": [{"text": "Hi"}]}'), GOOD)
    answer, _ = ask(door(server))
    assert len(answer.sentences) == 2
    assert answer.usage.tokens_in == 2000
    repair = server.requests[1]["messages"]
    assert repair[2]["role"] == "assistant"
    assert "sentences.0.part" in repair[3]["content"]


def test_an_extra_field_is_not_read_past(server: ScriptedModel) -> None:
    rows = json.loads(GOOD.text)
    rows["sentences"][0]["approved"] = True
    server.script(Act(json.dumps(rows)))
    assert failure(door(server)).reason is Why.NONSENSE
    assert len(server.requests) == 2


def test_after_failures_in_a_row_the_provider_is_left_alone(server: ScriptedModel) -> None:
    clock = Clock()
    the_door = door(server, failures=2, clock=clock)

    async def run() -> list[Why]:
        reasons = []
        for seconds in (0, 0, 0, 61, 0):
            clock.now += timedelta(seconds=seconds)
            try:
                await the_door.write(PROMPT, lambda _: None)
            except ModelFailed as failed:
                reasons.append(failed.reason)
        await the_door.close()
        return reasons

    server.script(Act(status=401))
    refused, resting = Why.REFUSED_KEY, Why.RESTING
    assert asyncio.run(run()) == [refused, refused, resting, refused, resting]
    assert len(server.requests) == 3


@pytest.mark.parametrize(("calls", "usd"), [(1, None), (None, 0.001)])
def test_the_days_budget_is_kept_and_renewed(
    server: ScriptedModel, calls: int | None, usd: float | None
) -> None:
    clock = Clock()
    the_door = door(server, calls=calls, usd=usd, clock=clock)
    server.script(GOOD)

    async def run() -> Why:
        await the_door.write(PROMPT, lambda _: None)
        with pytest.raises(ModelFailed) as caught:
            await the_door.write(PROMPT, lambda _: None)
        clock.now += timedelta(days=1)
        await the_door.write(PROMPT, lambda _: None)
        await the_door.close()
        return caught.value.reason

    assert asyncio.run(run()) is Why.OVER_BUDGET


def test_a_failure_tells_neither_key_nor_text(server: ScriptedModel) -> None:
    server.script(Act(status=401))
    assert "key-of-a-customer" not in str(failure(door(server)))


def test_no_model_is_no_door() -> None:
    assert open_model("none", templates=TEMPLATES, clock=Clock()) is None
    assert open_model("", templates=TEMPLATES, clock=Clock()) is None


def test_a_name_with_a_colon_is_still_a_name(server: ScriptedModel) -> None:
    opened = open_model("llama3:8b", templates=TEMPLATES, clock=Clock(), base_url=server.url)
    assert opened is not None
    server.script(GOOD)
    answer, _ = ask(opened)
    assert answer.model == "llama3:8b"


def test_any_other_provider_goes_through_langchain(server: ScriptedModel) -> None:
    opened = open_model(
        "openai:scripted",
        templates=TEMPLATES,
        clock=Clock(),
        base_url=server.url,
        api_key="key",
        timeout=2.0,
    )
    assert opened is not None
    faults = {
        Why.REFUSED_KEY: Act(status=401),
        Why.RATE_LIMITED: Act(status=429, headers=(("retry-after", "0.05"),)),
        Why.REFUSED_REQUEST: Act(status=400),
        Why.TOOL_CALL: Act(GOOD.text, tool_call=True),
        Why.CUT: Act(GOOD.text, finish="length"),
        Why.NONSENSE: Act("no json at all"),
    }

    # One loop for all of it, as in a process: LangChain keeps its client for the process.
    async def run() -> None:
        server.script(GOOD)
        seen: list[str] = []
        answer = await opened.write(PROMPT, seen.append)
        assert answer.model == "openai:scripted"
        assert len(answer.sentences) == 2
        assert answer.usage.tokens_out > 0  # estimated: LangChain asks for no counts here
        assert seen
        assert "tools" not in server.requests[0]
        for why, act in faults.items():
            server.script(act)
            with pytest.raises(ModelFailed) as caught:
                await opened.write(PROMPT, lambda _: None)
            assert caught.value.reason is why
        await opened.close()

    asyncio.run(run())
