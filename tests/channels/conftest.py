from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.services.mail import MailHouse, mail_house
from tests.services.webhook_receiver import Receiver, webhook_receiver


@pytest.fixture(scope="session")
def _house() -> Iterator[MailHouse]:
    with mail_house() as house:
        yield house


@pytest.fixture
def house(_house: MailHouse) -> MailHouse:
    _house.empty()
    return _house


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with webhook_receiver() as running:
        yield running
