"""A policy file as its owner sees it: front matter, and a block a clause, each as it is written."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.importing.matching import Named
from policies.faults import Faults
from policies.markdown import outline

MANAGED = ("title", "source", "source_digest")
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_BRACES = re.compile(r"[ \t]*\{[^{}]*\}[ \t]*#*[ \t]*$")


@dataclass(frozen=True)
class Block:
    """One heading with all that stands below it.

    `key` is its anchor, with a number where an id stands more than once, or what it says where it
    has none. `heading` is empty for words before the first heading.
    """

    key: str
    anchor: str
    heading: str
    body: str

    @property
    def title(self) -> str:
        """The heading's words alone."""
        return _BRACES.sub("", self.heading.split("\n", 1)[0]).lstrip("# ").strip()

    @property
    def words(self) -> str:
        """What decides whether two blocks say the same: spaces and line ends do not."""
        return " ".join(f"{self.heading}\n{self.body}".split())

    @property
    def named(self) -> Named:
        """For finding it again in the next import."""
        return Named(self.title, self.body, self.anchor)

    @property
    def text(self) -> str:
        """As it stands in the file."""
        return f"{self.heading}\n{self.body}".strip("\n")


@dataclass(frozen=True)
class Leaf:
    """A policy file. `front` are the lines between the dashes."""

    front: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def by_key(self) -> dict[str, Block]:
        """Each block by its key."""
        return {block.key: block for block in self.blocks}

    @property
    def text(self) -> str:
        """The file."""
        front = "\n".join(["---", *self.front, "---"]) + "\n" if self.front else ""
        return front + "\n\n".join(block.text for block in self.blocks) + "\n"


def read_leaf(text: str) -> Leaf:
    """A file's front matter and blocks. What is faulty in it stays where it stands."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front = _FRONT.match(text)
    lines = text[front.end() if front else 0 :].split("\n")
    _, *sections = outline("\n".join(lines), Faults(""))
    starts = [section.line - 1 for section in sections]
    blocks: list[Block] = []
    above = "\n".join(lines[: starts[0] if starts else len(lines)]).strip("\n")
    if above.strip():
        blocks.append(Block("(above)", "", "", above))
    seen: Counter[str] = Counter()
    ends = [*starts[1:], len(lines)][: len(starts)]
    for section, start, end in zip(sections, starts, ends, strict=True):
        # A heading that is underlined takes two lines.
        below = start + (1 if lines[start].lstrip().startswith("#") else 2)
        heading, body = "\n".join(lines[start:below]), "\n".join(lines[below:end]).strip("\n")
        key = section.anchor or " ".join(heading.split())
        seen[key] += 1
        key = key if seen[key] == 1 else f"{key}:{seen[key]}"
        blocks.append(Block(key, section.anchor, heading, body))
    return Leaf(tuple((front.group(1) or "").splitlines()) if front else (), tuple(blocks))


def front_of(policy: str, managed: Mapping[str, str], more: Iterable[str]) -> tuple[str, ...]:
    """The front matter of a new policy; `more` are lines as they are."""
    ours = (f"{name}: {_yaml(managed[name])}" for name in MANAGED)
    return (f"policy: {policy}", *ours, *more)


def managed_lines(front: Iterable[str]) -> dict[str, str]:
    """The lines of a front matter that the import keeps up to date, by name."""
    found = ((line.split(":", 1)[0].strip(), line) for line in front if ":" in line)
    return {name: line for name, line in found if name in MANAGED}


def _yaml(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
