"""The figure of the planted faults counts what was not seen and what was never tried."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "deploy" / "mutants.py"


def run(folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(folder)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def plant(folder: Path, module: str, codes: list[int | None]) -> None:
    (folder / "desk").mkdir(exist_ok=True)
    found = {f"desk.{module}.x_{n}": code for n, code in enumerate(codes)}
    (folder / "desk" / f"{module}.py.meta").write_text(json.dumps({"exit_code_by_key": found}))


def test_what_it_plants_in_and_what_has_to_see_it_are_there() -> None:
    """mutmut says nothing of a file that was renamed: it would run without its tests."""
    chosen = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    named = [*chosen["only_mutate"], *chosen["pytest_add_cli_args_test_selection"]]
    assert [name for name in named if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([1] * 19 + [0], 0),
        ([1] * 18 + [0], 1),
        ([1] * 18 + [None], 1),  # never tried
        ([1] * 18 + [33], 1),  # no test knows it
        ([1] * 18 + [-24], 0),  # it would never have ended
    ],
)
def test_below_the_share_it_fails(tmp_path: Path, codes: list[int | None], code: int) -> None:
    plant(tmp_path, "licence", codes)
    assert run(tmp_path)[0] == code


def test_one_module_can_not_hide_behind_another(tmp_path: Path) -> None:
    plant(tmp_path, "licence", [1] * 500)
    plant(tmp_path, "posting", [1, 0])
    code, said = run(tmp_path)
    assert code == 1
    assert " 50.0%     1 of    2  desk.posting" in said
    assert " 99.8%   501 of  502  together (each at least 95%)" in said
    assert said.rstrip().endswith("not seen: desk.posting.x_1")


def test_a_run_of_one_part_says_what_it_left_out(tmp_path: Path) -> None:
    plant(tmp_path, "licence", [1, 1])
    plant(tmp_path, "posting", [None, None])
    code, said = run(tmp_path)
    assert code == 0
    assert "2 of    2  together" in said
    assert said.rstrip().endswith("not tried: desk.posting")


def test_an_empty_folder_proves_nothing(tmp_path: Path) -> None:
    code, said = run(tmp_path)
    assert code == 1
    assert "run `make mutants` first" in said
