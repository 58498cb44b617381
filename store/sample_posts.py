"""What the sample channel's "site" shows. It stands for a foreign site, so it notices nothing:
a reply that is posted twice stands there twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from desk.ids import WorkspaceId, mint
from store.schema import sample_posts
from store.work import look, work


@dataclass(frozen=True)
class SamplePost:
    """One post as the site shows it. `key` came with the request that posted it."""

    id: str
    key: str
    thread: str
    parent: str
    text: str
    at: datetime


class SamplePosts:
    """The posts of one workspace's sample site."""

    def __init__(self, engine: Engine, workspace: WorkspaceId) -> None:
        """Over a database that has been migrated."""
        self._engine = engine
        self._workspace = workspace

    def put(self, key: str, thread: str, parent: str, text: str, at: datetime) -> str:
        """Show a text under a thread, again if need be; answers with the site's id of it."""
        post = SamplePost(mint("post"), key, thread, parent, text, at)
        with work(self._engine, self._workspace) as scoped:
            scoped.add(sample_posts, vars(post))
        return post.id

    def by_key(self, key: str) -> tuple[tuple[str, str, datetime], ...]:
        """(id, text, time) of every post with this key, oldest first."""
        return tuple((post.id, post.text, post.at) for post in self._posts(key=key))

    def all(self, thread: str | None = None) -> tuple[SamplePost, ...]:
        """Every post, or those of one thread, oldest first."""
        return self._posts() if thread is None else self._posts(thread=thread)

    def _posts(self, **equal: str) -> tuple[SamplePost, ...]:
        with look(self._engine, self._workspace) as scoped:
            query = select(sample_posts).where(scoped.here(sample_posts, **equal))
            rows = scoped.rows(query.order_by(sample_posts.c.at, sample_posts.c.id))
        return tuple(
            SamplePost(row.id, row.key, row.thread, row.parent, row.text, row.at) for row in rows
        )
