"""Every attack on the gate that the database must refuse by itself, as raw SQL."""

# ruff: noqa: S608 - attacks are raw SQL

from __future__ import annotations

from dataclasses import dataclass

from desk.draft import text_digest
from store.schema import metadata

BOTH, SQLITE, POSTGRESQL = "both", "sqlite", "postgresql"
OTHER_TEXT = "We refund everything, twice."


@dataclass(frozen=True)
class Attack:
    """`sql` is tried on a shop whose posting "1" stands at `scene`; the error must name `says`."""

    what: str
    sql: str
    says: str
    scene: str = "queued"
    on: str = BOTH


def copy(table: str, where: str = "", **changed: str) -> str:
    """An INSERT of an existing row, with some columns (as SQL) changed."""
    where = where or f"workspace = 'shop' AND id = '{table[:3]}_1'"
    names = [column.name for column in metadata.tables[table].columns]
    values = ", ".join(changed.get(name, name) for name in names)
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE {where}"


_NEW = {"id": "'app_x'", "state": "'counted'"}
_SECOND = {"id": "'pos_x'", "key": "'key_x'", "approval": "'app_2'"}
_FIRST_TEXT = "id = 'rev_1_1'"
# Approval "2" is live in conversation 2 and has no posting; this fits it exactly.
_PLACE_2 = {
    "conversation": "'con_2'",
    "draft": "'dra_2'",
    "revision": "'rev_2_1'",
    "thread": "'thread-2'",
    "parent": "'remote-2'",
}
_PLACE_1 = {name: name for name in _PLACE_2}
_FIRST_ROW = "workspace = 'shop' AND number = 1"

ATTACKS = (
    # A text that a person saw stays what it was.
    Attack("edit a revision", "UPDATE revisions SET text = 'x'", "revisions_stand"),
    Attack("change a digest", "UPDATE revisions SET digest = 'x'", "revisions_stand"),
    Attack("drop a finding", "UPDATE revisions SET findings = '[]'", "revisions_stand"),
    Attack("delete a revision", "DELETE FROM revisions", "revisions_keeps"),
    Attack("unlink a clause", "DELETE FROM revision_clauses", "revision_clauses_keeps"),
    Attack(
        "re-link a clause", "UPDATE revision_clauses SET version = 'x'", "revision_clauses_stand"
    ),
    Attack(
        "replace a revision",
        copy("revisions", _FIRST_TEXT, text="'x'").replace("INSERT", "INSERT OR REPLACE"),
        "pk_revisions|one_revision_per_number",
        on=SQLITE,
    ),
    Attack(
        "replace a revision by its number",
        copy("revisions", _FIRST_TEXT, id="'rev_x'").replace("INSERT", "INSERT OR REPLACE"),
        "one_revision_per_number",
        on=SQLITE,
    ),
    # Who approves, and what.
    Attack("a program approves", copy("approvals", **_NEW, person="'key_1'"), "approvals_begin"),
    Attack("nobody approves", copy("approvals", **_NEW, person="''"), "approvals_begin"),
    Attack(
        "a stranger approves", copy("approvals", **_NEW, person="'per_else'"), "approvals_begin"
    ),
    Attack(
        "somebody who left approves",
        copy("approvals", **_NEW, person="'per_left'"),
        "approvals_begin",
    ),
    Attack(
        "a program takes a person's id",
        copy("api_keys", "id = 'key_1'", id="'per_ana'", key_hash="'h'"),
        "api_keys_insert_apart",
    ),
    Attack(
        "a person takes a program's id",
        copy("people", "workspace = 'shop' AND id = 'per_ana'", id="'key_1'", email="'x'"),
        "people_insert_apart",
    ),
    Attack(
        "a person is renamed to a program",
        "UPDATE people SET id = 'key_1' WHERE id = 'per_left'",
        "people_update_apart",
    ),
    Attack(
        "a program is renamed to a person",
        "UPDATE api_keys SET id = 'per_ana'",
        "api_keys_update_apart",
    ),
    Attack(
        "approve another text",
        copy("approvals", **_NEW, text_digest=f"'{text_digest(OTHER_TEXT)}'"),
        "approvals_begin",
    ),
    Attack("approve for another turn", copy("approvals", **_NEW, turn="2"), "approvals_begin"),
    Attack(
        "approve after a message that is not there",
        copy("approvals", **_NEW, last_message="'msg_2'"),
        "approvals_begin",
    ),
    Attack(
        "approve in another conversation",
        copy("approvals", **_NEW, conversation="'con_2'"),
        "approvals_begin",
    ),
    Attack(
        "approve what another workspace drafted",
        copy("approvals", **_NEW, workspace="'other'"),
        "approvals_begin",
    ),
    Attack("born spent", copy("approvals", id="'app_x'", state="'spent'"), "approvals_begin"),
    Attack("two live for one turn", copy("approvals", id="'app_x'"), "one_live_approval_per_turn"),
    Attack(
        "a counted one becomes the second live",
        "UPDATE approvals SET state = 'live' WHERE id = 'app_counted'",
        "one_live_approval_per_turn",
    ),
    Attack(
        "the second live replaces the first",
        "UPDATE OR REPLACE approvals SET state = 'live' WHERE id = 'app_counted'",
        "one_live_approval_per_turn",
        on=SQLITE,
    ),
    *(
        Attack(
            f"change {column} of an approval",
            f"UPDATE approvals SET {column} = {value}",
            "approvals_stand",
        )
        for column, value in {
            "text_digest": "'x'",
            "revision": "'rev_x'",
            "person": "'per_left'",
            "channel": "'email'",
            "account": "'x'",
            "thread": "'x'",
            "parent": "'x'",
            "public": "NOT public",
            "last_message": "'x'",
            "citations": "'[]'",
            "turn": "2",
            "sheet_digest": "'x'",
            "at": "expires_at",
            "expires_at": "at",
        }.items()
    ),
    Attack(
        "void comes to life",
        "UPDATE approvals SET state = 'live' WHERE id = 'app_void'",
        "approvals_move|one_live",
    ),
    Attack(
        "live is counted again",
        "UPDATE approvals SET state = 'counted' WHERE state = 'live'",
        "approvals_move",
    ),
    Attack(
        "spent before it is posted",
        "UPDATE approvals SET state = 'spent' WHERE state = 'live'",
        "approvals_spent",
    ),
    Attack(
        "void while it may appear",
        "UPDATE approvals SET state = 'void' WHERE id = 'app_1'",
        "approvals_held",
        scene="sending",
    ),
    Attack(
        "void while nobody knows",
        "UPDATE approvals SET state = 'void' WHERE id = 'app_1'",
        "approvals_held",
        scene="unknown",
    ),
    Attack(
        "void after it was posted",
        "UPDATE approvals SET state = 'void' WHERE id = 'app_1'",
        "approvals_held",
        scene="posted",
    ),
    Attack("delete an approval", "DELETE FROM approvals", "approvals_keeps"),
    # What is posted, and where.
    *(
        Attack(
            f"begin a posting {what}",
            copy("postings", **{**_SECOND, **_PLACE_2, **changed}),
            "postings_begin|postings_text",
        )
        for what, changed in {
            "without an approval": {"approval": "'none'"},
            "for a void approval": {"approval": "'app_void'", **_PLACE_1},
            "for a counted approval": {"approval": "'app_counted'", **_PLACE_1},
            "as sending": {"state": "'sending'"},
            "as posted": {"state": "'posted'", "remote": "'r'"},
            "at attempt 1": {"attempt": "1"},
            "with a receipt": {"remote": "'r'"},
            "with another text": {"text": f"'{OTHER_TEXT}'"},
            "with another digest": {"digest": f"'{text_digest(OTHER_TEXT)}'"},
            "with another text and digest": {
                "text": f"'{OTHER_TEXT}'",
                "digest": f"'{text_digest(OTHER_TEXT)}'",
            },
            "in another channel": {"channel": "'email'"},
            "in another account": {"account": "'x'"},
            "in another thread": {"thread": "'x'"},
            "under another parent": {"parent": "'x'"},
            "in public": {"public": "NOT public"},
            "for another turn": {"turn": "2"},
            "for another draft": {"draft": "'dra_1'"},
            "in another workspace": {"workspace": "'other'"},
        }.items()
    ),
    Attack(
        "a second posting of one approval",
        copy("postings", id="'pos_x'", key="'key_x'"),
        "one_posting_per_approval",
    ),
    Attack(
        "a second posting replaces the first",
        copy("postings", id="'pos_x'", key="'key_x'").replace("INSERT", "INSERT OR REPLACE"),
        "one_posting_per_approval",
        on=SQLITE,
    ),
    Attack(
        "a second posting under one key",
        copy("postings", **{**_SECOND, **_PLACE_2, "key": "'key-1'"}),
        "one_posting_per_key",
    ),
    *(
        Attack(
            f"change {column} of a posting",
            f"UPDATE postings SET {column} = {value}",
            "postings_stand",
        )
        for column, value in {
            "text": f"'{OTHER_TEXT}'",
            "digest": "'x'",
            "approval": "'app_void'",
            "key": "'x'",
            "channel": "'email'",
            "account": "'x'",
            "thread": "'x'",
            "parent": "'x'",
            "public": "NOT public",
            "conversation": "'con_2'",
            "revision": "'x'",
            "turn": "2",
        }.items()
    ),
    Attack(
        "posted without ever an intent",
        "UPDATE postings SET state = 'posted', remote = 'r'",
        "postings_attempt",
    ),
    Attack(
        "posted without a receipt",
        "UPDATE postings SET state = 'posted'",
        "posted_has_remote",
        scene="sending",
    ),
    Attack(
        "intent without a new attempt", "UPDATE postings SET state = 'sending'", "postings_attempt"
    ),
    Attack(
        "two attempts in one",
        "UPDATE postings SET state = 'sending', attempt = 2",
        "postings_attempt",
    ),
    Attack("an attempt without intent", "UPDATE postings SET attempt = 1", "postings_attempt"),
    Attack(
        "an attempt taken back", "UPDATE postings SET attempt = 0", "postings_attempt", "sending"
    ),
    Attack(
        "an unknown outcome called void",
        "UPDATE postings SET state = 'void'",
        "postings_move",
        scene="unknown",
    ),
    Attack(
        "an unknown outcome called refused",
        "UPDATE postings SET state = 'refused'",
        "postings_move",
        scene="unknown",
    ),
    Attack(
        "posted goes back to the queue",
        "UPDATE postings SET state = 'queued'",
        "postings_move",
        scene="posted",
    ),
    Attack(
        "another receipt afterwards",
        "UPDATE postings SET remote = 'other'",
        "postings_end",
        scene="posted",
    ),
    Attack("delete a posting", "DELETE FROM postings", "postings_keeps"),
    # Intent only for what still stands.
    *(
        Attack(
            f"intent after {what}",
            "UPDATE postings SET state = 'sending', attempt = 1",
            "postings_intent",
            scene=what,
        )
        for what in (
            "the approval is void",
            "its person has left",
            "the customer wrote again",
            "the draft was edited",
        )
    ),
    # Nothing is lost.
    Attack("edit a message", "UPDATE messages SET text = 'x'", "messages_stand"),
    Attack("re-date a message", "UPDATE messages SET turn = 7", "messages_stand"),
    Attack("empty a message without a mark", "UPDATE messages SET text = ''", "messages_stand"),
    Attack(
        "mark a message without emptying it",
        "UPDATE messages SET erased_at = received_at",
        "messages_stand",
    ),
    Attack("delete a message", "DELETE FROM messages", "messages_keeps"),
    Attack("delete a conversation", "DELETE FROM conversations", "conversations_keeps"),
    Attack(
        "replace a conversation",
        copy("conversations", "workspace = 'shop' AND id = 'con_1'", subject="'x'").replace(
            "INSERT", "INSERT OR REPLACE"
        ),
        "pk_conversations|one_thread",
        on=SQLITE,
    ),
    Attack(
        "one conversation swallows another",
        "UPDATE OR REPLACE conversations SET thread = 'thread-2' WHERE id = 'con_1'",
        "one_thread",
        on=SQLITE,
    ),
    Attack("delete a grant", "DELETE FROM grants", "grants_keeps"),
    Attack("shrink a grant", "UPDATE grants SET amount = NULL", "grants_stand"),
    Attack("delete a complaint", "DELETE FROM complaints", "complaints_keeps"),
    Attack("renumber a complaint", "UPDATE complaints SET number = 7", "complaints_stand"),
    Attack("delete a statement", "DELETE FROM statements", "statements_keeps"),
    Attack("reword a statement", "UPDATE statements SET text = 'x'", "statements_stand"),
    # The audit only grows.
    Attack("rewrite the audit", "UPDATE audit SET actor = 'x'", "audit_stand"),
    Attack("re-seal the audit", "UPDATE audit SET seal = 'x'", "audit_stand"),
    Attack("delete from the audit", "DELETE FROM audit", "audit_keeps"),
    Attack(
        "leave a gap in the audit",
        copy("audit", _FIRST_ROW, number="3", before="seal"),
        "audit_follows",
    ),
    Attack("a number twice", copy("audit", _FIRST_ROW), "audit_follows|pk_audit"),
    Attack(
        "replace the last row",
        copy("audit", _FIRST_ROW, actor="'x'").replace("INSERT", "INSERT OR REPLACE"),
        "audit_follows|pk_audit",
        on=SQLITE,
    ),
    Attack(
        "a row over another than the last",
        copy("audit", _FIRST_ROW, number="2", before="before"),
        "audit_follows",
    ),
    *(
        Attack(f"truncate {table}", f"TRUNCATE {table} CASCADE", "no_truncate", on=POSTGRESQL)
        for table in (
            *("audit", "approvals", "postings", "revisions", "revision_clauses"),
            *("messages", "conversations", "workspaces", "people", "drafts", "grants"),
            *("complaints", "incidents"),
        )
    ),
)
