"""Memory that a start needs and what runs afterwards does not."""

from __future__ import annotations

import ctypes
import gc


def give_back() -> None:
    """Hand freed memory to the system: glibc alone would keep some 70 MB that opening the
    embedding model has used. Does nothing with another C library.
    """
    gc.collect()
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError):
        return
    trim(0)
