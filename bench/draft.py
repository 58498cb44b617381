"""How long a draft without a model takes: in process, and over HTTP from the message to the review.

python -m bench.draft            # target: p95 at most 150 ms
"""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import yaml

from api import standalone, wiring
from api.settings import Settings
from api.standalone import Asked
from desk.facts import Fact, FactSource
from policies.values import parse_value
from tests.services.a_process import a_shop, running

_ROUNDS = 4
_LOOK = 0.02  # seconds between two looks at whether the draft is there; part of the figure


def main() -> None:
    with as_file(files("policies") / "sample" / "inbox.yaml") as path:
        letters: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as place:
        _in_process(letters, Path(place))
    with tempfile.TemporaryDirectory() as place:
        _over_http(letters, Path(place) / "shop")


def _in_process(letters: list[dict[str, Any]], folder: Path) -> None:
    settings = replace(Settings(), data_dir=folder)
    studio = wiring.studio(settings)
    cold: list[float] = []
    warm: list[float] = []
    began = 0.0
    for turn in range(_ROUNDS):
        for letter in letters:
            drafted = standalone.draft(studio, _asked(letter))
            (warm if turn else cold).append(drafted.seconds)
        if not turn:
            began = time.process_time()
    busy = (time.process_time() - began) / len(warm)
    _say("in process, each message for the first time", cold)
    _say("in process, messages known", warm)
    print(f"in process, messages known: {1000 * busy:.1f} ms of processor a draft")


def _over_http(letters: list[dict[str, Any]], folder: Path) -> None:
    times: list[float] = []
    with running(a_shop(folder)) as shop:
        shop.reviewed(shop.complain("warm-up")["id"])
        for letter in letters:
            body = {
                "channel": "sample",
                "thread": letter["id"],
                "text": letter["text"],
                "customer": {"name": letter["author"]},
                "public": letter["public"],
                "facts": {n: v if isinstance(v, bool) else str(v) for n, v in _facts(letter)},
                "scope": letter.get("scope", {}),
            }
            began = time.perf_counter()
            conversation = shop.post("/v1/conversations", body, key=letter["id"])["id"]
            while True:
                (draft,) = shop.get(f"/v1/conversations/{conversation}")["drafts"]
                if draft["state"] != "requested":
                    break
                time.sleep(_LOOK)
            times.append(time.perf_counter() - began)
    _say("over HTTP, from the message to the review", times)


def _asked(letter: dict[str, Any]) -> Asked:
    return Asked(
        text=letter["text"],
        channel="sample",
        customer=letter["author"],
        public=letter["public"],
        facts=tuple(
            Fact(n, v if isinstance(v, bool) else parse_value(str(v)), FactSource.LOOKUP)
            for n, v in _facts(letter)
        ),
        scope=letter.get("scope", {}),
    )


def _facts(letter: dict[str, Any]) -> list[tuple[str, Any]]:
    return list(letter.get("facts", {}).items())


def _say(name: str, seconds: list[float]) -> None:
    cuts = statistics.quantiles(seconds, n=20)
    p50, p95, longest = (1000 * each for each in (cuts[9], cuts[18], max(seconds)))
    print(
        f"{name}: {len(seconds)} drafts, "
        f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, longest {longest:.0f} ms"
    )


if __name__ == "__main__":
    main()
