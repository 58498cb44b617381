"""One import of many sources: converted one by one, planned together, written at once."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from kb.importing import child
from kb.importing.documents import Converted, Document
from kb.importing.kept import Kept
from kb.importing.kinds import Kind, recognise
from kb.importing.leaf import read_leaf
from kb.importing.merging import Choice
from kb.importing.planning import Plan, plan, policy_name
from kb.importing.record import Record, read_records
from kb.importing.refusals import Refused
from kb.importing.sources import NotTaken, Source
from policies.faults import Faults
from policies.folder import list_policies
from policies.front_matter import split_front_matter
from policies.plain_text import decode


class Web(Protocol):
    """Fetches a page."""

    def fetch(self, address: str) -> tuple[bytes, Kind]:
        """Its content and what it is. Raises Refused."""
        ...


class NoWeb:
    """What stands in where pages are not to be fetched."""

    def fetch(self, address: str) -> tuple[bytes, Kind]:
        """Refuse."""
        del address
        raise Refused(
            "Pages of the web are not fetched here.",
            "Save the page as a file and import that, or set MAKEGOOD_WEB_IMPORT=on.",
        )


@dataclass
class Batch:
    """What came of the sources. `missing` are policies whose source is not there any more, and
    whose clauses still hold.
    """

    plans: list[Plan] = field(default_factory=list)
    same: int = 0
    missing: list[str] = field(default_factory=list)
    refused: list[NotTaken] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


Done = Callable[[int, int, str], None]  # sources done, all, the one at work


def prepare(
    folder: Path, sources: Sequence[Source], *, web: Web, choice: Choice, done: Done
) -> Batch:
    """Converts and plans; touches nothing but `.imported`. A source that fails stops no other."""
    batch = Batch()
    records = read_records(folder)
    kept = Kept(folder)
    there = _Folder(folder, records)
    seen: set[str] = set()
    for number, source in enumerate(sources):
        done(number, len(sources), source.key)
        try:
            digest, converted = _converted(source, web, kept, records, choice)
        except Refused as refused:
            batch.refused.append(NotTaken(source.key, refused))
            continue
        seen.add(source.key)
        if converted is None:
            batch.same += 1
            continue
        seen.update(document.key for document in converted.documents)
        batch.left_out += [f"{source.key}: {each}" for each in converted.left_out]
        for document in converted.documents:
            try:
                batch.plans.append(there.plan(document, digest, choice))
            except Refused as refused:
                batch.refused.append(NotTaken(document.key, refused))
    done(len(sources), len(sources), "")
    groups = {source.group for source in sources if source.group}
    not_read = {each.source for each in batch.refused}
    for key, record in records.items():
        within = any(key.startswith(f"{group}/") for group in groups)
        if within and key not in seen | not_read and there.holds(record):
            if choice.retire:
                batch.plans.append(there.plan(Document(key, record.title, ()), "", choice))
            else:
                batch.missing.append(record.policy)
    return batch


def _record_of(records: Mapping[str, Record], key: str) -> Record | None:
    """What is known of a source; a file may come alone that came with its folder before."""
    if key in records or "/" in key:
        return records.get(key)
    ends = [record for known, record in records.items() if known.endswith(f"/{key}")]
    return ends[0] if len(ends) == 1 else None


def _converted(
    source: Source, web: Web, kept: Kept, records: Mapping[str, Record], choice: Choice
) -> tuple[str, Converted | None]:
    """A source's digest and documents; None where the last import took exactly this content."""
    with _at_hand(source, web) as (path, kind):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        known = _record_of(records, source.key)
        asked = bool(choice.take or choice.keep or choice.retire)
        if known is not None and known.digest == digest and known.settled and not asked:
            return digest, None
        found = kept.find(digest, source.key)
        if found is None:
            found = child.convert(path, kind, source.key)
            kept.keep(digest, source.key, found)
    return digest, found


@contextmanager
def _at_hand(source: Source, web: Web) -> Iterator[tuple[Path, Kind]]:
    if source.path is not None:
        yield source.path, recognise(source.path)
        return
    content, kind = web.fetch(source.key)
    with tempfile.TemporaryDirectory(prefix="makegood-page-") as folder:
        path = Path(folder) / "page"
        path.write_bytes(content)
        yield path, kind


class _Folder:
    """The policies that are there, so that an import takes the name of none that is not its own."""

    def __init__(self, folder: Path, records: Mapping[str, Record]) -> None:
        self._folder = folder
        self._records = records
        self._files: dict[str, str] = {}  # policy to path
        self._taken = {record.policy for record in records.values()}
        for path, file in list_policies(folder).files.items():
            text = decode(file.read_bytes(), Faults(path)) or ""
            policy = split_front_matter(text, Faults(path))[0].policy
            self._files[policy or path.rsplit(".", 1)[0]] = path
        self._taken |= set(self._files)

    def holds(self, record: Record) -> bool:
        """Whether the policy is still there, with clauses that came from its source."""
        path = self._folder / self._files.get(record.policy, f"{record.policy}.md")
        return path.exists() and bool(read_leaf(record.base).blocks)

    def plan(self, document: Document, digest: str, choice: Choice) -> Plan:
        known = _record_of(self._records, document.key)
        document = replace(document, key=known.key) if known else document
        policy = known.policy if known else policy_name(document, self._taken)
        self._taken.add(policy)
        path = self._files.get(policy, f"{policy}.md")
        file = self._folder / path
        current = decode(file.read_bytes(), Faults(path)) if file.exists() else None
        if file.exists() and current is None:
            raise Refused(f"{path} cannot be read as it stands.", "Run makegood policies check.")
        return plan(
            document, digest, known=known, current=current, policy=policy, path=path, choice=choice
        )
