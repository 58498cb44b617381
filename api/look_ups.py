"""Facts from the company's own system: asked before a draft is written, and when a person asks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from desk.conversation import Conversation, Message
from desk.ids import ConversationId
from desk.lessons import LookUp
from desk.lifecycle import Desk
from desk.looking_up import FactAnswer, FactSystem, NoFacts, question_about
from desk.people import Principal
from desk.requests import Work

log = logging.getLogger("makegood.look_ups")

_ACTOR = "look-up"
Say = Callable[[str, str], None]  # is told a stage and what to say of it


class LookUps:
    """Asks the system once for each turn of a customer, and again when a person wants it."""

    def __init__(self, desk: Desk, system: FactSystem) -> None:
        """Over one desk; `system` speaks to the other side."""
        self._desk = desk
        self._system = system

    def before_writing(self, work: Work, say: Say) -> Work:
        """The same work with what the system knows. Where it does not answer, nothing is known.

        A system that answered for this turn is not asked again; one that failed is.
        """
        there = work.conversation
        if self._desk.notebook.is_looked_up(there.id, there.turn):
            return work
        say("facts", "Asking the company's system what it knows.")
        answer = self._asked(there, work.messages)
        found = self._desk.notebook.looked_up(there.id, answer, _ACTOR, reconsider=False)
        if found.answered:
            say("facts", f"Known by now: {found.says}.")
        else:
            say("facts", f"{found.says} Nothing is assumed.")
        return replace(work, conversation=self._desk.said(there.id)[0])

    def for_person(self, conversation: ConversationId, by: Principal) -> LookUp:
        """Ask now; what rested on other facts is looked at again."""
        answer = self._asked(*self._desk.said(conversation))
        return self._desk.notebook.looked_up(conversation, answer, by.actor, reconsider=True)

    def ping(self) -> str:
        """A word of the system, where it can be reached; raises where it cannot."""
        return self._system.ping()

    def _asked(
        self, conversation: Conversation, messages: tuple[Message, ...]
    ) -> FactAnswer | NoFacts:
        try:
            return self._system.ask(question_about(conversation, messages))
        except NoFacts as silence:
            log.warning("facts of %s were not looked up: %s", conversation.id, silence)
            return silence
