"""A question turned round, in the second person: "How do I return it?" is "how to return it"."""

from __future__ import annotations

import re

from drafting.problem import turned

_MOST_WORDS = 18
_FEWEST_WORDS = 2
_MOST_WISHED = 14
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


_WISH = re.compile(
    r"(?:.*?\b)?i(?:'m| am|'d| would)? (?:need|want|would like|like|trying|looking|hoping) to (.+)",
    re.IGNORECASE,
)


def wished(text: str) -> str:
    """What a customer wants to do, ready to follow "You'd like to"; may be empty."""
    for piece in re.split(
        r"(?<=[.?!])\s+|\n+|,\s+(?:but|and)\s|\s(?:but|because|since|so that)\s", text
    ):
        found = _WISH.fullmatch(_LEADING.sub("", piece.strip()).replace("’", "'").rstrip("?., "))
        if found and 1 < len(found[1].split()) <= _MOST_WISHED and not _UNFIT.search(found[1]):
            return turned(found[1])
    return ""


def asked(text: str) -> str:
    """What a customer asks, ready to follow "You'd like to know"; empty where it does not turn."""
    for piece in re.split(r"(?<=[.?!])\s+|\n+", text):
        question = _LEADING.sub("", piece.strip()).rstrip("?. ")
        for pattern, form in _FORMS:
            found = pattern.fullmatch(question)
            if found is None or not _FEWEST_WORDS <= len(question.split()) <= _MOST_WORDS:
                continue
            rest = [turned(group) for group in found.groups()]
            rest[0] = rest[0][:1].lower() + rest[0][1:]
            if any(_UNFIT.search(group) for group in found.groups()):
                continue
            return form.format(*rest)
    return ""
