"""The sample company's own little site, where an approved reply can be seen to appear, once."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.auth import HouseOf, caller_of
from api.console import rendering
from api.console.asking import pages
from api.house import House
from channels.sample import PRIVATE
from desk.conversation import Conversation, Direction, Message
from desk.errors import NotFound
from store.sample_posts import SamplePost
from store.views import QueueFilter

_CHANNEL = "sample"
_MOST = 200


def router() -> APIRouter:
    """The page of this file. Like a real site it is open to anybody."""
    made = pages()
    made.add_api_route("/sample/site/{thread:path}", read_site, methods=["GET"])
    return made


def read_site(thread: str, request: Request, house: HouseOf) -> HTMLResponse:
    """A thread of the sample site: what customers wrote in public, and what was posted there."""
    if not house.settings.sample:
        raise NotFound("The sample site is switched off.")
    posts = house.cabinet.sample_posts.all(thread)
    there = _conversation(house, thread)
    if there is None and not posts:
        raise NotFound("Nothing was ever written under this address.")
    private = thread.endswith(PRIVATE) or (there is not None and not there[0].public)
    if private:
        caller_of(request)  # a private message is for those who work here
    return rendering.page(
        request,
        "site.html",
        title=there[0].subject if there else "",
        said=_said(there, posts),
        public=not private,
        company=house.desk.law.company().voice.company or "The shop",
    )


def _conversation(house: House, thread: str) -> tuple[Conversation, tuple[Message, ...]] | None:
    cabinet = house.cabinet
    now = house.desk.law.clock()
    wanted = QueueFilter(channel=_CHANNEL)
    rows = cabinet.views.conversations(cabinet.workspace, now, wanted, limit=_MOST).rows
    found = next((r.conversation for r in rows if r.conversation.thread == thread), None)
    if found is None:
        return None
    with cabinet.reads.begin(cabinet.workspace) as tx:
        return found, tx.conversations.messages(found.id)


def _said(
    there: tuple[Conversation, tuple[Message, ...]] | None, posts: tuple[SamplePost, ...]
) -> list[Message | SamplePost]:
    """Customers' messages and our posts in the order in which they appeared.

    What we posted comes from the site and not from our records: this page shows what is there.
    """
    messages = there[1] if there else ()
    theirs = [m for m in messages if m.direction is Direction.INCOMING]
    return sorted(
        [*theirs, *posts], key=lambda one: one.at if isinstance(one, SamplePost) else one.sent_at
    )
