"""Pages over real TLS on this machine; where a fetch may go is decided by the address alone."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kb.importing.kinds import Kind
from kb.importing.refusals import Refused
from kb.importing.web import Reach, WebPages, is_public
from tests.services.certificate import make_certificate

PAGE = b"<main><h1>Returns</h1><p>30 days.</p></main>"


@dataclass
class Site:
    """A server whose answers a test sets by path."""

    port: int
    reach: Reach
    answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def address(self, path: str, host: str = "localhost") -> str:
        return f"https://{host}:{self.port}{path}"


def _page(
    content: bytes, sort: str = "text/html; charset=utf-8", **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", sort)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(content)

    return answer


def _moved(to: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", to)
        request.end_headers()

    return answer


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    certificate = make_certificate(tmp_path)
    made: list[Site] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made[0].asked.append(self.path)
            made[0].answers.get(self.path, _page(PAGE))(self)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 its name
            del format, arguments

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.socket = certificate.serving().wrap_socket(server.socket, server_side=True)
    port = server.server_address[1]
    reach = Reach(
        may=lambda address: address.is_loopback,
        ports=frozenset({port}),
        tls=certificate.trusting(),
        resolve=lambda _host, _port: ["127.0.0.1"],
        seconds=5.0,
    )
    made.append(Site(port, reach))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield made[0]
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_and_where_it_has_moved_to(site: Site) -> None:
    site.answers["/old"] = _moved("/new")
    assert WebPages(site.reach).fetch(site.address("/old")) == (PAGE, Kind.HTML)
    assert site.asked == ["/old", "/new"]


def test_what_it_is_comes_from_its_content_type(site: Site) -> None:
    site.answers["/a"] = _page(b"%PDF-1.4", "application/pdf")
    site.answers["/b"] = _page(b"x", "application/octet-stream")
    assert WebPages(site.reach).fetch(site.address("/a"))[1] is Kind.PDF
    with pytest.raises(Refused, match=r"no page but application/octet-stream"):
        WebPages(site.reach).fetch(site.address("/b"))


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://localhost/", "https://"),
        ("file:///etc/passwd", "https://"),
        ("https://name:word@localhost/", "name or password"),
        ("https://localhost:22/", "Port 22"),
        ("https://[::1", "is no address"),
    ],
)
def test_a_redirect_is_looked_at_like_an_address(site: Site, to: str, why: str) -> None:
    site.answers["/"] = _moved(to)
    with pytest.raises(Refused, match=why):
        WebPages(site.reach).fetch(site.address("/"))
    with pytest.raises(Refused, match=why):
        WebPages(site.reach).fetch(to)


def test_redirects_end(site: Site) -> None:
    site.answers["/"] = _moved("/")
    with pytest.raises(Refused, match="more than 5 times"):
        WebPages(site.reach).fetch(site.address("/"))
    assert len(site.asked) == 6


def test_a_name_that_stands_for_an_inner_address_is_never_connected_to(site: Site) -> None:
    for found in (["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::ffff:127.0.0.1"], []):
        reach = replace(site.reach, may=is_public, resolve=lambda _h, _p, f=found: f)  # type: ignore[misc]
        with pytest.raises(Refused, match="public internet"):
            WebPages(reach).fetch(site.address("/"))
    assert site.asked == []


def test_a_name_that_changes_its_address_after_the_look_gains_nothing(site: Site) -> None:
    """The name is asked once, and the address that was looked at is the one connected to."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    looked: list[str] = []

    def may(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
        looked.append(str(address))
        return str(address) == "127.0.0.1"

    reach = replace(site.reach, may=may, resolve=lambda _h, _p: next(answers))
    assert WebPages(reach).fetch(site.address("/"))[0] == PAGE
    assert looked == ["127.0.0.1"]
    with pytest.raises(Refused, match="public internet"):
        WebPages(reach).fetch(site.address("/"))


def test_a_redirect_to_an_inner_name_is_refused(site: Site) -> None:
    site.answers["/"] = _moved(site.address("/secret", "inner.example"))
    where = {"localhost": ["127.0.0.1"], "inner.example": ["127.0.0.9"]}
    reach = replace(
        site.reach,
        may=lambda address: str(address) == "127.0.0.1",
        resolve=lambda host, _port: where[host],
    )
    with pytest.raises(Refused, match=r"inner\.example does not belong"):
        WebPages(reach).fetch(site.address("/"))
    assert site.asked == ["/"]


def test_sizes_and_compression_and_failures(site: Site) -> None:
    site.answers["/large"] = _page(b"x" * (10 * 1024 * 1024 + 1))
    site.answers["/squeezed"] = _page(b"x", Content_Encoding="gzip")

    def gone(request: BaseHTTPRequestHandler) -> None:
        request.send_error(404)

    site.answers["/gone"] = gone
    for path, why in (("/large", "10 MB"), ("/squeezed", "compressed"), ("/gone", "404")):
        with pytest.raises(Refused, match=why):
            WebPages(site.reach).fetch(site.address(path))


def test_a_server_that_drips_is_left(site: Site) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        for _ in range(100):
            try:
                request.wfile.write(b"x")
                request.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    site.answers["/"] = drip
    start = time.monotonic()
    with pytest.raises(Refused, match=r"slow|did not answer"):
        WebPages(replace(site.reach, seconds=1.0)).fetch(site.address("/"))
    assert time.monotonic() - start < 5


def test_a_certificate_that_nobody_vouches_for_is_refused(site: Site) -> None:
    with pytest.raises(Refused, match="did not answer as it should"):
        WebPages(replace(site.reach, tls=Reach().tls)).fetch(site.address("/"))


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.8.9.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1
    224.0.0.1 239.1.1.1 255.255.255.255 240.0.0.1 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fc00::1
    fd12::1 ff02::1 fec0::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254
    64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1:: 2002:a00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2
    2001:db8::1""".split(),  # noqa: SIM905 a table
)
def test_inner_addresses_in_every_dress(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111"])
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.1", "localhost", "[::1]", "0"])
def test_odd_ways_to_write_this_machine(host: str) -> None:
    with pytest.raises(Refused, match=r"public internet|no host"):
        WebPages().fetch(f"https://{host}/")
