"""Tables at the edge: answers already given, connectors' cursors, old words, sites, the sample."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from store.columns import Coded, Moment, Words, key
from store.schema.metadata import metadata

# `status` is NULL while the first request with this key is still being answered.
idempotency = Table(
    "idempotency",
    metadata,
    *key("principal"),
    Column("key", Words, primary_key=True),
    Column("request_digest", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("status", Integer),
    Column("headers", Coded(dict[str, str])),
    Column("body", LargeBinary),
    Index("idempotency_by_age", "workspace", "at"),
)

cursors = Table(
    "cursors",
    metadata,
    *key("channel"),
    Column("account", Words, primary_key=True),
    Column("cursor", Words, nullable=False),
)

# The words of every clause version that was ever in use, so that old decisions can show them.
clause_archive = Table(
    "clause_archive",
    metadata,
    *key("clause"),
    Column("version", String, primary_key=True),
    Column("policy", String, nullable=False),
    Column("policy_title", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("audience", String, nullable=False),
    Column("first_seen", Moment, nullable=False),
)

# Sites on which the extension must not work now, besides those that the settings name.
sites_off = Table(
    "sites_off",
    metadata,
    *key("site"),
    Column("why", Words, nullable=False),
    Column("at", Moment, nullable=False),
)

# What the sample channel's "site" shows. It stands for a foreign site: nothing here is unique but
# the id, so that a second post of the same reply would be seen.
sample_posts = Table(
    "sample_posts",
    metadata,
    *key(),
    Column("key", String, nullable=False),
    Column("thread", Words, nullable=False),
    Column("parent", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Index("sample_posts_by_key", "workspace", "key"),
    Index("sample_posts_by_thread", "workspace", "thread"),
)
