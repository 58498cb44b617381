"""The never-arrows hold, and each rule still fires when somebody breaks it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = [c["id"] for c in PROJECT["tool"]["importlinter"]["contracts"]]
PACKAGES = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]

# contract -> (file that is planted, the line in it)
PLANTED = {
    "floors": ("desk/planted.py", "import drafting.pipeline"),
    "proposer": ("drafting/planted.py", "from desk.approval import Approval"),
    "poster": ("channels/planted.py", "from desk.lifecycle import Desk"),
    "privacy": ("kb/planted.py", "from desk.conversation import Message"),
    "no-model": ("drafting/planted.py", "from prompts.model import open_model"),
    "pure": ("policies/planted.py", "import jinja2"),
    "home-web": ("store/planted.py", "import fastapi"),
    "home-model": ("api/planted.py", "import openai"),
    "home-templates": ("channels/planted.py", "import jinja2"),
    "home-vectors": ("api/planted.py", "import chromadb"),
    "home-documents": ("api/planted.py", "import pdfminer"),
    "home-sql": ("api/planted.py", "import sqlalchemy"),
    "home-outbound": ("api/planted.py", "import httpx"),
}


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [part for contract in contracts for part in ("--contract", contract)]
    lint_imports = Path(sys.executable).with_name("lint-imports")
    command = [str(lint_imports), "--no-cache", *chosen]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    ignore = shutil.ignore_patterns("__pycache__", "vendor", "*.json", "data")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=ignore)
    return folder


def test_all_contracts_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_every_contract_has_a_planted_violation() -> None:
    assert sorted(PLANTED) == sorted(CONTRACTS)


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_planted_violation_is_caught(copy: Path, contract: str) -> None:
    name, line = PLANTED[contract]
    planted = copy / name
    planted.write_text(f'"""Planted."""\n\n{line}\n', "utf-8")
    try:
        done = lint(copy, contract)
    finally:
        planted.unlink()
    assert done.returncode == 1, f"{contract} did not notice {line!r} in {name}:\n{done.stdout}"
    assert "BROKEN" in done.stdout
