"""Turns a corpus of passages (JSON Lines) into a folder of policies, so that drafts can rest on it.

    python -m evals.corpus corpus.jsonl ./policies-of-corpus [ORG]

One passage is one clause. What the corpus marks as written for agents ("Internal: …",
"… (Internal)", an audience or a kind of its own) becomes an internal clause, which guides and is
never quoted.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

_INTERNAL = ("internal", "agent_instructions")
_LAST = re.compile(r"^.*\((\w+)\)$")
_HEADING = re.compile(r"^(#+)(?=\s)", re.MULTILINE)
_FENCE = re.compile(r"^---\s*$", re.MULTILINE)


def main() -> None:
    """Read the words of the command line."""
    corpus, folder, *org = sys.argv[1:]
    rows = (json.loads(line) for line in Path(corpus).read_text("utf-8").splitlines() if line)
    wanted = [row for row in rows if not org or str(row.get("org", "")).startswith(org[0])]
    print(f"{write(wanted, Path(folder))} clauses in {folder}")  # noqa: T201 - a command's answer


def write(rows: Iterable[Mapping[str, str]], folder: Path) -> int:
    """One file for each document; returns how many clauses were written."""
    folder.mkdir(parents=True, exist_ok=True)
    documents: dict[str, list[str]] = defaultdict(list)
    number = 0
    for row in rows:
        number += 1
        title = " ".join(row.get("title", row.get("heading", "")).split()) or row["passage_id"]
        named = (title.partition(":")[0].lower(), _LAST.sub(r"\1", title).lower())
        marks = (row.get("audience", ""), row.get("kind", ""), *named)
        audience = " audience=internal" if any(mark in _INTERNAL for mark in marks) else ""
        # A heading or a rule inside a passage would begin another clause or a front matter.
        text = _FENCE.sub("", _HEADING.sub(lambda m: "\\" + m.group(), row["text"]))
        clause = f"## {title} {{#{_slug(row['passage_id'])}{audience}}}\n\n{text.strip()}\n"
        documents[_slug(row.get("doc", row["passage_id"]))].append(clause)
    for name, clauses in documents.items():
        (folder / f"{name}.md").write_text("\n".join(clauses), "utf-8")
    return number


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:80] or "passage"


if __name__ == "__main__":
    main()
