"""What the pipeline is asked: one turn of a conversation, its facts, and the channel's terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from desk.conversation import Conversation, Direction, Message
from desk.draft import Side, Stance
from desk.facts import CaseFacts
from desk.ids import DraftId
from desk.limits import Limits


@dataclass(frozen=True)
class DraftRequest:
    """Everything that a draft may rest on.

    `length` counts and `normalise` rewrites as the channel does. `recent_replies` are texts that
    other customers were sent lately, so that this one differs; `promises` are the words of what
    this customer has been promised before. `side` says which half of a pair it is to be: a public
    note that commits to little, or the private message with all of it. `plain` asks for a tone
    without cheer, because something goes wrong for many. `examples` gives approved
    replies for these clauses, for their tone and form; they permit nothing.
    """

    draft: DraftId
    conversation: Conversation
    messages: tuple[Message, ...]
    facts: CaseFacts
    stance: Stance = Stance.BEST
    instruction: str = ""
    limits: Limits = field(default_factory=lambda: Limits(None))
    length: Callable[[str], int] = len
    normalise: Callable[[str], str] = str
    recent_replies: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    side: Side = Side.WHOLE
    plain: bool = False
    examples: Callable[[tuple[str, ...]], tuple[str, ...]] = lambda _clauses: ()

    @property
    def public(self) -> bool:
        """Whether everybody may read the reply."""
        if self.side is Side.MESSAGE:
            return False
        return self.conversation.public or self.limits.public

    @property
    def turn(self) -> tuple[Message, ...]:
        """The customer's messages of the turn that is answered."""
        return tuple(
            message
            for message in self.messages
            if message.direction is Direction.INCOMING and message.turn == self.conversation.turn
        )

    @property
    def earlier(self) -> tuple[Message, ...]:
        """What was said before this turn, both ways."""
        now = {message.id for message in self.turn}
        return tuple(message for message in self.messages if message.id not in now)

    @property
    def our_replies(self) -> tuple[str, ...]:
        """What we have answered in this conversation."""
        return tuple(m.text for m in self.messages if m.direction is Direction.OUTGOING)
