"""Erasing a customer on their own request: rows first, then what is left of them in files."""

from __future__ import annotations

from api.house import Cabinet
from desk.ids import ConversationId
from desk.registers import Registers


def erase(
    registers: Registers, cabinet: Cabinet, conversation: ConversationId, actor: str
) -> tuple[ConversationId, ...]:
    """Erase the customer of this conversation everywhere. Returns which conversations.

    Raises NotFound, and WrongState while a reply to them may still appear.
    """
    names = registers.erase(conversation, actor)
    cabinet.scrub()
    return names
