"""A question turned round, in the second person: "How do I return it?" is "how to return it"."""

from __future__ import annotations

import re

from drafting.problem import turned
from drafting.spelling import mended, odd
from drafting.wordlists import words

_MOST_WORDS = 18
_FEWEST_WORDS = 2
_MOST_WISHED = 14
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), form)
    for pattern, form in (
        (r"how (?:do|can|could|would|should) (?:i|we) (.+)", "how to {}"),
        (r"how to (.+)", "how to {}"),
        (r"how do you (.+)", "how we {}"),
        (
            r"how (can|could) (?!i\b|we\b|you\b)(.+?) be (\w+ed|used|done|sent|paid)\b ?(.*)",
            "how {1} {0} be {2} {3}",
        ),
        (r"(?:can|could|may) (?:i|we) (?:please )?(.+)", "whether you can {}"),
        (
            r"(?:am i|are we) ((?:still )?(?:eligible|entitled|able|allowed|covered) .+)",
            "whether you are {}",
        ),
        (
            (
                r"(?:do|will|should) (?:i|we) "
                r"((?:still )?(?:need|have to|get|receive|pay|lose|earn) .+)"
            ),
            "whether you {}",
        ),
        (
            (r"do you (?!help|please|explain|know|have any|mind)(.+)"),
            "whether we {}",
        ),
        (r"why (can'?t|cannot|can|have|haven'?t|am|do|don'?t) i (.+)", "why you {0} {1}"),
        (r"why (?:was|were) (?:i|we) (.+)", "why you were {}"),
        (r"why (is|are) there (.+)", "why there {} {}"),
        (r"why do you (.+)", "why we {}"),
        (r"will you (?!please|help|do|give|make|send|refund|be able)(.+)", "whether we will {}"),
        (r"(is|are) there (.+)", "whether there {} {}"),
        (
            (
                r"(is|are) (?!that|this|it\b)((?:my |the |your )?(?:[a-z-]+ ){0,2}[a-z-]+) "
                r"(available|possible|included|free|allowed|supported|open|refundable|covered)\b"
                r" ?(.*)"
            ),
            "whether {1} {0} {2} {3}",
        ),
        (
            (
                r"(what|which) ([a-z-]+(?: [a-z-]+)?) (are|is|can be|were|was) "
                r"(\w+(?:ed|able|used)\b.*)"
            ),
            "{0} {1} {2} {3}",
        ),
        (r"what(?:'s| is) ((?:the|my|our) .+)", "what {} is"),
        (r"what are ((?:the|my|our) .+)", "what {} are"),
        (r"where (?:can|do|could) (?:i|we) (.+)", "where you can {}"),
        (r"when (?:will|can|do) (?:i|we) (.+)", "when you {}"),
        (r"how (?:much longer|long|soon) until (?:i|we) (.+)", "how long it takes until you {}"),
        (r"how long does it take (.+)", "how long it takes {}"),
        (r"how long (?:should|do|must) (?:i|we) (?:have to )?(.+)", "how long you have to {}"),
    )
)
_LEADING = re.compile(
    r"^(?:(?:hi|hello|hey|please|so|and|also|ok|just|help|sorry|excuse me|there|(?:can|could) you "
    r"(?:please )?tell me|i (?:don'?t|do not) know|i(?:'m| am) wondering|i wanted to (?:ask|know))"
    r"\b[\s,.!:]*)+",
    re.IGNORECASE,
)
_UNFIT = re.compile(
    r"[€$£@#<>{}\[\]“”\"!]|\b(?!20[0-3]\d\b)\d{4,}|https?:|www\.|\b(?:you|your|wtf|hell|damn|ya|ur|u|na|wanna|"
    r"gonna|kill|sue|idiots?)\b",
    re.IGNORECASE,
)
# What names a case and not a matter: numbers of orders, addresses, names in passing.
_NAMED = re.compile(
    r"\s*\[[^\]]*\]\([^)]*\)|\s*\([^)]*\d[^)]*\)|"
    r"\s*(?:(?:for|on|under|with|from|of) (?:policy|order|booking|ticket|case|"
    r"account) )?(?:with )?(?:number |no\.? |ref(?:erence)? |id )?"
    r"#?\b[A-Z]{2,5}-[A-Z0-9-]*\d[A-Z0-9-]*|"
    r"\s*#?\b\d{5,}\b|\s*\S+@\S+\.\w+",
)
# "what I need to send" is no wish to send it.
_NO_WISH = r"(?!.*\b(?:what|which|how|when|where|if|that|documents?)\b.*\bi\b)"
_WISHES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), form)
    for pattern, form in (
        (
            (
                rf"{_NO_WISH}(?:.*?\b)?i(?:'m| am|'d| would)? (?:need|want|would like|like|trying|"
                r"looking|hoping|wish) to (?!know|ask|make sure|confirm|understand|"
                r"get (?:this|it|that) \w+ed\b)(.+)"
            ),
            "to {}",
        ),
        (
            (
                rf"{_NO_WISH}(?:.*?\b)?i(?:'d| would)? (?:need|want|would like|like) "
                r"((?:an?|my|the|some) .+)"
            ),
            "to get {}",
        ),
        (
            (
                r"(?:can|could|would) (?:you|i) (?:please )?(?:give|get|send|offer|have)"
                r"(?: me| us)? ((?:an?|my|the|some) .+)"
            ),
            "to get {}",
        ),
        (
            (
                r"(?:can|could|would) you (?:please )?(?!tell|please|help|explain|look into|"
                r"do something|let|assist|"
                r"have any|confirm|check|know|believe|imagine)(.+)"
            ),
            "us to {}",
        ),
        (r"(?:i )?(?:need|want) (?:some )?(?:help|assistance) to (.+)", "to {}"),
        (
            r"(?:.*?\b)?i(?:'m| am| was)? wondering (?:if|whether) (?:i|we) (?:could|can|may) (.+)",
            "to {}",
        ),
    )
)


_MATTER = re.compile(r"\b(my|our|the) ((?:[A-Za-z][a-z-]+ ?){1,3})")
# Where the name of a thing ends: before a verb, a preposition, an adverb.
_END = re.compile(
    r"(?:^|\s)(?:is|are|was|were|has|have|had|will|would|can|could|does|did|do|came|to|for|in|on|at|"
    r"from|with|by|and|or|but|not|never|still|yet|that|which|who|when|if|as|so|again|come|"
    r"\w{3,}ed|arrive|work|says?|shows?|keeps?|get|got|hasn|haven|isn|doesn|didn|wasn|using|because|"
    r"after|before|went|said|told|thought|maybe|wants|comes|came|expires?|runs?|goes|gets?|fails?|"
    r"it|you|i|we|they|right|wrong|outside|inside|outdoors|back|all|over|under|during|near|"
    r"behind|next|last|out|off|up|away|safe|available|allowed|suitable|ready|possible)\b",
    re.IGNORECASE,
)
_NO_MATTER = words(
    "way same thing one day time money life moment fault problem question help info information "
    "name email id ids ticket date guest guests coordinator group session sessions system hotel "
    "company team teams reference number policy record records fact best most first last other "
    "rest end birth address these those desk mother father same"
)


# Where a wish ends within a sentence.
_ALSO = (
    r"|,\s+(?:but|and)\s|,\s+(?=(?:who|what|how|when|where|which|can|do|does|is|are|will)\b)|"
    r"\sand (?=(?:\w+ ){1,3}(?:is|are)\b)|"
    r"\s(?:but|because|since|so that|as)\s|\s[-–—]\s"
)


def wished(text: str) -> str:
    """What a customer wants, ready to follow "You'd like": "to cancel it", "us to cancel it"."""
    for piece in _pieces(text, _ALSO):
        wanted = re.sub(r",? (?:instead|please|too|as well)$", "", piece.rstrip("?., "))
        for pattern, form in _WISHES:
            found = pattern.fullmatch(wanted)
            if found and 1 < len(found[1].split()) <= _MOST_WISHED and not _UNFIT.search(found[1]):
                return form.format(turned(found[1]))
    return ""


def asked(text: str) -> str:
    """What a customer asks, ready to follow "You'd like to know"; empty where it does not turn."""
    for piece in _pieces(text, r"|,\s+or\s|\sand (?=(?:what|how|when|where|which|who)\b)"):
        question = piece.rstrip("?. ")
        for pattern, form in _FORMS:
            found = pattern.fullmatch(question)
            if found is None or not _FEWEST_WORDS <= len(question.split()) <= _MOST_WORDS:
                continue
            rest = [turned(group) for group in found.groups()]
            rest[0] = rest[0][:1].lower() + rest[0][1:]
            if any(_UNFIT.search(group) for group in found.groups()):
                continue
            return form.format(*rest).strip()
    return ""


def matter(text: str) -> str:
    """What a message is about ("the exchange rate", "your top-up"), where it names it plainly."""
    for piece in _pieces(text, ""):
        for found in _MATTER.finditer(piece):
            thing = _END.split(found[2], maxsplit=1)[0].strip()
            thing = re.sub(r" (?:of|running|already)$|\b(?:newly|recently)\b.*$", "", thing)
            thing = re.sub(r" of (?:these|those|this|that|it|them)$", "", thing).strip()
            if re.search(r"\b(?:the|an?|my|our|your|match\w*)$", thing):
                continue  # half of a name is worse than none
            if thing and not _UNFIT.search(thing) and thing.split()[-1] not in _NO_MATTER:
                owner = "the" if found[1].casefold() == "the" else "your"
                return f"{owner} {thing.lower() if thing.isupper() else thing}"
    return ""


def _pieces(text: str, also: str) -> list[str]:
    plain = _NAMED.sub("", mended(text).replace("’", "'"))
    split = re.split(rf"(?<=[.?!])\s+|\n+{also}", plain)
    told = [_LEADING.sub("", piece.strip()).strip() for piece in split if piece]
    return [piece for piece in told if not odd(piece)]
