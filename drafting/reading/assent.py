"""A question that the same text answers with yes: "A full refund? No problem at all." says it."""

from __future__ import annotations

import re

_YES = re.compile(
    r"^\W*(?:yes|yep|no problem|of course|sure|certainly|absolutely|definitely|gladly"
    r"|with pleasure|"
    r"granted|done|by all means|you got it|consider it done|why not|ja|klar|natürlich|gerne?|"
    r"selbstverständlich|kein problem|oui|bien sûr|avec plaisir|pas de problème|sí|claro|"
    r"por supuesto|con gusto|sin problema|sim|com certeza|sem problema|com prazer|sì|certo|"
    r"certamente|volentieri|nessun problema|natuurlijk|zeker|graag|geen probleem)\b",
    re.IGNORECASE,
)
# Whose wish it was: what is wished for is then no longer only spoken of.
_WISH = re.compile(
    r"^\W*(?:(?:so )?you(?:['’]d| would)? (?:(?:rather|prefer to) (?:have|get|receive)"
    r"|want(?:ed)?|like|wish(?:ed)? for|ask(?:ed)? for"
    r"|need(?:ed)?"
    r"|request(?:ed)?)|your (?:wish|request|demand|question)(?: for| about| of)?|"
    r"(?:sie|du) (?:wollen|möchten|wünschen)|vous (?:voulez|souhaitez|demandez)|(?:usted )?quiere|"
    r"(?:você )?quer|vuole|u wilt)\b",
    re.IGNORECASE,
)
_END = re.compile(r"\?(?=[\"'”’) ]*$)")


def assented(sentence: str, following: str) -> str:
    """A question as the statement that the sentence after it makes of it, of the same length; any
    other sentence as it is.
    """
    if not _YES.match(following) or not _END.search(sentence):
        return sentence
    said = _WISH.sub(lambda m: " " * len(m[0]), sentence)
    return _END.sub(".", said)
