"""Everything the desk refuses. Docstring = message; `api/problems.py` maps each to HTTP."""

from __future__ import annotations


class DeskError(Exception):
    """The desk refuses this."""

    def __init__(self, detail: str = "", **facts: object) -> None:
        """`detail` adds to the message; `facts` are ids and digests, never customer text."""
        self.detail = detail
        self.facts = facts
        super().__init__(f"{self.message} {detail}".strip())

    @property
    def message(self) -> str:
        """The first line of the class's docstring."""
        return (type(self).__doc__ or "").strip().splitlines()[0]


class NotFound(DeskError):
    """There is no such thing in this workspace."""


class BadText(DeskError):
    """This text cannot be taken."""


class UnknownChannel(DeskError):
    """No connector of this name is set up."""


class Conflict(DeskError):
    """Somebody else changed this since you opened it."""


class WrongState(DeskError):
    """This cannot be done in the state it is in."""


class SheetChanged(DeskError):
    """What you were shown is no longer what would be posted."""


class Blocked(DeskError):
    """A finding forbids approval."""


class NotPermitted(DeskError):
    """You may not do this."""


class OnlyPeople(DeskError):
    """Only a signed-in person may do this, never a key or a program."""


class TurnAnswered(DeskError):
    """This turn of the customer already has an approved reply."""


class RecordsFailed(DeskError):
    """The record could not be written; nothing was changed."""


class RecordsUnclear(RecordsFailed):
    """The connection to the records was lost; whether this was written is not known."""
