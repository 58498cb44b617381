"""What every connector promises, and the counting fake with them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from channels.email import EmailChannel
from channels.in_page import InPageChannel
from channels.mail_server import MailServer, Security
from channels.sample import SampleChannel
from channels.webhook import WebhookChannel
from desk.conversation import Destination
from desk.posting import Channel, Incoming, NotReached, OutcomeUnknown, Refused
from tests.services.counting_channel import CountingChannel
from tests.services.mail import ADDRESS, PASSWORD, MailHouse
from tests.services.replies import NOW, approved, posting_of
from tests.services.scripted_server import closed_port
from tests.services.webhook_receiver import Receiver

SECRET = "a signing secret"
TEXTS = [
    "Hello Ada, we are sorry that it came late.",
    "Zwei Zeilen:\n\nGrüße — 日本 👍\n.\n..dots\nFrom here on",
    "x" * 1_200,
    "tab\there, a \\ backslash, = and =3D and <b>no markup</b> & “quotes”",
    "a",
]


@dataclass
class Kit:
    """One connector in its place: how many posts the outside has seen, and one that is cut off."""

    channel: Channel
    place: Destination
    posts: Callable[[], int]
    cut_off: Channel | None
    brings: int = 0  # messages that wait for it
    tells_absence: bool = True


class Site:
    def __init__(self) -> None:
        self.rows: list[tuple[str, str, str, datetime]] = []

    def put(self, key: str, thread: str, parent: str, text: str, at: datetime) -> str:
        del thread, parent
        self.rows.append((key, str(len(self.rows)), text, at))
        return str(len(self.rows) - 1)

    def by_key(self, key: str) -> tuple[tuple[str, str, datetime], ...]:
        return tuple((remote, text, at) for k, remote, text, at in self.rows if k == key)


def _incoming(channel: str, number: int) -> Incoming:
    return Incoming(
        channel, "shop", f"thread-{number}", f"message-{number}", "Ada", "ada", "Late!", NOW, True
    )


def _email(request: pytest.FixtureRequest) -> Kit:
    house: MailHouse = request.getfixturevalue("house")
    for number in range(3):
        house.deliver(
            f"From: Ada <ada@customer.example>\nMessage-ID: <m{number}@customer.example>\n"
            "Subject: Late\n\nWhere is it?\n".encode()
        )
    nowhere = MailServer("127.0.0.1", closed_port(), security=Security.PLAIN)
    return Kit(
        channel=EmailChannel(ADDRESS, house.imap, house.smtp, now=lambda: datetime.now(UTC)),
        place=Destination(
            "email",
            ADDRESS,
            "ada@customer.example <m0@customer.example>",
            "<m0@customer.example>",
            False,
        ),
        posts=lambda: len(house.outbox),
        cut_off=EmailChannel(ADDRESS, nowhere, nowhere, now=lambda: NOW),
        brings=3,
        tells_absence=False,
    )


def _webhook(request: pytest.FixtureRequest) -> Kit:
    receiver: Receiver = request.getfixturevalue("receiver")
    nowhere = f"http://127.0.0.1:{closed_port()}"
    return Kit(
        channel=WebhookChannel(
            receiver.url, SECRET, now=lambda: NOW, look_up_url=receiver.look_up_url
        ),
        place=Destination("webhook", "desk-7", "thread-1", "message-1", False),
        posts=lambda: sum(1 for method, *_ in receiver.requests if method == "POST"),
        cut_off=WebhookChannel(nowhere, SECRET, now=lambda: NOW, look_up_url=nowhere),
    )


def _sample(request: pytest.FixtureRequest) -> Kit:
    del request
    site = Site()
    inbox = tuple(_incoming("sample", number) for number in range(3))
    channel = SampleChannel(site, inbox, base_url="http://127.0.0.1:8700/", now=lambda: NOW)
    place = Destination("sample", "sample", "thread 1/2", "message-1", True)
    return Kit(channel, place, lambda: len(site.rows), cut_off=None, brings=3)


def _in_page(request: pytest.FixtureRequest) -> Kit:
    del request
    place = Destination("in_page", "x", "thread-1", "message-1", True)
    return Kit(InPageChannel(), place, lambda: 0, cut_off=None)


def _counting(request: pytest.FixtureRequest) -> Kit:
    del request
    inbox = tuple(_incoming("counting", number) for number in range(3))
    channel = CountingChannel(NOW, inbox=inbox)
    place = Destination("counting", "counting", "thread-1", "message-1", True)
    return Kit(channel, place, lambda: len(channel.posts), cut_off=None, brings=3)


EVERY = [_email, _webhook, _sample, _in_page, _counting]
BY_MACHINE = [_email, _webhook, _sample, _counting]
OVER_A_NETWORK = [_email, _webhook]


@pytest.fixture(params=EVERY)
def kit(request: pytest.FixtureRequest) -> Kit:
    build: Callable[[pytest.FixtureRequest], Kit] = request.param
    return build(request)


def test_normalising_twice_changes_nothing_more(kit: Kit) -> None:
    for text in [*TEXTS, "a\r\n b \x00", "e\u0301 \ud800", "\u202e", ""]:
        once = kit.channel.normalise(text)
        assert kit.channel.normalise(once) == once


def test_a_text_has_a_length_at_every_place(kit: Kit) -> None:
    assert kit.channel.count("", kit.place) == 0
    assert kit.channel.count("abc", kit.place) == 3
    limits = kit.channel.limits_for(kit.place)
    assert limits.length is None or limits.length > 0


@pytest.mark.parametrize("kit", BY_MACHINE, indirect=True)
def test_a_post_is_found_with_the_text_that_was_approved(kit: Kit) -> None:
    channel = kit.channel
    for number, text in enumerate(map(channel.normalise, TEXTS)):
        reply = approved(text, kit.place, key=f"key-{number}")
        receipt = channel.post(reply)
        assert kit.posts() == number + 1
        assert receipt.read_back == text
        assert receipt.remote
        assert receipt.at.tzinfo is not None
        found = channel.find(posting_of(reply))
        assert found is not None
        assert (found.remote, found.link, found.read_back) == (
            receipt.remote,
            receipt.link,
            receipt.read_back,
        )


def test_what_was_not_posted_is_not_found(kit: Kit) -> None:
    if not kit.channel.in_hands:
        kit.channel.post(approved("Another reply.", kit.place, key="key-another"))
    wanted = posting_of(approved("Hello.", kit.place, key="key-never"))
    if kit.channel.looks_up and kit.tells_absence:
        assert kit.channel.find(wanted) is None
    else:
        with pytest.raises(OutcomeUnknown):
            kit.channel.find(wanted)


def test_a_reply_for_another_place_is_refused_and_not_posted(kit: Kit) -> None:
    elsewhere = Destination("elsewhere", "account", "t", "p", kit.place.public)
    with pytest.raises(Refused):
        kit.channel.post(approved("Hello.", elsewhere))
    assert kit.posts() == 0


@pytest.mark.parametrize("kit", BY_MACHINE, indirect=True)
def test_a_sender_that_was_held_up_for_too_long_sends_nothing(kit: Kit) -> None:
    with pytest.raises(NotReached):
        kit.channel.post(approved("Hello.", kit.place, until=NOW))
    assert kit.posts() == 0


def test_receiving_again_brings_nothing_twice(kit: Kit) -> None:
    first = kit.channel.receive("")
    assert len(first.messages) == kit.brings
    assert len({message.remote for message in first.messages}) == kit.brings
    again = kit.channel.receive(first.cursor)
    assert (again.messages, again.cursor) == ((), first.cursor)


def test_it_says_how_it_is(kit: Kit) -> None:
    assert kit.channel.ping()


def test_it_says_how_long_a_post_may_be_on_its_way(kit: Kit) -> None:
    assert kit.channel.quarantine > timedelta(0)
    assert kit.channel.send_deadline >= timedelta(0)


@pytest.mark.parametrize("kit", OVER_A_NETWORK, indirect=True)
def test_cut_off_nothing_is_posted_and_nothing_is_claimed(kit: Kit) -> None:
    assert kit.cut_off is not None
    reply = approved("Hello.", kit.place)
    with pytest.raises(NotReached):
        kit.cut_off.post(reply)
    with pytest.raises(OutcomeUnknown):
        kit.cut_off.find(posting_of(reply))
    with pytest.raises(NotReached):
        kit.cut_off.ping()


def test_no_secret_is_in_what_it_says_of_itself(kit: Kit) -> None:
    for channel, secret in itertools.product((kit.channel, kit.cut_off), (SECRET, PASSWORD)):
        assert secret not in f"{channel!r} {channel}"
