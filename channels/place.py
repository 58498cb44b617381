"""Whether a reply is for the place that a connector serves, and whether an address is safe."""

from __future__ import annotations

import ipaddress
from datetime import datetime
from urllib.parse import urlsplit

from desk.approval import ApprovedReply
from desk.conversation import Destination
from desk.posting import NotReached, Refused


def insist(destination: Destination, channel: str, account: str) -> None:
    """Refuse a destination of another channel or account, before anything leaves.

    An empty `account` serves every account of the channel.
    """
    if destination.channel != channel or account not in {"", destination.account}:
        raise Refused("This connector does not serve that place. Nothing was sent.")


def in_time(reply: ApprovedReply, now: datetime) -> None:
    """Raise NotReached where the time of this attempt is over.

    Asked as late as can be, right before the bytes that cannot be called back: a worker that was
    paused (a stopped process, a suspended machine) may wake up after another has posted.
    """
    if now >= reply.until or reply.late():
        raise NotReached("The sender was held up for too long. Nothing was sent.")


def is_loopback(host: str) -> bool:
    """Whether a host is this very machine, so that nothing crosses a network."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def guarded(url: str) -> str:
    """`url` itself if we may send to it: https, or http to this machine. Raises ValueError.

    An address that holds a password is refused, since addresses are written to logs.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.username is not None or parts.password is not None:
        raise ValueError("An address may not hold a password; use the signing secret.")
    if not host or parts.scheme not in {"https", "http"}:
        raise ValueError("An address starts with https:// and names a host.")
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError("http:// is for this machine only; use https://.")
    return url


def web_link(value: object) -> str:
    """`value` if it is a link that may be shown, else an empty string."""
    if not isinstance(value, str) or len(value) > 2_000:  # noqa: PLR2004 what browsers take
        return ""
    return value if value.startswith(("https://", "http://")) and value.isprintable() else ""
