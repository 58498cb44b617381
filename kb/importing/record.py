"""What an import remembers of one policy: the hidden folder `.imported` beside the policies.

It belongs to the policies: keep it with them, in version control too. Without it the next import
cannot tell the owner's words from the source's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from kb.importing.matching import Named

FOLDER = ".imported"
_FORMAT = 1


@dataclass(frozen=True)
class Record:
    """The last import of one policy.

    `base` is the file as it would be had its owner touched nothing; `retired` the clauses that
    once were; `digest` the sha256 of the source; `settled` whether no conflict is left.
    """

    policy: str
    key: str
    digest: str
    title: str
    base: str
    retired: tuple[Named, ...] = ()
    settled: bool = True
    format: int = _FORMAT

    def written(self) -> str:
        """As the file says it."""
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def name_of(policy: str) -> str:
    """The file of a policy's record, in `FOLDER`."""
    return f"{policy}.json"


def read_records(folder: Path) -> dict[str, Record]:
    """Every record of a policies folder by its key; one that cannot be read is left out."""
    found: dict[str, Record] = {}
    home = folder / FOLDER
    for path in sorted(home.glob("*.json")) if home.is_dir() else ():
        try:
            said = json.loads(path.read_text("utf-8"))
            retired = tuple(Named(**clause) for clause in said.pop("retired"))
            record = Record(**said, retired=retired)
        except (OSError, ValueError, TypeError, AttributeError, KeyError):
            continue
        if record.format == _FORMAT:
            found[record.key] = record
    return found


def now_retired(
    before: Iterable[Named], known: Iterable[Named], used: set[str]
) -> tuple[Named, ...]:
    """Clauses of earlier imports whose ids no clause has now."""
    by_id = {clause.id: clause for clause in (*before, *known)}
    return tuple(clause for clause_id, clause in by_id.items() if clause_id not in used)
