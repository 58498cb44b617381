"""Signed requests, both ways: HMAC-SHA256 over the time and the body.

The header reads `Makegood-Signature: t=<unix seconds>,v1=<hex>[,v1=<hex>]`; what is signed is
`<unix seconds>.<body>`. While secrets are changed over, several may be active at once.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

HEADER = "Makegood-Signature"
TOLERANCE = timedelta(seconds=300)
_MOST_SIGNATURES = 8  # each costs a comparison with each secret


class NotSigned(Exception):
    """The signature is missing, too old or wrong."""


def sign(secret: str, body: bytes, now: datetime) -> str:
    """The header's value for `body` at `now`."""
    seconds = str(int(now.timestamp()))
    return f"t={seconds},v1={_mac(secret, seconds, body)}"


def verify(
    secrets: Sequence[str],
    header: str,
    body: bytes,
    now: datetime,
    tolerance: timedelta = TOLERANCE,
) -> None:
    """Return if one of the active secrets signed this body within `tolerance` of `now`.

    Raises NotSigned. A message that is sent again within the tolerance passes: its own id makes
    receiving it twice harmless.
    """
    seconds, signatures = _read(header)
    if abs(now.timestamp() - int(seconds)) > tolerance.total_seconds():
        raise NotSigned("The signature's time is too far from ours. Send it again, signed anew.")
    expected = [_mac(secret, seconds, body) for secret in secrets if secret]
    matches = [hmac.compare_digest(mine, theirs) for mine in expected for theirs in signatures]
    if not any(matches):
        raise NotSigned("No active secret made this signature.")


def _read(header: str) -> tuple[str, list[str]]:
    seconds = ""
    signatures = []
    for item in header.split(","):
        name, _, value = item.strip().partition("=")
        if name == "t":
            seconds = value
        elif name == "v1" and value.isascii():
            signatures.append(value)
    plain = seconds.isascii() and seconds.isdigit() and len(seconds) <= 12  # noqa: PLR2004 the year 33658
    if not plain or not 0 < len(signatures) <= _MOST_SIGNATURES:
        raise NotSigned(f"The {HEADER} header reads t=<unix seconds>,v1=<hex>.")
    return seconds, signatures


def _mac(secret: str, seconds: str, body: bytes) -> str:
    return hmac.new(secret.encode(), seconds.encode() + b"." + body, hashlib.sha256).hexdigest()
