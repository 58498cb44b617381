from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from channels.in_page import InPageChannel, sign, verify
from channels.signature import NotSigned
from channels.sites import PRIVATE, SITES, site_of
from desk.conversation import Destination
from desk.draft import text_digest
from desk.limits import Counted
from desk.posting import Refused
from tests.services.replies import NOW, approved

PLACE = Destination("in_page", "x:acme", "status-1", "status-2", public=True)
REPLY = approved("Hello Ada, we are sorry.", PLACE)
SOON = NOW + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("account", "site"),
    [
        ("x", "x"),
        ("X:acme", "x"),
        ("twitter.com/acme", "x"),
        ("https", "https"),
        ("www.reddit.com/r/acme", "reddit"),
        ("mastodon", "mastodon"),
        ("bsky.app", "bluesky"),
        ("forum.example", "forum.example"),
        ("notreddit.example", "notreddit.example"),
        ("", ""),
    ],
)
def test_the_account_names_the_site(account: str, site: str) -> None:
    assert site_of(Destination("in_page", account, "t", "p", public=True)) == site


def test_each_site_has_its_own_limit() -> None:
    channel = InPageChannel()
    text = "日本" * 100
    assert channel.count(text, PLACE) == 400
    assert channel.limits_for(PLACE).length == 280
    bluesky = Destination("in_page", "bluesky", "t", "p", public=True)
    assert channel.count(text, bluesky) == 200
    unknown = Destination("in_page", "forum.example", "t", "p", public=False)
    assert channel.limits_for(unknown).length is None
    assert not channel.limits_for(unknown).public


def at(account: str, *, public: bool = True) -> Destination:
    return Destination("in_page", account, "t", "p", public=public)


def test_a_private_message_has_the_limit_of_messages_and_is_not_public() -> None:
    channel = InPageChannel()
    assert channel.limits_for(at("x", public=False)).length == 10_000
    for site in PRIVATE:
        assert not channel.limits_for(at(site, public=False)).public
    for site in set(SITES) - set(PRIVATE):
        assert channel.limits_for(at(site, public=False)).public, "there is no private place"
    assert not channel.limits_for(at("gmail", public=True)).public, "nor a public one here"


def test_sites_count_in_their_own_way() -> None:
    channel = InPageChannel()
    assert channel.count("Grüße 🙏", at("google_business")) == len("Grüße 🙏".encode())
    assert channel.count("@ada@long.server.example hi", at("mastodon")) == len("@ada hi")
    assert channel.count("see a@b.example/@ada@x.example", at("mastodon")) == 30
    assert channel.count("@ada@long.server.example hi", at("bluesky")) == 27


def test_a_link_costs_only_where_the_site_says_so() -> None:
    assert {name for name, limits in SITES.items() if limits.link_cost} == {"x", "mastodon"}
    assert SITES["x"].counted is Counted.WEIGHTED


def test_the_server_never_presses_the_button() -> None:
    with pytest.raises(Refused):
        InPageChannel().post(REPLY)


def test_a_token_vouches_for_one_text_at_one_place() -> None:
    signed = verify(["old", "new"], sign(REPLY, "new", SOON), NOW)
    assert signed.approval == REPLY.approval
    assert signed.text_digest == text_digest(REPLY.text)
    assert signed.destination == PLACE
    assert signed.expires_at == SOON


def test_a_token_that_is_old_or_not_ours_is_worth_nothing() -> None:
    token = sign(REPLY, "s", SOON)
    packed, mac = token.split(".")
    elsewhere = sign(approved(REPLY.text, Destination("in_page", "x", "t", "p", True)), "s", SOON)
    for wrong in (
        "",
        ".",
        "é.é",
        "\ud800.\ud800",
        packed,
        f"{packed}.",
        f"{elsewhere.split('.')[0]}.{mac}",
    ):
        with pytest.raises(NotSigned):
            verify(["s", ""], wrong, NOW)
    with pytest.raises(NotSigned):
        verify(["other"], token, NOW)
    with pytest.raises(NotSigned):
        verify(["s"], token, SOON)
    with pytest.raises(NotSigned):
        verify([""], sign(REPLY, "", SOON), NOW)


def test_a_private_place_is_on_the_same_site_where_there_is_one_and_a_handle() -> None:
    channel = InPageChannel()
    assert channel.private_place(PLACE, "@ada") == replace(PLACE, public=False)
    assert channel.private_place(PLACE, "") is None
    assert channel.private_place(at("google_play"), "@ada") is None
    assert channel.private_place(at("forum.example"), "@ada") is None
