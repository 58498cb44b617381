"""What was said to us: messages kept, followed when they change, and conversations closed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from desk import corrections, incidents, intake, requests
from desk.conversation import Closing, Conversation, Message
from desk.corrections import Said
from desk.draft import Stance
from desk.errors import NotFound
from desk.facts import Fact
from desk.ids import ConversationId
from desk.people import Principal, insist_person
from desk.posting import Incoming
from desk.records import Transaction
from desk.room import Room


class Inbox(Room):
    """What comes in."""

    def open(
        self,
        incoming: Incoming,
        *,
        facts: tuple[Fact, ...] = (),
        scope: Mapping[str, str] | None = None,
        actor: str = "connector",
        drafted: bool = True,
    ) -> Conversation:
        """Keep a message and have a draft made for it. Receiving it twice changes nothing.

        `drafted=False` is for a message of the past that needs no answer any more.
        """
        self.law.channel(incoming.channel)
        now = self.law.clock()
        with self._records.begin(self.workspace) as tx:
            conversation, new = intake.receive(
                tx,
                self.workspace,
                incoming,
                facts=facts,
                scope=scope or {},
                actor=actor,
                now=now,
                terms=self.law.terms,
            )
            if new:
                conversation = incidents.matched(tx, conversation, now)
            if new and drafted:
                requests.request(
                    tx,
                    conversation.id,
                    stance=Stance.BEST,
                    instruction="",
                    actor=actor,
                    now=now,
                )
            return conversation

    def said(self, conversation: ConversationId) -> tuple[Conversation, tuple[Message, ...]]:
        """A conversation and its messages. Raises NotFound."""
        with self._records.begin(self.workspace) as tx:
            return tx.conversations.get(conversation), tx.conversations.messages(conversation)

    def edited(self, said: Said, text: str, at: datetime, actor: str) -> Conversation:
        """The customer edited a message: what rested on it is void, and it is drafted anew."""
        with self._records.begin(self.workspace) as tx:
            now, terms = self.law.clock(), self.law.terms
            conversation, news = corrections.edited(tx, said, text, at, actor, now, terms)
            if news:
                self._drafted(tx, conversation, actor, now)
            return conversation

    def deleted(self, said: Said, actor: str) -> Conversation:
        """The customer deleted a message: what rested on it is void. It stays in the record."""
        with self._records.begin(self.workspace) as tx:
            now = self.law.clock()
            conversation, owed = corrections.deleted(tx, said, actor, now)
            if owed:
                self._drafted(tx, conversation, actor, now)
            return conversation

    def remember(
        self, conversation: ConversationId, text: str, remote: str, at: datetime, actor: str
    ) -> None:
        """Keep a reply that we gave before, so that the next one knows what was said."""
        with self._records.begin(self.workspace) as tx:
            intake.remember(tx, conversation, text, remote, at, actor)

    def receive(self, channel: str, account: str) -> int:
        """Take what a connector has for us; returns how many messages it had.

        The cursor moves after the messages are kept, so that a crash receives some twice and
        none never.
        """
        with self._records.begin(self.workspace) as tx:
            cursor = tx.cursors.get(channel, account)
        received = self.law.channel(channel).receive(cursor)
        for message in received.messages:
            self.open(message)
        for correction in received.corrections:
            said = Said(channel, account, correction.remote)
            with suppress(NotFound):  # it was said before we listened
                if correction.text is None:
                    self.deleted(said, "connector")
                else:
                    self.edited(said, correction.text, correction.at, "connector")
        if received.cursor != cursor:
            with self._records.begin(self.workspace) as tx:
                tx.cursors.put(channel, account, received.cursor)
        return len(received.messages)

    def close(self, conversation: ConversationId, why: Closing, by: Principal) -> Conversation:
        """A person says that no reply is owed any more, and why.

        The customer's next message opens it again; nothing is deleted.
        """
        person, now = insist_person(by), self.law.clock()
        with self._records.begin(self.workspace) as tx:
            return intake.close(tx, conversation, why, person, now)

    def _drafted(
        self, tx: Transaction, conversation: Conversation, actor: str, now: datetime
    ) -> None:
        requests.request(
            tx, conversation.id, stance=Stance.BEST, instruction="", actor=actor, now=now
        )
