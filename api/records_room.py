"""The records of an installation, opened: wired apart, because it is quick to import and all that
commands about people, keys and the audit need.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from api.house import Cabinet
from api.keeping import audit_key, data_folder
from api.settings import Settings
from desk.ids import WorkspaceId
from store.accounts import Accounts
from store.audit_log import AuditLog
from store.clause_archive import ClauseArchive
from store.engine import open_engine, reading
from store.erasing import scrub
from store.idempotency import Answers
from store.keys import Keys
from store.migrate import migrate
from store.presence import Presence
from store.records import SqlRecords
from store.registers import Registered
from store.sample_posts import SamplePosts
from store.sessions import Sessions, SignInLinks
from store.sites_off import SitesOff
from store.views import Views

WORKSPACE = WorkspaceId("main")


def now() -> datetime:
    """The clock of the house."""
    return datetime.now(UTC)


def cabinet(settings: Settings) -> Cabinet:
    """The records of this installation, migrated to the present schema."""
    data_folder(settings)
    engine = open_engine(settings.database)
    migrate(engine)
    sealing = audit_key(settings)
    accounts = Accounts(engine)
    accounts.open_workspace(WORKSPACE, "Makegood", now())
    return Cabinet(
        workspace=WORKSPACE,
        records=SqlRecords(engine, sealing),
        reads=SqlRecords(reading(engine), sealing),
        accounts=accounts,
        sessions=Sessions(engine),
        links=SignInLinks(engine),
        keys=Keys(engine),
        answers=Answers(engine),
        views=Views(engine),
        audit_log=AuditLog(engine),
        archive=ClauseArchive(engine),
        presence=Presence(engine),
        registered=Registered(engine),
        scrub=partial(scrub, engine),
        sample_posts=SamplePosts(engine, WORKSPACE),
        sites_off=SitesOff(engine),
        audit_key=sealing,
    )
