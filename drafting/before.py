"""What was said before: our own words in the customer's message, and promises that have not come.

A customer who quotes our last reply does not say it themselves; and one who still waits for what we
promised needs somebody who looks it up, not the same clause a second time.
"""

from __future__ import annotations

import re

from desk.sentences import split
from drafting.request import DraftRequest

_LEAST = 4  # words of ours that are recognised in a message
_QUOTED_LINE = re.compile(r"^\s*(?:>|On .{5,60} wrote:|Am .{5,60} schrieb).*$", re.MULTILINE)
_EMPTY_QUOTES = re.compile(
    r"[\"“”„«»']\s*[\"“”„«»']|\b(?:you (?:wrote|said|told me))\s*:\s*(?=\W*$)"
)
_STILL = re.compile(
    r"\bstill (?:have |got |see )?(?:nothing|no\b|not|haven'?t|hasn'?t|waiting)|\bnothing (?:has )?"
    r"(?:happened|arrived|come|came)|\bnot (?:here |there )?yet\b|\b(?:never|not) (?:arrived|came|"
    r"got|received)|\bwhere is (?:it|my|the)\b|\b(?:days|weeks) ago\b|immer noch (?:nicht|nichts|"
    r"kein)|toujours (?:pas|rien)|todavía (?:no|nada)|ainda (?:não|nada)|ancora (?:non|niente)|"
    r"nog (?:steeds )?(?:niet|niets|geen)",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"\b(?:we(?:['’]ll| will| then)? (?:refund|send|replace|credit|repair|pay|call|write|answer|"
    r"collect|give)|you (?:get|will get|receive)|wir (?:erstatten|senden|schicken|ersetzen)|nous "
    r"(?:rembours|envo)|le (?:reembols|env))\w*",
    re.IGNORECASE,
)
_OF_US = re.compile(
    r"\bI(?:['’]m| am)(?: the| a| an| your| one of your)?(?: \w+)? (?:director|ceo|manager|owner|"
    r"supervisor|employee|staff|colleague)s?\b(?! of (?:a|my))|\bI work (?:at|for|in) (?:your|the) "
    r"(?:head office|headquarters|company|team|shop|support)|\bI (?:hereby )?(?:approve|"
    r"authori[sz]e)\b",
    re.IGNORECASE,
)


def without_ours(text: str, request: DraftRequest) -> str:
    """The customer's text without the words of our replies that it quotes."""
    if not request.our_replies:
        return text
    plain = _QUOTED_LINE.sub("", text)
    for reply in request.our_replies:
        for sentence in split(reply):
            if len(sentence.split()) >= _LEAST:
                plain = plain.replace(sentence, "").replace(sentence.rstrip(".!?"), "")
    return _EMPTY_QUOTES.sub("", plain).strip() or text


def unkept(text: str, request: DraftRequest) -> str:
    """What we promised before and the customer says has not come; empty where there is none."""
    if not _STILL.search(text):
        return ""
    if request.promises:
        return request.promises[0]
    said = (piece for reply in reversed(request.our_replies) for piece in split(reply))
    return next((piece for piece in said if _PROMISED.search(piece)), "")


def claims_to_be_ours(text: str) -> str:
    """The words with which a customer claims to be one of us; empty where they do not."""
    found = _OF_US.search(text)
    return found.group() if found else ""
