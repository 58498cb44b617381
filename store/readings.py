"""What the second reader made of a revision, as a row."""

from __future__ import annotations

from desk.ids import RevisionId
from desk.second_reading import Reading, ReadingState
from store.scoped import AnyRow


def reading_of(row: AnyRow) -> Reading:
    """The reading in a row of its table."""
    return Reading(
        revision=RevisionId(row.revision),
        state=ReadingState(row.state),
        sentences=row.sentences,
        due=row.due,
        attempts=row.attempts,
        note=row.note,
    )


def columns_of(reading: Reading) -> dict[str, object]:
    """What its row holds."""
    return {
        "revision": reading.revision,
        "state": reading.state,
        "sentences": reading.sentences,
        "due": reading.due,
        "attempts": reading.attempts,
        "note": reading.note,
    }
