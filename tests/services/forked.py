"""Processes forked from one that has imported the worker already: a tenth of a second each."""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import ForkServerContext

# With the program itself among them, no child runs it again to look for what it was given.
_IMPORTED = ["__main__", "tests.services.a_worker", "tests.services.broken_desks"]


def context(*more: str) -> ForkServerContext:
    """Use this one everywhere. What is imported is settled when the first process starts; `more`
    are modules to import besides.
    """
    _IMPORTED.extend(more)
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(_IMPORTED)
    return made
