"""The name that a customer signs with, where it is plainly a signature."""

from __future__ import annotations

import re

_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{1,14}")
_CLOSING = re.compile(
    r"^(?:(?:many |kind |best |warm )?(?:thanks|regards|wishes|cheers|yours|best|love|gruß|grüße|"
    r"cordialement|saludos|saluti|groeten)\b[^.!?]{0,20})$",
    re.IGNORECASE,
)


def signed(text: str, name: str) -> str:
    """The first name below a message, if it is short for `name` or stands below a closing."""
    lines = [line.strip(" ,.–-") for line in text.strip().splitlines() if line.strip()]
    if len(lines) < 2 or not _NAME.fullmatch(lines[-1]):  # noqa: PLR2004 - text and a name below
        return ""
    last = lines[-1]
    short = last.casefold() in name.casefold()
    return last if short or _CLOSING.match(lines[-2]) else ""
