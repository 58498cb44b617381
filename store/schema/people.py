"""Tables of those who may ask: workspaces, people, their sessions and links, programs' keys.

Secrets are kept as hashes only; the secret itself is told once, to the one that it is for.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, String, Table

from desk.people import Role
from store.columns import Coded, Moment, Words, key, one_of, within
from store.schema.metadata import metadata

workspaces = Table(
    "workspaces",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("name", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
)

people = Table(
    "people",
    metadata,
    *key(),
    Column("email", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("password_hash", String, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index("one_person_per_email", "workspace", "email", unique=True),
)

person_roles = Table(
    "person_roles",
    metadata,
    *key("person"),
    Column("role", String, primary_key=True),
    within("person", "people"),
    one_of("role", Role),
)

sessions = Table(
    "sessions",
    metadata,
    *key("token_hash"),
    Column("person", String, nullable=False),
    Column("csrf", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    # What a paired browser calls itself; empty for a session of the console.
    Column("browser", Words, nullable=False, server_default=""),
    within("person", "people"),
    Index("one_session_per_token", "token_hash", unique=True),
    Index("sessions_of_person", "workspace", "person"),
)

sign_in_links = Table(
    "sign_in_links",
    metadata,
    *key("token_hash"),
    Column("person", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    within("person", "people"),
    Index("one_link_per_token", "token_hash", unique=True),
)

api_keys = Table(
    "api_keys",
    metadata,
    *key(),
    Column("name", Words, nullable=False),
    Column("key_hash", String, nullable=False),
    Column("scopes", Coded(frozenset[str]), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Index("one_program_per_key", "key_hash", unique=True),
)
