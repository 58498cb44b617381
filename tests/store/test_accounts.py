from datetime import timedelta

import pytest
from sqlalchemy import Engine

from desk.errors import Conflict, NotFound
from desk.ids import KeyId, PersonId
from desk.people import Role
from store.accounts import Accounts
from tests.store.scenes import ANA, HOUR, NOON, OTHER, SHOP, opened


@pytest.fixture
def accounts(engine: Engine) -> Accounts:
    opened(engine)
    return Accounts(engine)


def test_a_person_is_added_changed_and_found(accounts: Accounts) -> None:
    lee = accounts.add(
        SHOP, " Lee@Shop.Example ", "Lee", frozenset({Role.ADMIN, Role.LEGAL}), NOON,
        password_hash="slow-hash",
    )  # fmt: skip
    found = accounts.by_email(SHOP, "LEE@shop.example")
    assert found is not None
    assert (found.person, found.password_hash, found.created_at) == (lee, "slow-hash", NOON)
    accounts.set_roles(SHOP, lee.id, frozenset({Role.AGENT}))
    accounts.set_active(SHOP, lee.id, active=False)
    accounts.set_password(SHOP, lee.id, "other")
    now = accounts.get(SHOP, lee.id)
    assert (now.person.roles, now.person.active, now.password_hash) == (
        frozenset({Role.AGENT}), False, "other",
    )  # fmt: skip
    assert [account.person.name for account in accounts.all(SHOP)] == ["Ana", "Lee"]
    assert accounts.by_email(OTHER, "lee@shop.example") is None


def test_an_address_is_one_persons(accounts: Accounts) -> None:
    with pytest.raises(Conflict):
        accounts.add(SHOP, "ANA@shop.example", "Ana again", frozenset(), NOON)
    assert len(accounts.all(SHOP)) == 1


def test_strangers_are_not_found(accounts: Accounts) -> None:
    stranger = PersonId("per_none")
    for missing in (
        lambda: accounts.get(SHOP, stranger),
        lambda: accounts.set_roles(SHOP, stranger, frozenset()),
        lambda: accounts.set_active(SHOP, stranger, active=True),
        lambda: accounts.set_password(SHOP, stranger, ""),
        lambda: accounts.sessions.open(SHOP, stranger, NOON, HOUR),
        lambda: accounts.links.make(SHOP, stranger, NOON, HOUR),
        lambda: accounts.keys.revoke(SHOP, KeyId("key_none"), NOON),
    ):
        with pytest.raises(NotFound):
            missing()


def test_a_workspace_is_opened_once(accounts: Accounts) -> None:
    again = accounts.open_workspace(SHOP, "another name", NOON + HOUR)
    assert (again.name, again.created_at) == ("A shop", NOON)
    assert [workspace.id for workspace in accounts.workspaces()] == [OTHER, SHOP]


def test_a_session_lasts_until_it_ends(accounts: Accounts) -> None:
    opened_one = accounts.sessions.open(SHOP, ANA, NOON, HOUR)
    found = accounts.sessions.find(opened_one.token, NOON)
    assert found is not None
    assert (found.workspace, found.person.id, found.csrf) == (SHOP, ANA, opened_one.csrf)
    assert accounts.sessions.find(opened_one.token, NOON + HOUR) is None
    assert accounts.sessions.find("ms_guess", NOON) is None
    assert accounts.sessions.find("\x00\ud800", NOON) is None
    accounts.sessions.end(opened_one.token, NOON)
    assert accounts.sessions.find(opened_one.token, NOON) is None


def test_who_left_has_no_session(accounts: Accounts) -> None:
    token = accounts.sessions.open(SHOP, ANA, NOON, HOUR).token
    accounts.set_active(SHOP, ANA, active=False)
    assert accounts.sessions.find(token, NOON) is None


def test_all_sessions_and_links_end_together(accounts: Accounts) -> None:
    tokens = [accounts.sessions.open(SHOP, ANA, NOON, HOUR).token for _ in range(2)]
    elsewhere = accounts.sessions.open(OTHER, ANA, NOON, HOUR).token
    link = accounts.links.make(SHOP, ANA, NOON, HOUR)
    accounts.sessions.end_all(SHOP, ANA, NOON)
    assert [accounts.sessions.find(token, NOON) for token in tokens] == [None, None]
    assert accounts.links.use(link, NOON) is None
    assert accounts.sessions.find(elsewhere, NOON) is not None


def test_a_link_opens_once(accounts: Accounts) -> None:
    link = accounts.links.make(SHOP, ANA, NOON, timedelta(minutes=10))
    used = accounts.links.use(link, NOON)
    assert used is not None
    assert (used[0], used[1].id) == (SHOP, ANA)
    assert accounts.links.use(link, NOON) is None
    late = accounts.links.make(SHOP, ANA, NOON, timedelta(minutes=10))
    assert accounts.links.use(late, NOON + HOUR) is None


def test_what_has_ended_can_be_forgotten(accounts: Accounts) -> None:
    accounts.sessions.open(SHOP, ANA, NOON, HOUR)
    token = accounts.sessions.open(SHOP, ANA, NOON, 3 * HOUR).token
    accounts.links.make(SHOP, ANA, NOON, HOUR)
    assert accounts.sessions.forget(NOON + 2 * HOUR) == 2
    assert accounts.sessions.find(token, NOON) is not None


def test_a_key_works_until_it_is_taken_back(accounts: Accounts) -> None:
    program, secret = accounts.keys.make(SHOP, "shop bot", frozenset({"drafts:request"}), NOON)
    assert accounts.keys.find(secret) == (SHOP, program)
    assert accounts.keys.find(secret + "x") is None
    assert [issued.program for issued in accounts.keys.all(SHOP)] == [program]
    assert accounts.keys.all(OTHER) == ()
    accounts.keys.revoke(SHOP, program.id, NOON)
    assert accounts.keys.find(secret) is None
    assert accounts.keys.all(SHOP)[0].revoked_at == NOON


def test_no_secret_is_kept(accounts: Accounts, engine: Engine) -> None:
    _, key = accounts.keys.make(SHOP, "shop bot", frozenset(), NOON)
    session = accounts.sessions.open(SHOP, ANA, NOON, HOUR)
    link = accounts.links.make(SHOP, ANA, NOON, HOUR)
    with engine.begin() as connection:
        kept = "".join(
            str(connection.exec_driver_sql(f"SELECT * FROM {table}").all())  # noqa: S608
            for table in ("api_keys", "sessions", "sign_in_links")
        )
    assert not [secret for secret in (key, session.token, link) if secret in kept]
    assert session.token not in repr(session)
