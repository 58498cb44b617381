from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.services.counting_receiver import Receiver, counting_receiver
from tests.services.databases import migrated_file, new_postgres_url  # noqa: F401 - fixtures
from tests.services.postgres import postgres  # noqa: F401 - a fixture


@pytest.fixture(scope="session")
def receiver() -> Iterator[Receiver]:
    with counting_receiver() as made:
        yield made
