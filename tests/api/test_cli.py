"""The command line over real policies, a real index and real records."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from api.cli import commands, main
from tests.services.scripted_model import Act, ScriptedModel, scripted_model

REFUNDS = """---
policy: refunds
title: Refunds
---
## Late delivery {#late-delivery}
If your parcel arrives more than 5 working days late, we refund the shipping fee, up to 15 EUR.

licenses:
- refund of the shipping fee, up to 15 EUR, when: delay > 5 working days

## Gift wrapping {#gift-wrapping}
We wrap presents in green paper. Choose it at the checkout.
"""
CASES = """policy: refunds
questions:
  - ask: my parcel came late, do I get the shipping fee back?
    clause: late-delivery
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder and a policies folder, shared so that the index is made once."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "policies").mkdir()
    (folder / "policies" / "refunds.md").write_text(REFUNDS)
    (folder / "policies" / "refunds.cases.yaml").write_text(CASES)
    return folder


@pytest.fixture
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This process works in `home`, with its settings."""
    for name in [name for name in os.environ if name.startswith("MAKEGOOD_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MAKEGOOD_DATA_DIR", str(home / "data"))
    monkeypatch.setenv("MAKEGOOD_POLICIES_DIR", str(home / "policies"))
    return home


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and errors of one command."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_a_draft_in_one_command(at_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del at_home
    message = "My parcel came late. Do I get the shipping fee back?"
    asked = ("draft", message, "--facts", "delay=10 working days", "--customer", "Kim Example")
    code, out, _ = run(capsys, *asked, "--json")
    drafted = json.loads(out)
    assert drafted["outcome"] in {"proposal", "abstention"}
    assert drafted["text"]
    assert code == int(drafted["blocked"])
    _, shown, _ = run(capsys, *asked)
    assert "Kim" in shown
    assert "refunds#late-delivery" in shown


def test_drafts_from_json_lines(
    at_home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    del at_home
    lines = [
        {"id": "a", "text": "My parcel came late."},
        {"id": "b", "text": "Wow, lovely paper!", "customer": "Kim", "facts": {"order": "A-1"}},
        {"id": "c", "text": "\x1b[31m\u202eodd\x00", "channel": "in_page"},
    ]
    file = tmp_path / "messages.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    _, out, _ = run(capsys, "draft", "--file", str(file), "--json")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "b", "c"]
    _, out, _ = run(capsys, "draft", "--file", str(file))
    assert "\x1b" not in out
    assert "\u202e" not in out
    file.write_text("not json\n")
    code, _, err = run(capsys, "draft", "--file", str(file))
    assert (code, "Line 1" in err) == (2, True)


def test_search_and_check(at_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del at_home
    _, out, _ = run(capsys, "search", "late parcel shipping fee", "--json")
    found = json.loads(out)
    assert found["hits"][0]["clause"] == "refunds#late-delivery"
    assert found["silent"] is False
    assert found["sureness"] == ("sure" if found["sure"] else "likely")
    text = "We will refund the shipping fee of 4.90 EUR."
    facts = ("-f", "delay=10 working days", "-f", "shipping_fee=4.90 EUR")
    code, out, _ = run(capsys, "check", text, *facts, "--json")
    checked = json.loads(out)
    assert (code, checked["blocked"]) == (0, False), checked["findings"]
    assert checked["commitments"][0]["licensed_by"]["clause"] == "refunds#late-delivery"
    code, out, _ = run(capsys, "check", "We will refund 400 EUR.", *facts)
    assert code == 1
    assert "block" in out


GERMAN = "Mein Paket kam zu spät, bekomme ich die Versandkosten zurück?"
ENGLISH = "My parcel came late, do I get the shipping fee back?"


@pytest.fixture
def model(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedModel]:
    """A model that is set, and that says every question in English."""
    del at_home
    with scripted_model() as server:
        server.script(Act(json.dumps({"lines": [ENGLISH]})))
        monkeypatch.setenv("MAKEGOOD_MODEL", "scripted")
        monkeypatch.setenv("MAKEGOOD_MODEL_BASE_URL", server.url)
        yield server


def test_a_model_helps_the_search_only_where_that_is_set(
    model: ScriptedModel, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, out, _ = run(capsys, "search", GERMAN, "--json")
    assert json.loads(out)["help"] == []
    assert model.requests == []
    monkeypatch.setenv("MAKEGOOD_SEARCH_REWRITE", "on")
    code, out, _ = run(capsys, "search", GERMAN, "--json")
    found = json.loads(out)
    assert (code, found["sureness"]) == (0, "likely")
    assert found["hits"][0]["clause"] == "refunds#late-delivery"
    assert found["help"] == [f"Also searched: “{ENGLISH}”."]
    _, out, _ = run(capsys, "search", GERMAN)
    assert "Also searched" in out
    assert "likely: A clause here may answer this" in " ".join(out.split())


def test_help_without_a_model_is_refused(
    at_home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del at_home
    monkeypatch.setenv("MAKEGOOD_SEARCH_RERANK", "on")
    code, _, err = run(capsys, "search", "late")
    assert code != 0
    assert "MAKEGOOD_SEARCH_RERANK needs a model" in " ".join(err.split())


def test_a_model_is_measured_on_questions_of_yours(
    model: ScriptedModel, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    corpus = {"passage_id": "fees", "title": "Late", "text": "We refund the fee of late parcels."}
    other = {"passage_id": "wrap", "title": "Gifts", "text": "We wrap presents in green paper."}
    query = {"query_id": "1", "query": GERMAN, "relevant_passage_ids": ["fees"]}
    for name, rows in (("corpus", (corpus, other)), ("queries", (query,))):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, "utf-8")
    _, out, _ = run(capsys, "eval", "retrieval", str(tmp_path), "--json")
    assert json.loads(out)["taken"]["helped"] == 0
    assert model.requests == []
    command = ("eval", "retrieval", str(tmp_path), "--model", "scripted")
    _, out, _ = run(capsys, *command, "--by", "rewrite", "--json")
    taken = json.loads(out)["taken"]
    assert (taken["helped"], taken["failed"], taken["tokens"]) == (1, 0, 1100)
    assert len(model.requests) == 1, "what was rewritten is kept for the book without its answer"
    _, out, _ = run(capsys, *command)
    assert "a model helped with 1" in out


def test_a_policies_folder_is_tested_and_shown(
    at_home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, _ = run(capsys, "policies", "check", "--json")
    report = json.loads(out)
    assert (code, report["good"], report["cases"]) == (0, True, 1)
    _, out, _ = run(capsys, "policies", "show")
    assert "refunds#gift-wrapping" in out
    _, out, _ = run(capsys, "policies", "show", "refunds#late-delivery", "--json")
    assert json.loads(out)["licences"]
    assert run(capsys, "policies", "show", "refunds#none")[0] == 2
    broken = tmp_path / "policies"
    shutil.copytree(at_home / "policies", broken)
    (broken / "more.md").write_text("---\npolicy: more\nin_froce: 2026-01-01\n---\n## A {#a}\nB.\n")
    code, out, _ = run(capsys, "policies", "check", str(broken))
    assert code == 1
    assert "more.md:3" in out


def test_people_keys_and_the_audit(at_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del at_home
    _, out, _ = run(capsys, "user", "add", "ada@shop.example", "--role", "admin", "--json")
    ada = json.loads(out)
    assert "/sign-in?link=ml_" in ada["link"]
    assert run(capsys, "user", "add", "ada@shop.example")[0] == 2
    code, _, err = run(capsys, "user", "deactivate", "ada@shop.example")
    assert (code, "last admin" in err) == (2, True)
    assert run(capsys, "user", "roles", "ada@shop.example", "--role", "king")[0] == 2
    _, out, _ = run(capsys, "key", "add", "help desk", "--scope", "search", "--json")
    key = json.loads(out)
    assert key["key"].startswith("mk_")
    assert run(capsys, "key", "add", "x", "--scope", "approve")[0] == 2
    assert run(capsys, "key", "revoke", key["id"])[0] == 0
    _, out, _ = run(capsys, "key", "list")
    assert "help desk" in out
    assert key["key"] not in out
    code, out, _ = run(capsys, "audit", "verify", "--json")
    assert (code, json.loads(out)["holds"]) == (0, True)
    _, out, _ = run(capsys, "audit", "export")
    actions = [json.loads(line)["action"] for line in out.splitlines()]
    assert actions == ["person.added", "person.link", "key.made", "key.revoked"]


def test_the_status_names_what_is_not_well(
    at_home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del at_home
    with closing(socket.socket()) as spare:
        spare.bind(("127.0.0.1", 0))
        monkeypatch.setenv("MAKEGOOD_PORT", str(spare.getsockname()[1]))
    code, out, _ = run(capsys, "status")
    assert (code, "Start it with: makegood serve" in out) == (1, True)
    code, out, _ = run(capsys, "status", "--json")
    said = json.loads(out)
    assert (code, said["good"], said["needs_human"]) == (1, False, 0)
    assert {name: ping["good"] for name, ping in said["pings"].items()}.items() >= {
        ("server", False),
        ("records", True),
        ("work", True),
    }


def test_what_is_asked_wrongly_says_what_to_do(
    at_home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del at_home
    code, _, err = run(capsys, "check", "Hello.", "--channel", "pigeon")
    assert (code, "pigeon" in err, "next:" in err) == (2, True, True)
    code, _, err = run(capsys, "check", "Hello.", "-f", "amount=12 parsecs of EUR")
    assert (code, "parsecs" in err) == (2, True)
    assert run(capsys, "draft", "x", "--policies", "/nowhere")[0] == 2
    assert run(capsys, "draft", "   ")[0] == 2
    monkeypatch.setenv("MAKEGOOD_PROT", "9")
    code, _, err = run(capsys, "user", "list")
    assert (code, "MAKEGOOD_PORT" in err) == (2, True)


def test_every_command_teaches_with_words(capsys: pytest.CaptureFixture[str]) -> None:
    def walk(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield path
        for name, inner in getattr(command, "commands", {}).items():
            yield from walk(inner, (*path, name))

    for path in walk(get_command(commands()), ()):
        code, out, _ = run(capsys, *path, "--help")
        assert code == 0
        assert f"Usage: {' '.join(('makegood', *path))}" in out
        assert len(out.splitlines()) > 4


def test_help_is_there_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "api.cli", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(re.findall(r"\| +([a-z_]+)$", done.stderr, re.MULTILINE))
    assert not loaded & {"chromadb", "fastapi", "langchain", "openai", "sqlalchemy", "onnxruntime"}


def test_the_server_starts_answers_and_says_where_to_sign_in(home: Path) -> None:
    with closing(socket.socket()) as spare:
        spare.bind(("127.0.0.1", 0))
        port = spare.getsockname()[1]
    environment = {name: v for name, v in os.environ.items() if not name.startswith("MAKEGOOD_")}
    environment |= {
        "MAKEGOOD_DATA_DIR": str(home / "served"),
        "MAKEGOOD_POLICIES_DIR": str(home / "policies"),
        "MAKEGOOD_PORT": str(port),
    }
    serve = [sys.executable, "-m", "api.cli", "serve"]
    with subprocess.Popen(
        serve, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            link = _until(server, r"link=(ml_\S+)")
            signed_in = _ask(port, "/v1/session/link", {"link": link, "give": "token"})
            assert signed_in["person"]["name"] == "You"
            assert _ask(port, "/v1/health")["good"]
            status = [sys.executable, "-m", "api.cli", "status"]
            behind = environment | {"http_proxy": "http://127.0.0.1:9"}  # it has no way to us
            well = subprocess.run(status, env=behind, capture_output=True, text=True, check=False)
            assert (well.returncode, f"answers at http://127.0.0.1:{port}" in well.stdout) == (
                0,
                True,
            )
            second = subprocess.run(
                serve, env=environment, capture_output=True, text=True, check=False
            )
            assert second.returncode == 3
            assert "makegood serve --port" in second.stderr
        finally:
            server.terminate()
            server.communicate(timeout=30)
    assert server.returncode in {0, -15}


def _until(server: subprocess.Popen[str], pattern: str) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        if found := re.search(pattern, line):
            return found[1]
    assert server.stderr is not None
    raise AssertionError(server.stderr.read())


def _ask(port: int, path: str, body: dict[str, str] | None = None) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def test_a_dimension_that_no_clause_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "search", "late", "-s", "regoin=EU")
    assert code == 2
    assert "'regoin' is not a dimension of a scope. Did you mean region?" in err


def test_an_empty_folder_of_policies_is_said_where_something_is_sought(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "none").mkdir()
    code, out, _ = run(capsys, "search", "late", "--policies", str(tmp_path / "none"))
    assert code == 1
    assert "There is no clause to find." in out
