"""Policy files change while the server runs: what is broken is told, what was good stays in use."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.services.a_process import Process, a_shop, running, until

pytestmark = pytest.mark.xdist_group("faults-policies")
PATIENCE = 15  # seconds; it takes less than one, on a machine that does nothing else
LATE = "late-parcels.md"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    process = a_shop(tmp_path_factory.mktemp("changing") / "shop")
    shutil.copytree(process.policies, process.folder / "good")
    with running(process):
        yield process


@pytest.fixture
def late(served: Process) -> Iterator[Path]:
    """The policy that the complaint rests on; every file is good again afterwards."""
    whole = served.get("/v1/health")["clauses"]
    yield served.policies / LATE
    shutil.rmtree(served.policies, ignore_errors=True)
    shutil.copytree(served.folder / "good", served.policies)

    def mended() -> bool:
        health = served.get("/v1/health")
        return (health["faults"], health["clauses"]) == (0, whole)

    until(mended, PATIENCE)


def faulty(served: Process) -> None:
    until(lambda: served.get("/v1/health")["faults"] > 0, PATIENCE)


def answered(served: Process, thread: str) -> dict[str, object]:
    """The draft for one more complaint, which still rests on the clause."""
    draft = served.reviewed(served.complain(thread)["id"])
    assert draft["kind"] == "reply", draft
    assert "4.90" in served.sheet(draft["id"])["revision"]["text"]
    return draft


BROKEN: dict[str, Callable[[str], str]] = {
    "no-front-matter": lambda good: good.replace("in_force: 2026-01-01", "in_force: [", 1),
    "half-a-licence": lambda good: good[: good.index("up to 15 EUR, within 5 working days, when")],
    "half-a-header": lambda good: good[:30],
    "nothing-yet": lambda _good: "",
    "nul": lambda good: good.replace("we refund", "we\x00refund", 1),
    "two-of-a-name": lambda good: good + good[good.index("## Late delivery") :],
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_told_and_the_last_good_one_stays(
    served: Process, late: Path, kind: str
) -> None:
    clauses = served.get("/v1/health")["clauses"]
    late.write_text(BROKEN[kind](late.read_text("utf-8")), "utf-8")
    faulty(served)
    assert f"policies: {LATE}:" in served.said
    assert served.get("/v1/health")["clauses"] == clauses
    answered(served, f"broken-{kind}")


def test_two_files_that_contradict_each_other(served: Process, late: Path) -> None:
    text = late.read_text("utf-8").replace("up to 15 EUR", "up to 1500 EUR")
    (served.policies / "also-late.md").write_text(text, "utf-8")
    faulty(served)
    assert "both are in force at once" in served.said
    clause = served.get("/v1/clauses/late-parcels/late-delivery")
    assert "up to 15 EUR" in clause["text"]
    answered(served, "contradictory")


def test_the_folder_goes_away_and_comes_back(served: Process, late: Path) -> None:
    away = served.folder / "away"
    late.parent.rename(away)
    faulty(served)
    answered(served, "folder-away")
    text = (away / LATE).read_text("utf-8").replace("up to 15 EUR", "up to 16 EUR")
    (away / LATE).write_text(text, "utf-8")
    away.rename(late.parent)
    clause = "/v1/clauses/late-parcels/late-delivery"
    until(lambda: "up to 16 EUR" in served.get(clause)["text"], PATIENCE)


def test_a_changed_clause_locks_and_redrafts_what_rests_on_it(served: Process, late: Path) -> None:
    draft = answered(served, "changing")
    sheet = served.sheet(str(draft["id"]))
    text = late.read_text("utf-8").replace("up to 15 EUR", "up to 4 EUR")
    late.write_text(text, "utf-8")
    clause = "/v1/clauses/late-parcels/late-delivery"
    until(lambda: "up to 4 EUR" in served.get(clause)["text"], PATIENCE)

    approvals = f"/v1/drafts/{draft['id']}/approvals"
    refused = served.ask("POST", approvals, {"digest": sheet["digest"]})
    assert refused.status_code == 409, refused.text
    assert refused.json()["next"]

    def again() -> bool:
        newest = served.reviewed(str(draft["conversation"]))
        return "4.90" not in served.sheet(newest["id"])["revision"]["text"]

    until(again, PATIENCE)
