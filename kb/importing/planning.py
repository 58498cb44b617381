"""What an import would do to one policy, before anything is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from kb.importing.documents import Document
from kb.importing.leaf import MANAGED, Leaf, front_of, managed_lines, read_leaf
from kb.importing.merging import Change, Choice, Kind, merge
from kb.importing.naming import named
from kb.importing.record import Record, now_retired
from kb.importing.refusals import Refused
from kb.importing.sections import HEADING_LEVEL
from policies.faults import Faults
from policies.front_matter import split_front_matter
from policies.policy_file import read_policy
from policies.slugs import slug

# README.md is not read as a policy, and the others say nothing.
_NOT_A_NAME = frozenset({"readme", "clause", "index", "default", "page", "document"})
_LONGEST_ID = 60


@dataclass(frozen=True)
class Plan:
    """One policy: the file as it is (None where it is not there), as it would be, and why."""

    policy: str
    path: str
    title: str
    before: str | None
    after: str | None
    record: Record
    changes: tuple[Change, ...]

    @property
    def writes(self) -> bool:
        """Whether the file would be another one."""
        return self.after is not None and self.after != self.before

    @property
    def gone(self) -> tuple[Change, ...]:
        """Clauses that the source no longer holds and the file does."""
        return tuple(change for change in self.changes if change.kind is Kind.GONE)

    @property
    def conflicts(self) -> tuple[Change, ...]:
        """Clauses that both the owner and the source changed."""
        return tuple(change for change in self.changes if change.kind is Kind.CONFLICT)


def plan(
    document: Document,
    digest: str,
    *,
    known: Record | None,
    current: str | None,
    policy: str,
    path: str,
    choice: Choice,
) -> Plan:
    """The plan for one document. `current` is the file in the folder, None where there is none.

    Raises Refused where the result could not be read as a policy.
    """
    base = read_leaf(known.base) if known else Leaf((), ())
    mine = read_leaf(current) if current is not None else Leaf((), ())
    theirs = _rendered(document, digest, policy, base, mine, known)
    if document.sections:
        _demand_readable(theirs.text, path, document)
    if known is not None and current is None:
        # Its owner removed the whole file: that stands, whatever the source says.
        return Plan(policy, path, document.title, None, None, replace(known, digest=digest), ())
    around = split_front_matter(current or "", Faults(path))[0].holds
    merged = merge(base.blocks, mine.blocks, theirs.blocks, choice.within(policy), around)
    front = _front(base.front, mine.front, theirs.front)
    after = Leaf(front, merged.blocks).text
    _demand_readable(after, path, document)
    used = {block.anchor for block in (*theirs.blocks, *merged.base)}
    old = [block.named for block in base.blocks if block.anchor]
    record = Record(
        policy=policy,
        key=document.key,
        digest=digest,
        title=document.title,
        base=Leaf(theirs.front, merged.base).text,
        retired=now_retired(known.retired if known else (), old, used),
        settled=not any(change.kind in {Kind.CONFLICT, Kind.GONE} for change in merged.changes),
    )
    stays = all(change.kind in {Kind.YOURS, Kind.GONE} for change in merged.changes)
    if stays and current is not None:
        after = Leaf(front, mine.blocks).text if front != mine.front else current
    return Plan(policy, path, document.title, current, after, record, merged.changes)


def policy_name(document: Document, taken: Collection[str]) -> str:
    """An id for a policy that was never imported, unlike those that are there."""
    *above, last = document.key.split("?", 1)[0].rstrip("/").split("/")
    stem = last.rsplit(".", 1)[0] if "." in last else last
    names = [
        document.policy,
        slug(stem),
        slug(document.title),
        *(slug(name) for name in above[:0:-1]),
    ]
    telling = (n for n in names if n and n not in _NOT_A_NAME and not n.replace("-", "").isdigit())
    wanted = next(telling, "imported-policy")[:_LONGEST_ID].strip("-")
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _rendered(
    document: Document, digest: str, policy: str, base: Leaf, mine: Leaf, known: Record | None
) -> Leaf:
    """The document as a policy file, with the ids that its clauses have.

    One without sections is not there any more; what was known of it stands above nothing.
    """
    if not document.sections:
        return Leaf(base.front, ())
    ids = named(
        document.sections,
        [block.named for block in base.blocks if block.anchor],
        known.retired if known else (),
        [block.named for block in mine.blocks if block.anchor],
    )
    front = front_of(
        policy,
        {
            "title": document.title,
            "source": document.address or document.key,
            "source_digest": f"sha256:{digest}",
        },
        document.front,
    )
    lines = []
    for section, clause_id in zip(document.sections, ids, strict=True):
        braces = " ".join(part for part in (f"#{clause_id}", section.attributes) if part)
        lines.append(f"{HEADING_LEVEL} {section.title} {{{braces}}}\n{section.text}")
    return Leaf(front, read_leaf("\n\n".join(lines) + "\n").blocks)


def _front(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    """The owner's front matter, with what the import keeps up to date."""
    if not mine:
        return theirs
    was, is_, now = managed_lines(base), managed_lines(mine), managed_lines(theirs)
    kept = {
        name: is_[name]
        if name == "title" and is_.get(name) != was.get(name) and name in is_
        else now[name]
        for name in MANAGED
    }
    lines = [kept.pop(_name(line), line) if _name(line) in MANAGED else line for line in mine]
    return (*lines, *kept.values())


def _name(line: str) -> str:
    return line.split(":", 1)[0].strip() if ":" in line else ""


def _demand_readable(text: str, path: str, document: Document) -> None:
    read = read_policy(text.encode("utf-8"), path)
    if not read.faults:
        return
    fault = read.faults[0]
    raise Refused(
        f"{document.title}: what comes of it is no policy ({fault.message})",
        fault.mend or "Mend the source, and import it again.",
    )
