"""What the docs say is so: settings, findings, errors, commands and libraries are all named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from api.settings import Row, rows
from desk.findings import FINDINGS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def table(settings: tuple[Row, ...]) -> str:
    """The README's table of settings. To renew it, paste what the failing test prints."""
    lines = ["| setting | default | what it is |", "|---|---|---|"]
    lines += [
        f"| `{row.variable}` | {f'`{row.default}`' if row.default else ''} | {row.doc} |"
        for row in settings
    ]
    return "\n".join(lines)


def test_the_readme_has_every_setting() -> None:
    wanted = table(rows())
    found = re.search(r"<!-- settings -->\n(.*?)\n?<!-- /settings -->", README, re.DOTALL)
    assert found is not None
    assert found.group(1) == wanted, f"put this between the marks:\n\n{wanted}\n"


def test_every_library_has_its_reason() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8").casefold()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = [re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0] for line in project["dependencies"]]
    unnamed = [name for name in names if name.casefold() not in contributing]
    assert not unnamed


def test_constraints_are_exact_and_name_no_registry() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert lines
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[^@/\s]+", line) for line in lines)


@pytest.mark.parametrize("code", FINDINGS)
def test_every_finding_has_its_row_in_the_docs(code: str) -> None:
    assert f"`{code}`" in (ROOT / "docs" / "findings.md").read_text("utf-8")
