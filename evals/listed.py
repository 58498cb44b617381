"""The rows of a file of cases: JSON Lines, or a list in YAML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

_TEXTS = ("text", "say", "customer_text", "customer_message")


class RowsRefused(ValueError):
    """A file of rows cannot be used; the message says where and what to write."""


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows in order; raises RowsRefused for what is no list of objects."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise RowsRefused(f"{path} is not UTF-8. Save it as UTF-8.") from fault
    except OSError as fault:
        raise RowsRefused(f"{path} cannot be read: {fault.strerror}.") from fault
    if path.suffix in {".yaml", ".yml"}:
        return _listed(text, path)
    rows = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            raise RowsRefused(f"{path}, line {number}: this is not a JSON object.")
        rows.append(row)
    return rows


def text_in(row: Mapping[str, Any]) -> str:
    """What the customer wrote, under whichever of its names; empty where there is nothing."""
    return next((str(row[key]) for key in _TEXTS if row.get(key)), "")


def _listed(text: str, path: Path) -> list[dict[str, Any]]:
    try:
        read = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise RowsRefused(f"{path} is not YAML: {fault}") from fault
    if not isinstance(read, list) or not all(isinstance(row, dict) for row in read):
        raise RowsRefused(f"{path} should be a list of cases, each with keys and values.")
    return read
