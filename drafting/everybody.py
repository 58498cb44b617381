"""What is said to all who read along: the public note of a pair, and the day's thanks to everybody.

Neither commits to anything. The note says that we listened and where the rest is; the rest, with
everything that we would owe, stands in the private message beside it.
"""

from __future__ import annotations

from desk.conversation import MessageKind, Triage
from desk.draft import Part, Sentence
from drafting.said import Speaker

_HEARD = frozenset({Part.GREETING, Part.ACKNOWLEDGEMENT, Part.EMPATHY, Part.APOLOGY, Part.THANKS})
THANKS = Triage(
    MessageKind.PRAISE, "happy", needs_reply=False, reasons=("the day's thanks to everybody",)
)


def public_note(whole: tuple[Sentence, ...], speaker: Speaker) -> tuple[Sentence, ...]:
    """The note, of the whole reply: what was heard, and that the rest is private."""
    heard = tuple(s for s in whole if s.part in _HEARD and not s.citations)
    closing = tuple(s for s in whole if s.part is Part.CLOSING)
    return (*heard, Sentence(speaker.say("pair.note"), Part.ACKNOWLEDGEMENT), *closing)


def thanks(speaker: Speaker) -> tuple[Sentence, ...]:
    """The day's thanks, to nobody by name."""
    said = (
        Sentence(speaker.say("everybody.thanks"), Part.THANKS),
        Sentence(speaker.say("everybody.joy"), Part.EMPATHY),
    )
    signed = speaker.closing()
    return (*said, Sentence(signed, Part.CLOSING)) if signed else said
