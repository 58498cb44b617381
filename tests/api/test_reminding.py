"""Reminders of promises by mail, over a real SMTP server; and `makegood promises due`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.cli import main
from api.reminding import Reminding
from api.settings import SettingsWrong, from_env
from channels.mail_server import MailServer, Security
from channels.reminder_mail import ReminderMail
from desk.records import FollowUp
from store.audit_log import AuditLog
from store.engine import open_engine
from store.migrate import migrate
from tests.services.a_desk import HERE, Bench
from tests.services.databases import (  # noqa: F401 - fixtures
    database_url,
    engine,
    migrated_file,
    new_postgres_url,
)
from tests.services.mail import ADDRESS, PASSWORD, USER, smtp_server
from tests.services.postgres import postgres  # noqa: F401 - a fixture

_WORDS = "Hello Kim, we refund 5."


@dataclass
class Post:
    """A desk, what reminds, and what the mail server took."""

    bench: Bench
    reminding: Reminding
    outbox: list[tuple[list[str], bytes]]

    def promised(self) -> FollowUp:
        there = self.bench.message()
        self.bench.approved(self.bench.written(_WORDS))
        claim = self.bench.desk.claim_posting("w1")
        assert claim is not None
        self.bench.desk.send(claim)
        (promise,) = self.bench.desk.registers.owed_to(there.id)
        return promise

    def noted(self) -> list[object]:
        rows = AuditLog(self.bench.engine).rows(HERE)
        return [r.entry.detail["mail"] for r in rows if r.entry.action == "promise.mailed"]


@pytest.fixture
def post(engine: Engine) -> Iterator[Post]:  # noqa: F811 - the fixture above
    bench, outbox = Bench(engine), list[tuple[list[str], bytes]]()
    with smtp_server(outbox) as port:
        server = MailServer("127.0.0.1", port, USER, PASSWORD, Security.PLAIN)
        mail = ReminderMail(server, ADDRESS, "https://desk.example")
        yield Post(bench, Reminding(bench.desk, bench.accounts, mail), outbox)


def test_its_owner_is_told_once_when_it_is_due_soon_and_once_when_it_is_late(post: Post) -> None:
    promise = post.promised()
    for hours in (0, 21, 0, 1, 3, 0, 48):
        post.bench.clock.move(hours=hours)
        post.reminding.look()
    assert [to for to, _ in post.outbox] == [["ada@shop.example"], ["ada@shop.example"]]
    soon, late = (message_from_bytes(raw) for _, raw in post.outbox)
    assert soon["Subject"] == "A promise of yours is due soon"
    assert late["Subject"] == "A promise of yours is late"
    assert late["Auto-Submitted"] == "auto-generated"
    assert post.noted() == ["sent", "sent"]
    for mail in (soon, late):
        text = mail.get_payload(decode=True)
        assert isinstance(text, bytes)
        said = text.decode()
        assert promise.id in said
        assert f"https://desk.example/conversations/{promise.conversation}" in said
        assert "Kim" not in mail.as_string()
        assert "refund" not in mail.as_string()
        assert mail.get_content_type() == "text/plain"


def test_what_does_not_get_through_is_written_down_and_not_tried_again(post: Post) -> None:
    post.promised()
    gone = MailServer("127.0.0.1", 9, USER, PASSWORD, Security.PLAIN)
    mail = ReminderMail(gone, ADDRESS, "https://desk.example")
    post.bench.clock.move(hours=21)
    Reminding(post.bench.desk, post.bench.accounts, mail).look()
    assert post.noted() == ["failed: NotReached"]
    post.reminding.look()
    assert post.outbox == []


def test_nobody_is_written_to_who_has_left_and_nobody_at_all_unless_it_is_on(post: Post) -> None:
    post.promised()
    post.bench.revoke(post.bench.ada.id)
    post.bench.clock.move(hours=21)
    post.reminding.look()
    assert post.noted() == ["its owner has left"]
    post.bench.clock.move(hours=4)
    Reminding(post.bench.desk, post.bench.accounts).look()
    assert len(post.noted()) == 1
    assert post.outbox == []


def test_it_needs_a_server_and_an_address() -> None:
    with pytest.raises(SettingsWrong, match="MAKEGOOD_EMAIL_SMTP_HOST"):
        from_env({"MAKEGOOD_PROMISE_MAIL": "on"})
    chosen = {"MAKEGOOD_EMAIL_SMTP_HOST": "127.0.0.1", "MAKEGOOD_EMAIL_FROM": ADDRESS}
    assert from_env({"MAKEGOOD_PROMISE_MAIL": "on", **chosen}).promise_mail


def test_the_command_lists_what_is_late_or_due_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MAKEGOOD_DATA_DIR", str(tmp_path))
    opened = open_engine(from_env().database)
    migrate(opened)
    bench = Bench(opened)
    assert _ended(["promises", "due"]) == 0
    assert "Nothing is late" in capsys.readouterr().out
    promise = Post(bench, Reminding(bench.desk, bench.accounts), []).promised()
    assert _ended(["promises", "due", "--json"]) == 1  # the desk's clock stands in the past
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["id"], row["stands"], row["owner"]) == (promise.id, "late", "ada")
    assert _ended(["promises", "due"]) == 1
    said = capsys.readouterr().out
    assert promise.id in said
    assert "Kim" not in said
    opened.dispose()


def _ended(arguments: list[str]) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code
