"""How a worker is named, and whether the one of a name has died."""

from __future__ import annotations

import os
import socket


def name() -> str:
    """This process, as the owner of leases."""
    return f"{socket.gethostname()}-{os.getpid()}"


def died(owner: str) -> bool:
    """Whether that process certainly runs no more. Of another machine nothing is certain.

    A mistake would cost a draft that is written twice, of which the first is dropped; a posting is
    never freed in this way.
    """
    host, _, number = owner.rpartition("-")
    if host != socket.gethostname() or not number.isdecimal() or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
