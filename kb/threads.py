"""One thread for the products of a search."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from pathlib import Path

_MAPS = Path("/proc/self/maps")
# As numpy's own build of OpenBLAS calls it, and as a system's does.
_NAMES = (
    "scipy_openblas_set_num_threads64_",
    "scipy_openblas_set_num_threads",
    "openblas_set_num_threads64_",
    "openblas_set_num_threads",
)


def one_thread() -> bool:
    """Have numpy multiply on the thread that asks; whether that could be told it.

    A search multiplies for half a millisecond at a time. OpenBLAS would wake a thread for each
    processor, and these wait for more to do by turning round and round, which takes processors from
    everybody else: on a busy machine a search is five times as slow. Does nothing with another
    library, or where the system does not say which are loaded.
    """
    done = False
    with suppress(OSError):
        lines = _MAPS.read_text("utf-8", "replace").splitlines()
        for path in {line.split(maxsplit=5)[-1] for line in lines if "openblas" in line}:
            library = ctypes.CDLL(path)
            for name in _NAMES:
                if hasattr(library, name):
                    getattr(library, name)(1)
                    done = True
    return done
