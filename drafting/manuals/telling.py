"""How a manual's rule reads to a customer: states and sums as people say them, lists as sentences.

Only the wording changes; figures, conditions and who they are for stay as the rule has them.
"""

from __future__ import annotations

import re

_MENDED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        # "booking status is cancelled", "Orders with status delivered"
        (
            r"\bwith (?:[a-z]+ )?status ([a-z]+) (scheduled|completed|confirmed)\b",
            r"whose \1 is \2",
        ),
        (r"\bwith (?:[a-z]+ )?status (?=[a-z])", "that are "),
        (
            (
                r"((?:^|\b(?:and|or|when|if|where)|[;:,–]) ?)(?:the )?"
                r"((?:(?!if\b|when\b|and\b|or\b)[a-z]+ ){0,2}?(?!if\b|when\b|and\b|or\b)[a-z]+)"
                r" status (is|must be)\b"
            ),
            r"\1the \2 \3",
        ),
        # "time until check-in less than 24 hours", "amount more than 1.5× monthly payment"
        (r"\b([Tt]ime (?:until|since) [\w-]+) (less|more) than\b", r"the \1 is \2 than"),
        (r"\b(amount) (less|more) than\b", r"\1 of \2 than"),
        (r"(?<=\d) ?[×x] (?=[a-z]{3})", " times the "),
        (
            r"^(\w+s) not (permitted|allowed|accepted|available|possible|supported)\b",
            r"\1 are not \2",
        ),
        (r"^Applicability: ", "This applies to: "),
    )
)
# Of a list that was made one sentence: "when hotel partner tier is budget", "when requested
# configuration is unavailable".
_OURS = re.compile(r"\b([Ww]hen|[Ii]f) ([a-z]+) partner tier is ([a-z]+)\b")
_BARE = re.compile(r"\b([Ww]hen|[Ii]f) (requested [a-z]+) (is|are)\b")
# A state as a field of a form: the policy's status "Must be Active or In Grace Period".
_STATUS = re.compile(
    r"^(?P<what>[A-Z][a-z]+) status: (?P<must>[Mm]ust|[Cc]annot already) be (?:in )?"
    r"(?P<state>[^.;]+?)(?: status)?(?P<stop>\.?)$"
)
# A lead that the items finish, each by itself: "… not permitted when: a; b; c".
_FINISHED = re.compile(
    r"^(?P<lead>[^:]{8,}) (?P<word>when|if|unless): (?P<items>.+?)(?P<stop>\.?)$"
)
_ONE_NEEDED = re.compile(r"\b(requires?): (?P<first>[A-Za-z])(?=[^;:]+$)")


def told(text: str) -> str:
    """The rule as it is said; the same text where nothing in it needs mending."""
    status = _STATUS.match(text)
    if status is not None:
        must = status["must"].lower()
        return f"The {status['what'].lower()} {must} be {status['state'].lower()}{status['stop']}"
    for pattern, words in _MENDED:
        text = pattern.sub(words, text)
    text = _ONE_NEEDED.sub(lambda found: f"{found[1]} {_article(found['first'])}", text)
    finished = _FINISHED.match(text)
    if finished is None:
        return text
    word = finished["word"]
    items = [_small(item) for item in finished["items"].split("; ")]
    ending = (
        f", or {word} ".join((f", {word} ".join(items[:-1]), items[-1])) if items[1:] else items[0]
    )
    ending = _OURS.sub(r"\1 the \2 is one of our \3 partners", f"{word} {ending}")
    ending = _BARE.sub(r"\1 the \2 \3", ending)
    return f"{finished['lead']} {ending}{finished['stop']}"


def _article(letter: str) -> str:
    return f"{'an' if letter.lower() in 'aeiou' else 'a'} {letter.lower()}"


def _small(item: str) -> str:
    """An item in the middle of a sentence, where it begins with an ordinary word."""
    return f"{item[:1].lower()}{item[1:]}" if re.match(r"[A-Z][a-z]+ [a-z]", item) else item
