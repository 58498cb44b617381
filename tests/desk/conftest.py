from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.services.a_desk import Bench
from tests.services.databases import (  # noqa: F401 - fixtures
    database_url,
    engine,
    migrated_file,
    new_postgres_url,
)
from tests.services.postgres import postgres  # noqa: F401 - a fixture


@pytest.fixture
def bench(engine: Engine) -> Bench:  # noqa: F811 - the fixture above
    """A desk over each kind of database."""
    return Bench(engine)
