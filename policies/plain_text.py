"""The text of a file that people write: UTF-8, no larger than they would write, nothing hidden."""

from __future__ import annotations

import re

from policies.faults import Faults

LARGEST_FILE = 2 * 1024 * 1024  # bytes
# Control characters, and those that turn the direction of text: what the owner sees on the screen
# would not be what the file says.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# What only some programs take for line ends would shift the line numbers of faults.
_OTHER_BREAKS = str.maketrans("\x0c\x85\u2028\u2029", "    ")


def decode(data: bytes, faults: Faults) -> str | None:
    """The text with plain line ends, or None with the fault noted."""
    if len(data) > LARGEST_FILE:
        faults.add(1, "The file is larger than 2 MB.", "Split it into several files.")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
        faults.add(line, "This is not UTF-8.", "Save it in UTF-8; the file may be half saved.")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_OTHER_BREAKS)
    unseen = _UNSEEN.search(text)
    if unseen is not None:
        faults.add(
            text.count("\n", 0, unseen.start()) + 1,
            f"There is a character that cannot be seen (U+{ord(unseen.group()):04X}).",
            "Remove it; the file may be half saved.",
        )
        return None
    if not text.strip():
        faults.add(1, "The file is empty.", "Write it or remove it; it may be half saved.")
        return None
    return text
