"""The word pieces of every row, in one file beside the vectors: what late interaction compares.

A record is appended for each row; nothing is ever changed in place. What a kill leaves half written
is cut off at the next opening, and its rows are read again by the next sync. The file can be made
again from the book, so it may be deleted.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb.reading import Pieces

# Up to here the pieces of a book are kept: about 30 KB a row on disk. A search reads those of its
# candidates.
PIECE_ROWS = 20_000
_HEAD = struct.Struct("<4sHHI")  # mark, bytes of the key, pieces, checksum of the rest
_MARK = b"mgp1"
_MOST_WASTE = 2  # the file is rewritten when it is so many times larger than what is in use


@dataclass(frozen=True)
class _Where:
    start: int  # of the ids, in bytes
    count: int
    size: int  # of the whole record


class PieceFile:
    """Row keys and their pieces. One process at a time; reading is safe from several threads."""

    def __init__(self, path: Path, dimension: int) -> None:
        """OSError where the file can be neither read nor made."""
        self._path, self._dimension = path, dimension
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._rows: dict[str, _Where] = {}
        self._end = 0
        self._bytes = np.zeros(0, dtype=np.uint8)
        self._scan()

    def __contains__(self, key: str) -> bool:
        """Whether the pieces of a row are here."""
        return key in self._rows

    def append(self, keys: Sequence[str], pieces: Sequence[Pieces]) -> None:
        """Keep the pieces of these rows."""
        records = [_record(key, of) for key, of in zip(keys, pieces, strict=True)]
        os.pwrite(self._file, b"".join(records), self._end)
        for key, of, record in zip(keys, pieces, records, strict=True):
            start = self._end + _HEAD.size + len(key.encode("utf-8", "replace"))
            self._rows[key] = _Where(start, len(of.ids), len(record))
            self._end += len(record)

    def keep(self, keys: Iterable[str]) -> None:
        """Forget all other rows; the file shrinks when most of it is forgotten."""
        self._rows = {key: self._rows[key] for key in keys if key in self._rows}
        used = sum(where.size for where in self._rows.values())
        if self._end > _MOST_WASTE * used:
            self._rewrite()

    def open(self) -> Shelved:
        """What is kept now, for reading; later changes do not touch it."""
        held: NDArray[np.uint8] = np.zeros(0, dtype=np.uint8)
        if self._end:
            mapped = np.memmap(self._path, dtype=np.uint8, mode="r", shape=(self._end,))
            held = mapped.view(np.ndarray)  # each slice of a memmap is ten times as slow
        return Shelved(held, dict(self._rows), self._dimension)

    def close(self) -> None:
        """Let go of the file; a second call does nothing."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _scan(self) -> None:
        """Finds the records; from the first that is not whole on, nothing counts."""
        size = os.fstat(self._file).st_size
        while self._end + _HEAD.size <= size:
            mark, key_size, count, check = _HEAD.unpack(os.pread(self._file, _HEAD.size, self._end))
            rest = key_size + count * (2 + self._dimension)
            start = self._end + _HEAD.size
            held = os.pread(self._file, rest, start) if mark == _MARK else b""
            if len(held) < rest or mark != _MARK or zlib.crc32(held) != check:
                break
            key = held[:key_size].decode("utf-8", "replace")
            self._rows[key] = _Where(start + key_size, count, _HEAD.size + rest)
            self._end = start + rest
        os.ftruncate(self._file, self._end)

    def _rewrite(self) -> None:
        fresh = self._path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        shelved = self.open()
        made = PieceFile(fresh, self._dimension)
        for key in self._rows:
            made.append([key], [shelved.of(key)])
        fresh.replace(self._path)
        os.close(self._file)
        self._file, self._rows, self._end = made._file, made._rows, made._end


class Shelved:
    """The pieces of one moment."""

    def __init__(self, held: NDArray[np.uint8], rows: dict[str, _Where], dimension: int) -> None:
        """Made by `PieceFile.open`."""
        self._held, self._rows, self._dimension = held, rows, dimension

    def of(self, key: str) -> Pieces:
        """The pieces of one row; none where it was never read."""
        where = self._rows.get(key)
        if where is None:
            return Pieces(np.zeros(0, np.uint16), np.zeros((0, self._dimension), np.int8))
        after = where.start + 2 * where.count
        ids = self._held[where.start : after].view(np.uint16)
        coarse = self._held[after : after + where.count * self._dimension].view(np.int8)
        return Pieces(ids, coarse.reshape(where.count, self._dimension))

    def any(self) -> bool:
        """Whether there is any row."""
        return bool(self._rows)


def _record(key: str, pieces: Pieces) -> bytes:
    name = key.encode("utf-8", "replace")
    rest = name + pieces.ids.tobytes() + pieces.coarse.tobytes()
    return _HEAD.pack(_MARK, len(name), len(pieces.ids), zlib.crc32(rest)) + rest
