"""A question turned round: "How do I return it?" becomes "how to return it", in the second person."""

from __future__ import annotations

import re

from drafting.problem import turned

_MOST_WORDS = 18
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), form)
    for pattern, form in (
        (r"how (?:do|can|could|would|should) (?:i|we) (.+)", "how to {}"),
        (r"how to (.+)", "how to {}"),
        (r"(?:can|could|may) (?:i|we) (?:please )?(.+)", "whether you can {}"),
        (r"(?:do|can|could) you (?!tell|help|please|explain|do something)(.+)", "whether we {}"),
        (r"(is|are) there (.+)", "whether there {} {}"),
        (r"where (?:can|do|could) (?:i|we) (.+)", "where you can {}"),
        (r"when (?:will|can|do) (?:i|we) (.+)", "when you {}"),
        (r"how long does it take (.+)", "how long it takes {}"),
        (r"how long (?:should|do|must) (?:i|we) (?:have to )?(.+)", "how long you have to {}"),
    )
)
_LEADING = re.compile(
    r"^(?:(?:hi|hello|hey|please|so|and|also|ok|just|help|sorry|excuse me)\b[\s,.!]*)+",
    re.IGNORECASE,
)
_UNFIT = re.compile(
    r"[€$£@#<>{}\[\]“”\"!]|\d{4,}|https?:|www\.|\b(?:you|your|wtf|hell)\b", re.IGNORECASE
)


def asked(text: str) -> str:
    """What a customer asks, ready to follow "You'd like to know"; empty where it does not turn."""
    for piece in re.split(r"(?<=[.?!])\s+|\n+", text):
        question = _LEADING.sub("", piece.strip()).rstrip("?. ")
        for pattern, form in _FORMS:
            found = pattern.fullmatch(question)
            if found is None or not 2 <= len(question.split()) <= _MOST_WORDS:
                continue
            rest = [turned(group) for group in found.groups()]
            rest[0] = rest[0][:1].lower() + rest[0][1:]
            if any(_UNFIT.search(group) for group in found.groups()):
                continue
            return form.format(*rest)
    return ""
