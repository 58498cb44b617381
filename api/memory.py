"""How the C library keeps memory that Python and the embedding model have freed."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

_ARENA_MAX = -8  # M_ARENA_MAX of malloc.h


def keep_little() -> None:
    """Let all threads share two heaps: with one for each, what is freed in one serves no other.

    To be called before threads are started. Does nothing with another C library than glibc.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


def give_back() -> None:
    """Hand freed memory to the system: glibc alone would keep some 70 MB that opening the
    embedding model has used. Does nothing with another C library.
    """
    gc.collect()
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
