"""How many of the planted faults the tests saw, module by module; fails where too few.

Reads what mutmut left in `mutants/`: a `.meta` file beside each module, with the exit code of the
tests for each fault. A fault counts as seen where a test failed or the run was stopped for taking
too long. In a module that was tried, a fault that was not counts as missed; a module of which
nothing was tried (a run of one part) is left out and named.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LEAST = 0.95
_SEEN = frozenset({1, 3})  # a test failed, or the run broke
_TOO_LONG = frozenset({-24, 24, 36, 152, 255})


@dataclass(frozen=True)
class Module:
    """One module: how many faults were planted and which of them nobody saw."""

    name: str
    planted: int
    unseen: tuple[str, ...]
    tried: bool

    @property
    def share(self) -> float:
        """The share of the faults that was seen; 1 where none was planted."""
        return 1 - len(self.unseen) / self.planted if self.planted else 1.0


def modules(folder: Path) -> Iterator[Module]:
    """Every module that was changed, by name."""
    for path in sorted(folder.rglob("*.py.meta")):
        codes = json.loads(path.read_text())["exit_code_by_key"]
        unseen = tuple(key for key, code in codes.items() if code not in _SEEN | _TOO_LONG)
        tried = any(code is not None for code in codes.values())
        name = str(path.relative_to(folder)).removesuffix(".py.meta").replace("/", ".")
        yield Module(name, len(codes), unseen, tried=tried)


def report(folder: Path) -> tuple[str, bool]:
    """The table and whether every module has its share."""
    every = [module for module in modules(folder) if module.planted]
    found = [module for module in every if module.tried]
    if not found:
        return f"Nothing was planted in {folder}: run `make mutants` first.", False
    lines = [
        f"{module.share:7.1%}  {module.planted - len(module.unseen):4} of {module.planted:4}  "
        f"{module.name}"
        for module in found
    ]
    planted = sum(module.planted for module in found)
    seen = planted - sum(len(module.unseen) for module in found)
    lines.append(
        f"{seen / planted:7.1%}  {seen:4} of {planted:4}  together (each at least {LEAST:.0%})"
    )
    lines += [f"not tried: {module.name}" for module in every if not module.tried]
    lines += [f"not seen: {key}" for module in found for key in module.unseen]
    return "\n".join(lines), all(module.share >= LEAST for module in found)


def main() -> None:
    """Print the table of `mutants/`; exit code 1 where a module has too few."""
    table, enough = report(Path(sys.argv[1] if len(sys.argv) > 1 else "mutants"))
    sys.stdout.write(f"{table}\n")
    sys.exit(not enough)


if __name__ == "__main__":
    main()
