"""Each way in which a model can fail: the draft comes without it, and says so."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.faults.conftest import copied
from tests.services.a_process import Process, running, until
from tests.services.scripted_model import Act, ScriptedModel, reply, scripted_model

pytestmark = pytest.mark.xdist_group("faults-model")
GOOD = reply(
    ("Hi Kim,", "greeting", []),
    ("I am sorry that your parcel came late.", "apology", []),
    ("We refund the shipping fee of 4.90 EUR.", "policy", ["late-parcels#late-delivery"]),
    ("Juniper & Finch", "closing", []),
)

# In an order in which no four failures that are the provider's own follow each other: after those
# it would be left alone, and the next would never be asked.
FAULTS: dict[str, tuple[Act, str]] = {
    "401": (Act(status=401), "refused the key"),
    "429": (Act(status=429, headers=(("retry-after", "0.05"),)), "limiting our calls"),
    "500": (Act(status=500), "an error of its own"),
    "malformed JSON": (Act('{"sentences": [{"text": "We refund'), "not in the shape"),
    "slow drip": (Act(GOOD.text, pieces=400, drip=0.2), "timed out"),
    "silence": (Act(GOOD.text, pieces=3, drip=4), "timed out"),
    "a cut stream": (Act(GOOD.text, cut_after=2), "cut off"),
    "a broken event": (Act(GOOD.text, broken_event=True), "cut off"),
    "a tool call it was never given": (Act(GOOD.text, tool_call=True), "never given"),
    "no answer": (Act(""), "empty"),
    "words without shape": (Act("I would refund them everything."), "not in the shape"),
    "a promise no clause makes": (
        reply(("We refund 500 EUR.", "policy", ["late-parcels#late-delivery"])),
        "refused what the model wrote",
    ),
}


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedModel]:
    with scripted_model() as server:
        yield server


@pytest.fixture(scope="module")
def served(
    prepared: Process, model: ScriptedModel, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Process]:
    settings = {
        "MAKEGOOD_MODEL": "scripted",
        "MAKEGOOD_MODEL_BASE_URL": model.url,
        "MAKEGOOD_MODEL_API_KEY": "key-that-no-log-may-hold",
        "MAKEGOOD_MODEL_TIMEOUT": "1",
    }
    process = copied(prepared, tmp_path_factory.mktemp("model") / "shop", **settings)
    model.script(GOOD)
    with running(process):
        yield process
    assert settings["MAKEGOOD_MODEL_API_KEY"] not in process.said


def drafted(served: Process, thread: str) -> dict[str, object]:
    conversation = served.complain(thread)["id"]
    draft = served.reviewed(conversation)
    assert draft["state"] == "in_review", draft
    queue = served.get("/v1/queue?limit=100")["items"]
    assert conversation in [item["conversation"]["id"] for item in queue]
    return served.sheet(draft["id"])


def test_a_model_that_answers_writes_the_draft(served: Process, model: ScriptedModel) -> None:
    model.script(GOOD)
    sheet = drafted(served, "good")
    assert sheet["revision"]["attribution"]["author"] == "scripted"  # type: ignore[index]  # JSON
    assert model.requests
    assert "tools" not in model.requests[0]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_draft_comes_without_the_model_and_says_so(
    served: Process, model: ScriptedModel, fault: str
) -> None:
    act, words = FAULTS[fault]
    model.script(act)
    sheet = drafted(served, "model-" + fault.replace(" ", "-"))
    assert model.requests
    revision = sheet["revision"]
    assert revision["attribution"]["author"] == "composer"  # type: ignore[index]  # JSON
    assert "4.90" in revision["text"]  # type: ignore[index]  # JSON
    assert not sheet["blocked"]
    told = [f for f in sheet["findings"] if f["code"] == "written_without_model"]  # type: ignore[attr-defined]  # JSON
    assert words in told[0]["why"]


def test_a_stop_does_not_wait_for_a_model_that_drips(
    prepared: Process, model: ScriptedModel, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """With a draft under way, somebody watching it: stopped in seconds, and the draft not lost."""
    settings = {
        "MAKEGOOD_MODEL": "scripted",
        "MAKEGOOD_MODEL_BASE_URL": model.url,
        "MAKEGOOD_MODEL_API_KEY": "key",
        "MAKEGOOD_MODEL_TIMEOUT": "60",
    }
    process = copied(prepared, tmp_path_factory.mktemp("stop") / "shop", **settings)
    model.script(Act(GOOD.text, pieces=400, drip=0.5))
    with running(process):
        conversation = process.complain("stopped")["id"]
        until(lambda: bool(model.requests), 20)
        (draft,) = process.get(f"/v1/conversations/{conversation}")["drafts"]
        watching = threading.Thread(target=watch, args=(process, draft["id"]))
        watching.start()
        began = time.monotonic()
        assert process.stop(patience=60) == 0
        assert time.monotonic() - began < 20
        watching.join(10)
        model.script(GOOD)
        process.start()
        queue = process.get("/v1/queue")["items"]
        assert conversation in [item["conversation"]["id"] for item in queue]
        assert process.reviewed(conversation)["state"] == "in_review"


def watch(process: Process, draft: str) -> None:
    """Listen to the events of a draft until they end, however they end."""
    headers = {"Authorization": f"Bearer {process.token}"}
    url = f"{process.address}/v1/drafts/{draft}/events"
    try:
        with httpx.stream("GET", url, headers=headers, timeout=30) as events:
            for _ in events.iter_bytes():
                pass
    except httpx.HTTPError:
        return
