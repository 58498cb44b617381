"""Fetches one page of the web, from the public internet only.

Whoever may name an address must not be able to ask, through us, what stands in our own network:
the address that a name stands for is looked at before we connect, we connect to exactly that
address, and the same is done after every redirect.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from kb.importing.kinds import Kind
from kb.importing.refusals import Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]

_SECONDS = 30.0  # for all redirects and the page together
_REDIRECTS = 5
_LARGEST = 10 * 1024 * 1024  # bytes
_HTTPS = 443
_MOVED = frozenset({301, 302, 303, 307, 308})
_KINDS = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/pdf": Kind.PDF,
    "text/markdown": Kind.MARKDOWN,
    "text/plain": Kind.MARKDOWN,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.DOCX,
}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SAVE = "Save the page as a file, and import that."


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, whatever it is wrapped in."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if address.teredo is not None or address.is_site_local:
            return False
        if inner is not None:
            return is_public(inner)
    return address.is_global and not (
        address.is_multicast
        or address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_reserved
        or address.is_unspecified
    )


def resolve(host: str, port: int) -> list[str]:
    """The addresses that a name stands for, in the order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Reach:
    """Where a fetch may go. The default is what users get; no setting changes it."""

    may: Callable[[Address], bool] = is_public
    ports: frozenset[int] = frozenset({_HTTPS})
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    resolve: Resolve = resolve
    seconds: float = _SECONDS


class WebPages:
    """Fetches pages. Every refusal says which rule it is and what to do."""

    def __init__(self, reach: Reach | None = None) -> None:
        """`reach` is the public internet if left out."""
        self._reach = reach or Reach()

    def fetch(self, address: str) -> tuple[bytes, Kind]:
        """The content of a page and what it is. Raises Refused."""
        deadline = time.monotonic() + self._reach.seconds
        for _ in range(_REDIRECTS + 1):
            answer = self._ask(address, deadline)
            if isinstance(answer, str):
                address = answer
            else:
                return answer
        raise Refused(f"The page moves on more than {_REDIRECTS} times.", _SAVE)

    def _ask(self, address: str, deadline: float) -> tuple[bytes, Kind] | str:
        """The page, or the address to which it has moved."""
        parts = _checked(address, self._reach.ports)
        host, port = parts.hostname or "", parts.port or _HTTPS
        checked = self._checked_address(host, port)
        left = _demand_time(deadline)
        connection = _Connection(host, port, checked, tls=self._reach.tls, seconds=left)
        clock = Timer(left, connection.cut)
        clock.start()
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(
                "GET", path, headers={"Accept-Encoding": "identity", "User-Agent": "Makegood"}
            )
            answer = connection.getresponse()
            if answer.status in _MOVED:
                return _joined(address, answer.getheader("Location") or "")
            page = _page(answer)
            # A page that was cut off looks as if it ended there.
            _demand_time(deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            _demand_time(deadline)
            why = str(error) if isinstance(error, ssl.SSLError) else type(error).__name__
            raise Refused(f"{host} did not answer as it should ({why}).", _SAVE) from error
        else:
            return page
        finally:
            clock.cancel()
            connection.close()

    def _checked_address(self, host: str, port: int) -> str:
        try:
            found = self._reach.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise Refused(f"There is no host {host}.", "Check the address.") from error
        inside = [each for each in found if not self._reach.may(_plain(each))]
        if inside or not found:
            raise Refused(
                f"{host} does not belong to the public internet.",
                "Pages of your own network are not fetched. " + _SAVE,
            )
        return found[0]


class _Connection(http.client.HTTPSConnection):
    """HTTPS to one address that was checked, whatever its name stands for by now."""

    def __init__(
        self, host: str, port: int, address: str, *, tls: ssl.SSLContext, seconds: float
    ) -> None:
        super().__init__(host, port, timeout=seconds, context=tls)
        self._address = address
        self._tls = tls
        # Its own `sock` is gone as soon as the answer begins.
        self._open: ssl.SSLSocket | None = None

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._open = self._tls.wrap_socket(plain, server_hostname=self.host)

    def cut(self) -> None:
        """End it from another thread: a server that sends a byte a second has no end of its own."""
        if self._open is not None:
            with contextlib.suppress(OSError):
                self._open.shutdown(socket.SHUT_RDWR)


def _checked(address: str, ports: frozenset[int]) -> SplitResult:
    try:
        parts = urlsplit(address)
        port = parts.port or _HTTPS
    except ValueError as error:
        raise Refused(f"{address} is no address of a page.", "Check it.") from error
    if parts.scheme != "https" or not parts.hostname:
        raise Refused("Only addresses that start with https:// are fetched.", _SAVE)
    if parts.username is not None or parts.password is not None:
        raise Refused("The address holds a name or password.", _SAVE)
    if port not in ports:
        raise Refused(f"Port {port} is not one of web pages.", _SAVE)
    return parts


def _joined(address: str, to: str) -> str:
    try:
        return urljoin(address, to)
    except ValueError as error:
        raise Refused(f"The page moves to {to[:200]}, which is no address.", _SAVE) from error


def _page(answer: http.client.HTTPResponse) -> tuple[bytes, Kind]:
    if answer.status != http.client.OK:
        raise Refused(f"The server answered {answer.status}.", "Check the address, and try again.")
    sort = (answer.getheader("Content-Type") or "").split(";", 1)[0].strip().casefold()
    kind = _KINDS.get(sort)
    if kind is None:
        raise Refused(f"This is no page but {sort or 'something unnamed'}.", _SAVE)
    if (answer.getheader("Content-Encoding") or "identity").casefold() != "identity":
        raise Refused("The server sends it compressed, which was not asked for.", _SAVE)
    content = answer.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Refused("The page is larger than 10 MB.", _SAVE)
    return content, kind


def _plain(address: str) -> Address:
    return ipaddress.ip_address(address.split("%", 1)[0])


def _demand_time(deadline: float) -> float:
    """The seconds that are left. Raises Refused where there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise Refused("The server was too slow.", "Try again later. " + _SAVE)
    return left
