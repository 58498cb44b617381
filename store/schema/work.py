"""Tables of the daily work: conversations, messages, drafts, revisions and what belongs to them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from desk.commitment import Commitment
from desk.conversation import Destination, Direction, Triage
from desk.draft import (
    Attribution,
    Citation,
    DraftKind,
    DraftState,
    Finding,
    Reason,
    Sentence,
    Stance,
)
from desk.facts import Fact
from desk.records import Due, Kept
from desk.second_reading import ReadingState
from store.columns import Coded, Moment, Words, key, one_of, within
from store.schema.metadata import metadata

# `kind` and `urgency` repeat what `triage` says, so that lists can be filtered and ordered;
# `customer` repeats `Conversation.customer`.
conversations = Table(
    "conversations",
    metadata,
    *key(),
    Column("channel", String, nullable=False),
    Column("account", Words, nullable=False),
    Column("thread", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("customer_name", Words, nullable=False),
    Column("customer_handle", Words, nullable=False),
    Column("public", Boolean, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("last_message", String, nullable=False),
    Column("last_remote", Words, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("reply_due", Moment),
    Column("facts", Coded(tuple[Fact, ...]), nullable=False),
    Column("scope", Coded(dict[str, str]), nullable=False),
    Column("triage", Coded(Triage)),
    Column("kind", String),
    Column("urgency", String),
    Column("assigned_to", String),
    Column("customer", Words, nullable=False, server_default=""),
    Column("incident", String),
    within("assigned_to", "people"),
    UniqueConstraint("workspace", "channel", "account", "thread", name="one_thread"),
    Index("conversations_due", "workspace", "reply_due", "id"),
    Index("conversations_waiting", "workspace", "reply_due", "assigned_to"),
    Index("conversations_by_customer", "workspace", "customer"),
    Index("conversations_in_incident", "workspace", "incident"),
    Index("conversations_opened", "workspace", "opened_at", "id"),
    Index("conversations_of_customer", "workspace", "channel", "customer_handle"),
)

messages = Table(
    "messages",
    metadata,
    *key(),
    Column("conversation", String, nullable=False),
    Column("direction", String, nullable=False),
    Column("author", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("remote", Words, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("link", Words, nullable=False),
    Column("erased_at", Moment),
    Column("replaces", String),
    Column("removed", Boolean, nullable=False, server_default=false()),
    within("conversation", "conversations"),
    one_of("direction", Direction),
    UniqueConstraint("workspace", "conversation", "id", name="message_in_conversation"),
    Index("messages_of_conversation", "workspace", "conversation", "received_at"),
    Index(
        "one_message_per_remote",
        "workspace",
        "conversation",
        "remote",
        unique=True,
        sqlite_where=text("remote <> ''"),
        postgresql_where=text("remote <> ''"),
    ),
    Index("messages_by_remote", "workspace", "remote"),
    Index("messages_by_direction", "workspace", "direction", "received_at"),
)

# `due` repeats the conversation's `reply_due` while a draft is requested, so that workers find the
# next one by one index however long the queue is; where no reply is due it is the end of time.
drafts = Table(
    "drafts",
    metadata,
    *key(),
    Column("conversation", String, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("instruction", Words, nullable=False),
    Column("revision", String),
    Column("requested_at", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("reason", String),
    Column("explanation", Words, nullable=False),
    Column("questions", Coded(tuple[str, ...]), nullable=False),
    Column("role", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("problem", Words, nullable=False),
    Column("held_until", Moment),
    Column("held_why", Words, nullable=False, server_default=""),
    Column("lease_owner", String, nullable=False, server_default=""),
    Column("lease_until", Moment),
    Column("bundle", String, nullable=False, server_default=""),
    Column("chosen_at", Moment),
    Column("side", String, nullable=False, server_default="whole"),
    Column("place", Coded(Destination)),
    within("conversation", "conversations"),
    one_of("state", DraftState),
    one_of("kind", DraftKind),
    one_of("stance", Stance),
    one_of("reason", Reason),
    UniqueConstraint("workspace", "conversation", "id", name="draft_in_conversation"),
    Index("drafts_by_state", "workspace", "state", "due", "id"),
    Index("drafts_by_revision", "workspace", "revision"),
    Index("drafts_of_conversation", "workspace", "conversation", "requested_at"),
    Index("drafts_of_bundle", "workspace", "bundle"),
)

revisions = Table(
    "revisions",
    metadata,
    *key(),
    Column("draft", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("digest", String, nullable=False),
    Column("sentences", Coded(tuple[Sentence, ...]), nullable=False),
    Column("commitments", Coded(tuple[Commitment, ...]), nullable=False),
    Column("findings", Coded(tuple[Finding, ...]), nullable=False),
    Column("erased_at", Moment),
    Column("consulted", Coded(tuple[Citation, ...]), nullable=False),
    Column("attribution", Coded(Attribution), nullable=False),
    Column("author", String),
    Column("based_on", String),
    Column("at", Moment, nullable=False),
    within("draft", "drafts"),
    within("author", "people"),
    within("draft based_on", "revisions", "draft id"),
    UniqueConstraint("workspace", "draft", "number", name="one_revision_per_number"),
    UniqueConstraint("workspace", "draft", "id", name="revision_in_draft"),
    UniqueConstraint("workspace", "draft", "id", "digest", name="revision_with_digest"),
)

# What a model reads in a text that a person wrote; a row that waits is the job.
readings = Table(
    "readings",
    metadata,
    *key("revision"),
    Column("state", String, nullable=False),
    Column("sentences", Coded(tuple[Sentence, ...]), nullable=False),
    Column("due", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("note", Words, nullable=False),
    within("revision", "revisions"),
    one_of("state", ReadingState),
    Index("readings_due", "workspace", "state", "due"),
)

# Which clause versions a revision rests on: what `open_citing` and "where was it used" look up.
revision_clauses = Table(
    "revision_clauses",
    metadata,
    *key("revision"),
    Column("clause", String, primary_key=True),
    Column("version", String, primary_key=True),
    Column("cited", Boolean, nullable=False),
    within("revision", "revisions"),
    Index("revisions_by_clause", "workspace", "clause", "version"),
)

# Who has a conversation open in front of them; a row that is not renewed soon counts no more.
presence = Table(
    "presence",
    metadata,
    *key("conversation"),
    Column("person", String, primary_key=True),
    Column("editing", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    within("conversation", "conversations"),
    within("person", "people"),
    Index("presence_by_age", "workspace", "at"),
)

rejections = Table(
    "rejections",
    metadata,
    *key("draft"),
    Column("number", Integer, primary_key=True),
    Column("revision", String, nullable=False),
    Column("person", String, nullable=False),
    Column("reason", Words, nullable=False),
    Column("at", Moment, nullable=False),
    within("draft revision", "revisions", "draft id"),
    within("person", "people"),
)

progress = Table(
    "progress",
    metadata,
    *key("draft"),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("stage", String, nullable=False),
    Column("says", Words, nullable=False),
    Column("partial", Words, nullable=False),
    within("draft", "drafts"),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    *key(),
    Column("conversation", String, nullable=False),
    Column("draft", String),
    Column("what", Words, nullable=False),
    Column("role", String, nullable=False),
    Column("due", Moment, nullable=False),
    Column("done_at", Moment),
    Column("posting", String),
    Column("owner", String),
    Column("kept", String),
    Column("evidence", Words, nullable=False, server_default=""),
    Column("settled_by", String),
    Column("reminded_at", Moment),
    Column("reminded_of", String),
    within("conversation", "conversations"),
    within("draft", "drafts"),
    one_of("kept", Kept),
    one_of("reminded_of", Due),
    Index("follow_ups_of_conversation", "workspace", "conversation"),
    Index("follow_ups_due", "workspace", "done_at", "due"),
)
