"""A real Dovecot and a real SMTP server that delivers into it, on loopback, in a folder of its own.

with mail_house() as house:
    house.deliver(b"From: ...")             # a mail arrives in the inbox
    house.imap, house.smtp                  # servers for EmailChannel
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from channels.mail_server import MailServer, Security
from tests.services.certificate import Certificate, make_certificate

ADDRESS = "care@shop.example"
USER = "care"
PASSWORD = "a pass word"

_CONFIGURATION = """
base_dir = {base}/run
state_dir = {base}/run
log_path = {base}/log
protocols = imap
ssl = yes
ssl_cert = <{base}/certificate.pem
ssl_key = <{base}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:{base}/mail
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {base}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/home
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
}}
"""


@dataclass
class MailHouse:
    """Both servers. `outbox` is what the SMTP server took, as (recipients, bytes)."""

    imap: MailServer
    smtp: MailServer
    base: Path
    owner: tuple[int, int]
    tls_port: int
    certificate: Certificate
    outbox: list[tuple[list[str], bytes]] = field(default_factory=list)
    _delivered: int = 0

    def deliver(self, mail: bytes) -> None:
        """Put a mail into the inbox as a delivery agent does: written aside, then renamed."""
        self._delivered += 1
        name = f"{time.time_ns()}.{self._delivered}.test"
        aside = self.base / "mail" / "tmp" / name
        aside.write_bytes(mail.replace(b"\r\n", b"\n"))
        if os.geteuid() == 0:
            os.chown(aside, *self.owner)
        aside.rename(self.base / "mail" / "new" / name)

    def stored(self, folder: str = "") -> list[Path]:
        """The files of a folder, whatever their flags."""
        root = self.base / "mail" / (f".{folder}" if folder else "")
        return sorted([*root.glob("new/*"), *root.glob("cur/*")])

    def sent(self) -> list[Message]:
        return [message_from_bytes(raw) for _, raw in self.outbox]

    def empty(self) -> None:
        """Forget every mail, without a restart."""
        for folder in ("", "Sent"):
            for path in self.stored(folder):
                path.unlink()
        self.outbox.clear()


@contextlib.contextmanager
def mail_house() -> Iterator[MailHouse]:
    program = shutil.which("dovecot") or "/usr/sbin/dovecot"
    # A short path of its own: Unix sockets have at most 108 bytes for theirs.
    base = Path(tempfile.mkdtemp(prefix="mg-mail-"))
    try:
        imap = MailServer("127.0.0.1", _free_port(), USER, PASSWORD, Security.PLAIN)
        tls_port = _free_port()
        certificate = make_certificate(base)
        owner = _configure(base, imap.port, tls_port)
        process = subprocess.Popen([program, "-F", "-c", str(base / "dovecot.conf")])
        try:
            _wait(imap.port, process, base / "log")
            house = MailHouse(imap, imap, base, owner, tls_port, certificate)
            with smtp_server(house.outbox) as port:
                house.smtp = MailServer("127.0.0.1", port, USER, PASSWORD, Security.PLAIN)
                yield house
        finally:
            process.terminate()
            process.wait(10)
    finally:
        shutil.rmtree(base, ignore_errors=True)


@contextlib.contextmanager
def smtp_server(
    outbox: list[tuple[list[str], bytes]], *, password: str = PASSWORD, **options: Any
) -> Iterator[int]:
    """A real SMTP server that asks for our password and keeps what it took. Yields its port."""
    server = _Server(_Keeper(outbox), password, options)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


class _Keeper:
    def __init__(self, outbox: list[tuple[list[str], bytes]]) -> None:
        self._outbox = outbox
        self._lock = threading.Lock()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 aiosmtpd's name
        del server, session
        content = envelope.content
        assert isinstance(content, bytes)
        with self._lock:
            self._outbox.append((list(envelope.rcpt_tos), content))
        return "250 taken"


class _Server(Controller):
    def __init__(self, keeper: _Keeper, password: str, options: dict[str, Any]) -> None:
        self._password = password
        self._options = options
        super().__init__(keeper, hostname="127.0.0.1", port=_free_port())

    def factory(self) -> SMTP:
        return SMTP(
            self.handler,
            authenticator=self._authenticate,
            **{"auth_require_tls": False, **self._options},
        )

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        del server, session, envelope, mechanism
        right = LoginPassword(USER.encode(), self._password.encode())
        return AuthResult(success=data == right, handled=False)


def _configure(base: Path, port: int, tls_port: int) -> tuple[int, int]:
    base.chmod(0o755)
    if os.geteuid() == 0:
        # Dovecot gives no mail to root; its own users serve, and "nobody" owns the mail.
        nobody = pwd.getpwnam("nobody")
        uid, gid = nobody.pw_uid, nobody.pw_gid
        internal, internal_group, login = "dovecot", "dovecot", "dovenull"
    else:
        me = pwd.getpwuid(os.geteuid())
        uid, gid = me.pw_uid, me.pw_gid
        internal = login = me.pw_name
        internal_group = str(gid)
    for folder in ("mail", "mail/tmp", "mail/new", "mail/cur", "home"):
        path = base / folder
        path.mkdir()
        if os.geteuid() == 0:
            os.chown(path, uid, gid)
    (base / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
    configuration = _CONFIGURATION.format(
        base=base,
        port=port,
        tls_port=tls_port,
        uid=uid,
        gid=gid,
        internal=internal,
        internal_group=internal_group,
        login=login,
    )
    (base / "dovecot.conf").write_text(configuration)
    return uid, gid


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as line:
            if line.recv(100).startswith(b"* OK"):
                return
        time.sleep(0.02)
    said = log.read_text() if log.exists() else "it wrote no log"
    raise RuntimeError(f"Dovecot (Debian package dovecot-imapd) did not start: {said}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
