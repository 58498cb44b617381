"""Starts the child process that reads a source, and says in words how it ended."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

from kb.importing.documents import Converted
from kb.importing.kinds import Kind
from kb.importing.refusals import Refused

WALL_SECONDS = 120.0
_LONGEST_ANSWER = 64 * 1024 * 1024  # bytes
_MODULE = "kb.importing.converting"
_SPLIT = "If you know it is right, split it into parts."


def convert(path: Path, kind: Kind, key: str, *, wall: float = WALL_SECONDS) -> Converted:
    """The documents of one source, read in a process of its own. Raises Refused.

    `wall` is in seconds; memory and processor time are bound by the child itself.
    """
    # -I: neither the working folder nor the environment says which code it runs.
    command = [sys.executable, "-I", "-X", "utf8", "-m", _MODULE, kind.value, key, str(path)]
    with subprocess.Popen(  # noqa: S603 our own interpreter with our own module
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    ) as child:
        clock = Timer(wall, child.kill)
        clock.start()
        try:
            assert child.stdout is not None  # noqa: S101 it was asked for
            answer = child.stdout.read(_LONGEST_ANSWER + 1)
            if len(answer) > _LONGEST_ANSWER:
                raise Refused("It unfolds to more than 64 MB of text.", _SPLIT)
            code = child.wait()
        finally:
            clock.cancel()
            child.kill()
    return _read(answer, code)


def _read(answer: bytes, code: int) -> Converted:
    if code in {-signal.SIGKILL, -signal.SIGXCPU}:
        raise Refused("Reading it took too long: it may be made to do harm.", _SPLIT)
    try:
        said = json.loads(answer)
        if "refused" in said:
            raise Refused(str(said["refused"]), str(said["mend"]))
        return Converted.of(said)
    except (ValueError, KeyError, TypeError) as error:
        # A library of others fell over it; which one and where is of no use to a policy owner.
        raise Refused(
            "The file is broken, or made in a way that is not understood.",
            "Open it where it was made, save it again, and import that.",
        ) from error
