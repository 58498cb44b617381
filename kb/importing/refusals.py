"""Why a source cannot be imported. Every refusal says what would help."""

from __future__ import annotations


class Refused(Exception):
    """A source that is not taken. `reason` is a sentence, `mend` the next step."""

    def __init__(self, reason: str, mend: str) -> None:
        """Both end with a full stop and hold no text of the document."""
        super().__init__(f"{reason} {mend}")
        self.reason = reason
        self.mend = mend
