"""The PostgreSQL route of docs/backup.md, as it stands there: dumped, restored, verified; and what
was posted after the dump is not posted again.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import psycopg
import pytest

from api.keeping import audit_key
from api.settings import Settings
from desk.ids import DraftId
from desk.outbox import Outbox
from desk.posting import Posting, PostingState
from store.engine import open_engine
from store.migrate import migrate
from store.records import SqlRecords
from tests.services.a_desk import HERE, Bench
from tests.services.a_server import environment
from tests.services.counting_channel import Fault
from tests.services.postgres import Server, postgres  # noqa: F401 - a fixture

pytestmark = pytest.mark.postgres
_DOC = Path(__file__).resolve().parents[2] / "docs" / "backup.md"
_SECRET = "the same as before"
_KEY = audit_key(Settings(secret_key=_SECRET))


def test_what_was_dumped_verifies_and_nothing_of_it_is_posted_again(
    postgres: Server,  # noqa: F811 - the fixture above
    tmp_path: Path,
) -> None:
    first, second = postgres.database(), postgres.database()
    engine = open_engine(first)
    migrate(engine)
    bench = Bench(engine, key=_KEY)
    posted = approved(bench, "a")
    work(bench.desk)
    unknown = approved(bench, "b")
    bench.channel.then([Fault.LOSE_ANSWER])
    work(bench.desk)
    queued = approved(bench, "c")
    run("dump", tmp_path, first)
    work(bench.desk)  # c leaves when the dump is made already
    engine.dispose()
    assert len(bench.channel.posts) == 3

    assert "1 posting was queued" in run("restore", tmp_path, second)
    engine = open_engine(second)
    records = SqlRecords(engine, _KEY)
    outbox = Outbox(HERE, records, bench.desk.law)
    bench.clock.move(hours=1)
    work(outbox)
    while outbox.look_up() is not None:
        pass
    work(outbox)
    assert len(bench.channel.posts) == 3
    state = {name: posting_of(records, name).state for name in (posted, unknown, queued)}
    assert [*state.values()] == [
        *(PostingState.POSTED, PostingState.POSTED, PostingState.NEEDS_HUMAN)
    ]
    found = outbox.look_up(posting_of(records, queued).id)  # somebody presses "Look again"
    assert found is not None
    assert found.state is PostingState.POSTED
    engine.dispose()
    with (
        psycopg.connect(second) as connection,
        pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="never deleted"),
    ):
        connection.execute("DELETE FROM audit")


def approved(bench: Bench, name: str) -> DraftId:
    bench.message(thread=name, remote=name)
    draft = bench.written()
    bench.approved(draft)
    return draft.id


def work(outbox: Outbox) -> None:
    """What a worker does with what is queued."""
    outbox.lapse()
    while (claim := outbox.claim_posting("w1")) is not None:
        outbox.send(claim)


def posting_of(records: SqlRecords, draft: DraftId) -> Posting:
    with records.begin(HERE) as tx:
        (found,) = tx.postings.of_draft(draft)
    return found


def run(part: str, folder: Path, url: str) -> str:
    """The commands of one part of the document, as an operator types them."""
    found = re.search(rf"<!-- {part} -->\n```sh\n(.*?)```", _DOC.read_text("utf-8"), re.DOTALL)
    assert found is not None
    settings = {"MAKEGOOD_DATABASE_URL": url, "MAKEGOOD_SECRET_KEY": _SECRET}
    done = subprocess.run(
        ["bash", "-euc", found.group(1)],
        cwd=folder,
        env=environment(**settings, MAKEGOOD_DATA_DIR=str(folder / "data")),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
