"""A zip file that is opened with care: bombs and passwords are refused before anything unfolds."""

from __future__ import annotations

import io
import zipfile

from kb.importing.refusals import Refused

_ENTRIES = 20_000
_UNFOLDED = 300 * 1024 * 1024  # bytes of all entries together
_ONE = 100 * 1024 * 1024
_RATIO = 200  # times its size; documents unfold to ten or twenty times
_SMALL = 1024 * 1024  # below, the ratio says nothing


def opened(data: bytes) -> zipfile.ZipFile:
    """The zip, looked through. Raises Refused."""
    try:
        held = zipfile.ZipFile(io.BytesIO(data))
        entries = held.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refused(
            "The file is broken: its end is missing.", "Save or load it again."
        ) from error
    if len(entries) > _ENTRIES:
        raise Refused(f"The file holds more than {_ENTRIES:,} parts.", "Split it.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("The file is encrypted.", "Save it without a password.")
    total = sum(entry.file_size for entry in entries)
    bomb = total > _SMALL and total > _RATIO * max(len(data), 1)
    if total > _UNFOLDED or bomb or any(entry.file_size > _ONE for entry in entries):
        raise Refused(
            f"The file would unfold to {total / 1_048_576:,.0f} MB: it may be made to do harm.",
            "If you know it is right, take out its large parts and save it again.",
        )
    return held


def part(held: zipfile.ZipFile, name: str) -> bytes:
    """One entry, no larger than it says. Raises Refused where it is broken."""
    try:
        with held.open(name) as entry:
            return entry.read(_ONE + 1)[:_ONE]
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Refused("A part of the file is broken.", "Save or load it again.") from error
