"""The customer's own words, turned round: "my parcel came late" becomes "your parcel came late".

Only what reads well turned round is used; whatever is doubtful (insults, accusations, personal
data, amounts) is left to the phrases.
"""

from __future__ import annotations

import re

from drafting.spelling import mended, odd
from drafting.topics import Topic, where
from drafting.wordlists import words

_MOST_WORDS = 16
_FEWEST_WORDS = 3
_LEADING = re.compile(
    r"^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|guys|team|all|there|so|and|but|"
    r"also|well|ok(?:ay)?|seriously|honestly|basically|apparently|actually|sorry|please|help|"
    r"anyway|then|now|yes|no|just|because|since|although|though|oh|wow|great|unfortunately|sadly|"
    r"@\w+)\b[\s,.!:–-]*)+",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"[.!?…;\n]+|\s[–—-]\s|,\s+(?=(?:and|but|so|i|my|the|it|we|this|which|now|then|yet|can|please|"
    r"nobody|no one|nothing|how|what|why|when)\b)|\s(?=(?:but|because|so|yet|although)\s)|"
    r"\sand\s(?=(?:i|we|my|the|it|now|nobody|no one|still|this)\b)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:i|i'm|i've|i'd|i am|my|our|we|we're|we've|the|it|it's|its|this|that|there|there's|one|"
    r"two|both|half|nobody|nothing|no one)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|am|isn't|aren't|wasn't|hasn't|haven't|hadn't|didn't|"
    r"doesn't|don't|can't|couldn't|cannot|won't|did|does|do|keeps?|kept|came|arrived|broke|"
    r"stopped|got|waited|ordered|bought|received|lost|fell|went|took|says|said|shows|showed|"
    r"leaks?|smells?|looks?|turned|charged|paid|tried|never|found|made|gave|chose|sat|told|knew|brought|taught|sent|i'm|i've|it's|there's|we're|we've|"
    r"\w{3,}ed)\b",
    re.IGNORECASE,
)
_UNFIT = re.compile(
    r"\b(?:you|your|yours|u|ur|yourselves|guys|idiots?|stupid|scam\w*|liars?|thieves|crooks|joke|"
    r"worst|awful|terrible|useless|rubbish|crap|disgust\w*|pathetic|shambles|f\w*ck\w*|sh[i1]t\w*|"
    r"bloody|damn|hell|hate|sue|lawyer|want|would like|i'd like|we'd like|wish|demand|"
    r"need|expect|hope|guess|think|believe|know|please|she|he|her|his|him|mr|mrs|sir|madam|says?|said|told)\b|"
    r"[€$£@#<>{}\[\]“”\"]|\d{4,}|https?:|www\.|\?",
    re.IGNORECASE,
)
_MOST_PRAISED = 22
_SIGNS = 0x2000  # above it are signs and emoji
_ENDS = re.compile(r"[.!?…;\n]+|\s[–—-]\s")
_SOMEBODY = re.compile(r"(?:he|she|they|everything|everyone|everybody|all)\b", re.IGNORECASE)
_UNSAID = re.compile(
    r"\b(?:you|your|u|want|wish|hope|please|sir|madam)\b|[€$£@#<>{}\[\]“”\"]|\d{4,}|https?:|www\.|"
    r"\?",
    re.IGNORECASE,
)
_SOMETHING_BAD = re.compile(
    r"\b(?:but|although|however|except|broken|late|damaged|wrong)\b", re.IGNORECASE
)
_TURN: dict[str, str] = {
    "i": "you",
    "i'm": "you're",
    "i've": "you've",
    "i'd": "you'd",
    "i'll": "you'll",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "we": "you",
    "we're": "you're",
    "we've": "you've",
    "us": "you",
    "our": "your",
    "ours": "yours",
    "ourselves": "yourselves",
}
_TURNED = re.compile(
    r"\b(i am|i was|am i|was i|i'm|i've|i'd|i'll|we're|we've|i|me|my|mine|myself|we|us|our|ours|"
    r"ourselves)\b",
    re.IGNORECASE,
)
# What ends the name of a thing after "my": verbs, prepositions, adverbs.
_THING = re.compile(
    r"\b(?:my|our)\s+((?:(?!(?:is|was|has|had|have|are|were|will|would|can|could|does|did|do|came|"
    r"arrived|broke|stopped|got|still|never|not|just|only|yet|always|keeps?|kept|went|fell|took|"
    r"shows?|says?|said|turned|looks?|in|on|at|from|for|with|to|by|of|about|after|before|since|"
    r"and|or|but|because|that|which|who|this|today|yesterday|when|as|if|so|again|twice|up|out|off|"
    r"back|last|own|new|old|first|second|late|broken|damaged|lost|missing|"
    r"wrong)\b)[a-z][a-z'-]+\s*){1,2})",
    re.IGNORECASE,
)
# A name with capitals or a hyphen, and a word or number after it that may belong to it.
_CUT_NAME = re.compile(r"[A-Z]|-|\s[A-Z0-9]")
_GOES_ON = re.compile(
    r"\s*(?!(?:is|was|has|had|have|are|were|will|would|can|could|does|did|do|came|arrived|broke|"
    r"stopped|got|still|never|not|in|on|at|from|for|with|to|by|of|about|after|before|since|and|or|"
    r"but|because|that|which|who|this|today|yesterday|when|as|if|so|again|twice|up|out|off|back|"
    r"keeps?|won't|doesn't|isn't|hasn't)\b)[A-Za-z0-9]"
)
_SKIP_WORD = re.compile(
    r"\b(my|our) (?:new|old|own|first|second|last|whole|entire|lovely)\b", re.IGNORECASE
)
_THINGS = (
    r"(?:lamp|table|chair|sofa|shelf|shelves|bed|desk|mug|cup|plate|bowl|vase|rug|carpet|towel|"
    r"towels|blanket|cushion|cushions|mirror|clock|kettle|toaster|jacket|coat|dress|shirt|shoes|"
    r"boots|book|phone|laptop|tablet|headphones|camera|toy|cot|pan|pot|knife|basket|candle|"
    r"curtain|curtains|pillow|duvet|mattress|wardrobe|cabinet|drawers|stool|stools|bench|card|"
    r"watch|bag)"
)
_BOUGHT = re.compile(
    rf"\b(?:(?:ordered|bought|purchased|received|got) (?:a|an|the|this|your|some)|the|this|these) "
    rf"((?:(?!old|new|same|other|right|wrong|whole|last|first|next)[a-z-]+ ){{0,1}}{_THINGS})\b",
    re.IGNORECASE,
)
_NOT_A_THING = words(
    "money life day days time name address fault opinion email mail account bank husband wife son "
    "daughter mother father mum mom dad partner friend friends neighbour neighbor house home door "
    "birthday wedding problem question issue experience complaint messages message emails calls "
    "call number phone family kids children boss landlord way mind view side patience hands "
    "identity data personal details country review comment rating post "
    "posts reviews stars neighbour date id ids ticket customer birth amount balance due reference "
    "front space room building apartment yard garage policy membership installation installer "
    "wedding hotel stay booking reservation group company neighbours neighbors street"
)
_OPINION = re.compile(
    r"\bi(?:'m| am)? (?:fear|think|feel|believe|afraid|worried|pretty sure|sure|"
    r"guess)(?: that)? (?=my|the|our)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\s*(?:for|on|under|with|from) (?:order|policy|booking)"
    r"(?= #?[A-Z]{0,4}-?\d{4,}))?(?:\s*\((?:order|no\.?|number|#)[^)]*\)|"
    r"\s*(?:number|no\.?)?\s*#?[A-Z]{0,4}-?\d{4,})(?=\W|$)"
)
_SOMETHING_WRONG = re.compile(
    r"n't\b|\b(?:not|never|no|wrong|failed|lost|stolen|took|swallowed|blocked|declined|rejected|"
    r"stuck|missing|broke|broken|still|again|twice|extra)\b",
    re.IGNORECASE,
)
# What somebody says in passing and could not be sorry about.
_NO_TROUBLE = re.compile(
    r"\b(?:rush|hurry|not (?:really |quite |so )?sure|unsure|wondering|"
    r"under (?:\w+ ){0,3}(?:warranty|guarantee)|"
    r"no (?:problem|worries|accidents?|"
    r"prior)|(?:haven't|have not|didn't|did not|never) (?:damaged|dropped|opened|used|broken|"
    r"caused|filed|done|touched|installed|cancel\w*|asked|agreed|order\w*|"
    r"requested|signed))\b",
    re.IGNORECASE,
)
# A judgement on what we did: to be sorry "that it is wrong" would say that it is.
_JUDGED = re.compile(
    r"\b(?:is|are|was|were|it's|that's) (?:\w+ )?(?:wrong|incorrect|false|unfair|illegal|unlawful|"
    r"misleading|dishonest|dangerous|unsafe)\b|\b(?:not|n't) (?:\w+ )?(?:the )?(?:right|correct)\b",
    re.IGNORECASE,
)
_VERB_ENDING = re.compile(r"(?:ed|ing)$")


def restated(text: str, topic: Topic | None) -> str:
    """The part of `text` that names the problem, in the second person, ready to follow "that".

    An empty string where nothing in it can be turned round safely.
    """
    plain = _NUMBERED.sub("", mended(text).replace("’", "'")).replace(" ()", "")
    plain = _OPINION.sub("", plain)
    pieces = [
        _LEADING.sub("", piece.strip()).strip(" ,:-–") for piece in _SPLIT.split(plain) if piece
    ]
    fit = [
        piece
        for piece in pieces
        if _can_turn(piece) and not _NO_TROUBLE.search(piece) and not _JUDGED.search(piece)
    ]
    if topic is not None:
        fit = [piece for piece in fit if where(topic, piece) >= 0]
        if topic.wish:
            fit = [piece for piece in fit if _SOMETHING_WRONG.search(piece)]
    else:
        fit = [piece for piece in fit if _SOMETHING_WRONG.search(piece)]
    return _turn(fit[0], thing_in(text)) if fit else ""


def praised(text: str, person: str) -> str:
    """What a customer praises, in the second person, ready to follow "that"; may be empty.

    `person` is whom they name; "she" or "he" at its beginning becomes the name.
    """
    pieces = [
        _LEADING.sub("", piece.strip()).strip(" ,:-–")
        for piece in _ENDS.split(mended(text))
        if piece
    ]
    fit = [
        piece
        for piece in pieces
        if _FEWEST_WORDS < len(piece.split()) <= _MOST_PRAISED
        and (_SUBJECT.match(piece) or _SOMEBODY.match(piece) or piece.startswith(person or "\0"))
        and _VERB.search(piece)
        and not _UNSAID.search(piece)
        and not _SOMETHING_BAD.search(piece)
        and not odd(piece)
        and all(ord(char) < _SIGNS or char in "’–" for char in piece)
    ]
    if not fit:
        return ""
    words = _turn(max(fit, key=len), "")
    return re.sub(r"^(?:she|he|they)\b", person, words) if person else words


def thing_in(text: str) -> str:
    """What it is about, as the customer calls it ("coffee table"); empty where they do not say."""
    plain = _SKIP_WORD.sub(r"\1", mended(text))
    for found in (*_BOUGHT.finditer(plain), *_THING.finditer(plain)):
        if _CUT_NAME.search(found.group(1)) and _GOES_ON.match(plain[found.end(1) :]):
            continue  # half of a name is worse than none
        words = [w.lower() if w.isupper() else w for w in found.group(1).strip().split()]
        while words and (len(words) > 1 and _VERB_ENDING.search(words[-1])):
            words.pop()
        if (
            words
            and not odd(" ".join(words))
            and (words != ["bag"] or found.group().casefold().startswith("my"))
            and not {w.casefold() for w in words} & _NOT_A_THING
            and not _VERB_ENDING.search(words[-1])
        ):
            return " ".join(words)
    return ""


def turned(text: str) -> str:
    """First person to second person, word by word."""
    return _TURNED.sub(_other_person, text)


def _other_person(match: re.Match[str]) -> str:
    words = match.group().casefold()
    fixed = {"i am": "you are", "i was": "you were", "am i": "are you", "was i": "were you"}
    return fixed.get(words) or _TURN[words]


def _can_turn(piece: str) -> bool:
    words = piece.split()
    return (
        _FEWEST_WORDS <= len(words) <= _MOST_WORDS
        and bool(_SUBJECT.match(piece))
        and bool(_VERB.search(piece))
        and not _UNFIT.search(piece)
        and not odd(piece)
        and "," not in piece
        and all(ord(char) < _SIGNS or char in "’–" for char in piece)
    )


def _turn(piece: str, thing: str) -> str:
    plain = piece.casefold() if _mostly_capitals(piece) else piece
    if thing and not (thing.endswith("s") and not thing.endswith("ss")):
        plain = re.sub(r"^it's\b(?! been)", f"my {thing} is", plain, count=1, flags=re.IGNORECASE)
        plain = re.sub(r"^it\b(?!')", f"my {thing}", plain, count=1, flags=re.IGNORECASE)
    plain = re.sub(r"\b[A-Z]{4,}\b", lambda found: found.group().lower(), plain)
    words = turned(plain)
    words = re.sub(r"\b(?:literally|fucking|very very|really really)\s", "", words)
    first, _, rest = words.partition(" ")
    return f"{first[:1].lower()}{first[1:]} {rest}".strip(" ,;:")


def _mostly_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(char.isupper() for char in letters) > len(letters) * 0.6
