"""A rule that was written about customers and for agents, as it is said to a customer.

"Customers who cancel late may pay a fee" becomes "If you cancel late, you may pay a fee"; "If the
customer asks in time, waive the fee" becomes "If you ask in time, we waive the fee". Only forms
that keep the meaning are turned; for the rest there is no sentence.
"""

from __future__ import annotations

import re

from drafting.wordlists import words

YOU = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)  # a text that speaks to its reader
_KEPT = "\0"  # stands for part of "customer service" while customers become "you"
_SERVICE = re.compile(
    r"\bcustomer[- ](?:service|support|care|accounts?|portal|line)\b", re.IGNORECASE
)
_PEOPLE = r"(?:customers?|users?|clients?|guests?|passengers?)"
_CUSTOMER = rf"(?:(?:the|a|an|any|each|every|our|all|most) )?{_PEOPLE}"
_THIRD = re.compile(rf"\b{_PEOPLE}\b", re.IGNORECASE)
_POSSESSIVE = re.compile(rf"\b{_CUSTOMER}(?:['’]s|s['’])", re.IGNORECASE)
_WITH_VERB = re.compile(
    rf"\b{_CUSTOMER}(?P<adverb> (?:also|always|usually|never|only|then))? (?P<verb>is|are|was|"
    r"were|has|have|does|do|wants?|needs?|receives?|gets?|pays?|returns?|may|can|must|will|should|"
    r"cannot|would|could|might|asks?|reports?|chooses?|provides?|cancels?|requests?|prefers?|"
    r"keeps?|sends?|wishes|wish|qualif(?:y|ies)|orders?|bought|ordered|paid|received|contacts?|"
    r"calls?|opens?|owns?|holds?|books?|booked|changes?|complains?|checks? (?:in|out)|arrives?|"
    r"travels?|buys?|makes?|uses?|signs?|loses?|lost|earns?|redeems?)\b",
    re.IGNORECASE,
)
_AS_OBJECT = re.compile(
    rf"\b(?P<before>\w+) {_CUSTOMER}\b(?=\s*(?:[.,;:!?)]|$)| "
    r"(?:to|for|in|on|at|of|from|with|within|by|and|or|when|if|after|before|once|a|an|the|up|free|back|about|that|as|until|directly)\b)",
    re.IGNORECASE,
)
# "After user confirmation": what is theirs.
_THEIRS = re.compile(
    rf"\b(?:the )?{_PEOPLE} (?P<thing>confirmation|profile|account|request|approval|consent|id|"
    r"order|address|data|name|details|payment|booking|reservation)\b",
    re.IGNORECASE,
)
_BASE = {
    "is": "are",
    "was": "were",
    "has": "have",
    "does": "do",
    "wishes": "wish",
    "qualifies": "qualify",
}
_STAY = words(
    "are were have do may can must will should cannot would could might wish qualify bought "
    "ordered paid received booked lost"
)
_WHO = re.compile(rf"\b{_PEOPLE},? (?:who|that|whose)\b", re.IGNORECASE)
# "Customers who …" with a plain verb, up to what they then may, must or get.
_WHO_MAY = re.compile(
    rf"^(?:all |any |only )?(?:the |an? )?{_PEOPLE} (?:who|that) (?P<who>(?:are|have|do|buy|bought|"
    r"order(?:ed)?|cancel(?:led)?|paid?|pay|want|need|return(?:ed)?|receive[d]?|book(?:ed)?|"
    r"wish|request(?:ed)?|use|hold|own|live)\b[^,.;]{3,90}?),? (?P<then>(?:may|can|must|will|"
    r"should|cannot|receive|get|qualify|are entitled|are eligible|need to|have to|pay)\b .+)$",
    re.IGNORECASE,
)
_THEY = re.compile(
    r"\b(?:they|their|them|theirs|themselves|he|she|his|her|he/she|his/her)\b", re.IGNORECASE
)
# Our own people, as they are spoken of: "Agents must not offer", "the agent can waive".
_OURS = re.compile(
    r"(?P<start>^|[,;:] (?:and |but |then )?)(?P<who>(?:the |an? |our |all |any )?(?:(?:support|"
    r"customer service|service|airline|retail) )?(?:agents?|representatives?|employees?|staff)) "
    r"(?P<modal>must|should|shall|can|may|will|cannot|are (?:not )?allowed to|is (?:not )?allowed "
    r"to|needs? to|ha(?:s|ve) to)(?P<not> not| never)? (?:also |always |then )?(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_DEEDS = (
    r"refund|replace|repair|waive|cancel|extend|credit|offer|issue|provide|send|arrange|charge|"
    r"apply|match|reimburse|honou?r"
)
# After a condition an order to an agent is what we do, where it says what is done in full.
_THEN_DO = re.compile(
    rf"^(?P<condition>(?:if|when|where|in case) [^,:]{{6,160}}), (?:then |please |you (?:should|"
    rf"must|can) )?(?P<verb>{_DEEDS}) (?P<what>.+)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:the|an?|any|your|their|all|up to|half|free|it|them|one|both)\b|[€$£\d]", re.IGNORECASE
)
_NAKED = re.compile(
    r"(?:full |partial |complete |one-time )?(?:refund|replacement|credit|discount|"
    r"voucher|exchange|extension|certificate)\b",
    re.IGNORECASE,
)
_WE_MUST = frozenset({"must", "should", "shall", "needs to", "need to", "has to", "have to"})
# What agents do among themselves, or must not tell.
_NOT_SAID = re.compile(
    r"\b(?:disclos|reveal|mention|tell|inform|hint|ask|verify|obtain|collect|check|confirm|log|"
    r"document|escalat|transfer|make|call|use|follow|ensure|respond|respect|treat|never|"
    r"proactively)\w*\b",
    re.IGNORECASE,
)


def of_ours(text: str) -> str:
    """What agents do as what we do; the text as it is where it cannot be turned."""
    found = _OURS.search(text)
    if found is not None and not _NOT_SAID.match(found["verb"]):
        modal = found["modal"].casefold()
        denied = bool(found["not"]) or " not " in modal or modal == "cannot"
        verb = _said(modal, found["verb"], denied=denied)
        start = found["start"]
        we = "We" if not start and found.start() == 0 else "we"
        text = f"{text[: found.start()]}{start}{we} {verb}{text[found.end() :]}"
    deed = _THEN_DO.match(text)
    if deed is not None:
        what = deed["what"]
        if _NAKED.match(what):
            what = f"a {what}"
        if _ARTICLE.match(what):
            text = f"{deed['condition']}, we {deed['verb'].lower()} {what}"
    return text


def second_person(text: str) -> str | None:
    """A sentence about "the customer" as one to the customer; None where that is not certain."""
    if not _THIRD.search(_SERVICE.sub("", text)):
        return text
    if (who := _WHO_MAY.match(text)) and not _THIRD.search(who["who"]):
        text = f"If you {who['who']}, you {who['then']}"
    if _WHO.search(text):
        return None
    if _THEY.search(text) and not re.search(r"\bcustomers?\b|\byou\b", text, re.IGNORECASE):
        return None
    spoken = _SERVICE.sub(lambda found: found.group().replace("ustomer", _KEPT), text)
    spoken = _POSSESSIVE.sub("your", spoken)
    spoken = _THEIRS.sub(lambda found: f"your {found['thing']}", spoken)
    spoken = _WITH_VERB.sub(_you_and_verb, spoken)
    spoken = _AS_OBJECT.sub(lambda found: f"{found['before']} you", spoken)
    if _THIRD.search(spoken):
        return None
    if _THEY.search(spoken):
        spoken = re.sub(r"\btheir\b", "your", spoken)
        spoken = re.sub(r"\b(?:they|them)\b", "you", spoken)
        if _THEY.search(spoken):
            return None
    return (spoken[:1].upper() + spoken[1:]).replace(_KEPT, "ustomer")


def of_customers(text: str) -> bool:
    """Whether a text speaks of customers in the third person."""
    return bool(_THIRD.search(_SERVICE.sub("", text)))


def _said(modal: str, verb: str, *, denied: bool) -> str:
    if denied:
        return f"cannot {verb}" if modal in {"cannot", "can"} else f"do not {verb}"
    if modal in _WE_MUST:
        return verb
    return f"will {verb}" if modal == "will" else f"can {verb}"


def _you_and_verb(match: re.Match[str]) -> str:
    verb = match["verb"].casefold()
    if verb in _BASE:
        verb = _BASE[verb]
    elif verb not in _STAY and not verb.startswith("check"):
        verb = verb.removesuffix("s")
    return f"you{match['adverb'] or ''} {verb}"
