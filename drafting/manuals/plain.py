"""A line of a manual in plain words for the customer, or nothing where that is not certain.

Names of fields become words and signs of comparison are read out; what agents are told to say is
said. A line that gives an order to agents, names a tool or a mark of ours is not for customers.
"""

from __future__ import annotations

import re

from drafting.second_person import YOU, second_person

_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\s*(?:>=|≥)\s*", " at least "),
        (r"\s*(?:<=|≤)\s*", " at most "),
        (r"\s*(?:!=|≠)\s*", " is not "),
        (r"\b(with|of|at|in) ((?:[a-z]+ ){0,3}[a-z]+) = ", r"\1 \2 "),
        (r"\b(have|has) ((?:[a-z]+ ){0,3}[a-z]+) = ", r"\1 \2 of "),
        (r" \+ (?=[a-z])", " and "),
        (r"\s*==?\s*", " is "),
        (r"(?<=[\w)])\s*<\s*(?=[\d$€£])|^<\s*(?=[\d$€£])|(?<=\s)<\s*(?=[\d$€£])", " less than "),
        (r"(?<=[\w)])\s*>\s*(?=[\d$€£])|^>\s*(?=[\d$€£])|(?<=\s)>\s*(?=[\d$€£])", " more than "),
        (r"(?<=\() (?=\S)", ""),
        (r"\bis (?=at (?:least|most) )", "is "),
    )
)
_CAPITALS = re.compile(
    r"\b(?:IF|THEN|AND|OR|NOT|ALL|ANY|ELSE|ONLY|MUST|NEVER|ALWAYS|FREE|NO|YES|EXACTLY|FIRST|WHEN|"
    r"DO|CAN|CANNOT|SAME|BOTH|OF|THESE|ARE|TRUE|EACH|ORIGINAL|SOLELY|INCLUDING|ALLOWED|RETAINED|"
    r"BEFORE|AFTER|WITH|WITHOUT|ONE|NEXT)\b"
)
_HOLDS = re.compile(r"`?\b(\w+)\.((?:supports|has|allows|accepts|offers)_\w+)`?\s*=\s*`?true`?")
# A pointer to another place in the manual, which the customer cannot follow.
_POINTER = re.compile(
    r"\s*[;,]\s*(?:please )?(?:see|refer to)\b[^();]*(?=\)|$)|"
    r"\s*\((?:section|see|refer to) [^)]*\)|"
    r"\s*\((?!if\b|when\b|only\b|unless\b)[^()]*[a-z]_[a-z][^()]*\)|^\+ see .*$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"^(?:then |always )?(?:inform|tell|advise|explain to|remind|notify)\s+(?:the |your )?"
    r"(?:customers?|users?|guests?|clients?|policyholders?|passengers?)\s*(?:that\s+|:\s*)?"
    r"(?P<what>.+)$",
    re.IGNORECASE,
)
# After what agents do with it: "…, add the request and inform the customer that fees may apply".
_TOLD_AT_END = re.compile(
    r"(?:,| and|, and) (?:inform|tell|advise) (?:the )?(?:customer|user|guest|policyholder) that "
    r"(?P<what>[^.]+)$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:if|when|for|where|in case) [^,]{4,160}, ", re.IGNORECASE)
_TOLD_ABOUT = re.compile(r"(?:of|about|how|why|whether|what|when|the)\b", re.IGNORECASE)
# Signs of words for agents or machines, wherever they stand.
_INSIDE = re.compile(
    r"[`{}<>|#\\→_\[\]]|\b(?:agents?|tickets?|tools?|zendesk|knowledge base|kb|crm|api|workflow|"
    r"internal(?:ly)?|database|field|enum|dropdown|dashboard|escalat\w*|supervisor|manager|"
    r"section \d|step \d|above|below|see|appendix|decision tree|fraud\w*|flag(?:ged)?|scores?|siu|"
    r"system|status to|will update|workflows?|verify|verified|log(?:ged)?|tags?|macros?|"
    r"process(?:es)?|route|record|"
    r"records?|null|enter|default|you can check|b2[bc]|sla|rma|severity|tbd|formula|example|"
    r"cases?|note to|script|phrases?|explicit\w*|document|customer fault|reason is|action is|"
    r"certain (?!that)\w+|id (?:exists|present|is)|no action|high priority|current (?:date|time)|"
    r"do not (?:examine|assume|rely|mention)|attributes|user (?:ids?|profiles?)|"
    # what refers to a rule that is not told says nothing
    r"(?:applicable|standard|normal|usual) (?:\w+ )?"
    r"(?:window|polic(?:y|ies)|rules?|procedures?))\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:^|[.;:,] |\b(?:then|and|must|should|please|do not|don['’]t|never|always) )(?:verify|check|"
    r"confirm|inform|set|use|process|retrieve|create|document|offer|apologi[sz]e|explain|refer|"
    r"route|log|record|escalate|transfer|calculate|generate|collect|ensure|issue|advise|thank|"
    r"obtain|submit|determine|identify|review|acknowledge|proceed|guide|look up|deny|approve|"
    r"waive|update|add|mark|gather|match|count|flag|compare|search|call|charge|initiate|continue|"
    r"complete|execute|place|treat|apply|provide|ask|decline|reverse|file|map|copy|start|get|"
    r"construct|round|note|run|build|give|send|follow|recommend|redirect|warn|handle|"
    r"investigate|grant|return to|cancel|keep|"
    r"reinstate|assign|notify|contact|include|read|open|close|select|enter|request|validate|"
    r"evaluate|consider|fix|try|reschedule|refund)\b(?! (?:is|are|was|of|at|to the|from|per|fee|"
    r"window|date|policy|policies|for non|due|options?|plans?))",
    re.IGNORECASE,
)
_ARRANGED = re.compile(
    r"\bmust be (?:set|handled|recorded|provided directly|logged|used|included|generated|marked|"
    r"checked|given|kept)\b|^(?:where|which|and|or|but) |\b(?:wants?|wishes) to report\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:their|them|they)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:customers?|users?|guests?|clients?|passengers?|drivers?|members?)\b", re.IGNORECASE
)
# "Standard customers", "VIP guests": a group by its name.
_SOME = re.compile(
    r"\b(?!(?:The|A|An|All|Any|Each|Every|Our|If|When|For|No|Most|Some)\b)[A-Z]\w*(?:/\w+)? "
    r"(?:[Cc]ustomers|[Uu]sers|[Gg]uests|[Cc]lients|[Mm]embers|[Pp]assengers)\b"
)
# What customers must do is no order to agents.
_THEIR_PART = re.compile(
    r"\b(?:customers?|users?|guests?|clients?|policyholders?|you|they|who|please) (?:also )?"
    r"(?:must|should|"
    r"can|may|need to|have to|has to|wants? to)? ?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^they (?=must|need|can|cannot|may|will|have)", re.IGNORECASE)
_TO_DO = re.compile(r"^to (?=speak|contact|call|wait|send|bring|write|ask|use|check)")


def in_words(text: str) -> str:
    """Fields and signs read out: "`vip_tier` = `platinum`" is "vip tier is platinum"."""
    words = _HOLDS.sub(r"the \1 \2", _POINTER.sub("", text)).replace("`", "")
    words = re.sub(r"(?<=\w)_(?=\w)", " ", words)
    words = re.sub(r"(?<![<>!=])\s*(?<![<>!=])=(?!=)\s*", " = ", words)
    for pattern, said in _SIGNS:
        words = pattern.sub(said, words)
    words = _CAPITALS.sub(lambda found: found.group().lower(), words)
    words = re.sub(r"\bSKU\b", "product", words)
    words = re.sub(r"^else\b", "otherwise", words)
    words = re.sub(
        r"^(?:rule|note|important|requirement|critical|exception):\s*",
        "",
        words,
        flags=re.IGNORECASE,
    )
    return re.sub(r"\s+", " ", words).strip()


def named(text: str) -> str:
    """The name of a column, in plain words; empty where it is none for customers."""
    words = in_words(text)
    return "" if _INSIDE.search(words) else words


def plain(text: str) -> str:
    """The line as it may be said to the customer, without its full stop; else empty."""
    words = in_words(text).rstrip(". ")
    at_end = _TOLD_AT_END.search(words)
    if at_end is not None:
        lead = _LEAD.match(words)
        words = f"{lead.group()}{at_end['what']}" if lead else at_end["what"]
    told = _TOLD.match(words)
    if told is not None:
        words = told["what"].strip("“”\"' ").rstrip(".")
        if _TOLD_ABOUT.match(words) and not re.match(
            r"the \w+ (?:is|are|has|have|will|was)", words
        ):
            return ""
        words = _TO_DO.sub("please ", _SUBJECT.sub("you ", words))
    elif YOU.search(words):
        return ""  # in a manual "you" is an agent
    if not words or _INSIDE.search(words) or _ORDER.search(_THEIR_PART.sub("-", words)):
        return ""
    if _ARRANGED.search(words) or (_OTHERS.search(words) and not _PEOPLE.search(words)):
        return ""
    if _SOME.search(words):
        return words  # a rule about some of the customers, who may not be this one
    return second_person(words) or ""
