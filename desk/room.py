"""What every room of the desk has: whose it is, what keeps, and what is decided by."""

from __future__ import annotations

from desk.ids import WorkspaceId
from desk.law import Law
from desk.records import Records


class Room:
    """A part of the desk of one workspace. Each of its methods is one transaction."""

    def __init__(self, workspace: WorkspaceId, records: Records, law: Law) -> None:
        """`records` keeps, `law` is what is decided by."""
        self.workspace = workspace
        self._records = records
        self.law = law
