"""Where each number, date, link, phone number and name of a text comes from.

From a clause that the sentence cites, from the case facts, from the conversation, or from what
the company lists; otherwise it is a finding. A number that the clause gives for something else
counts as not supported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desk.alignment import Place, Places, misplaced, places
from desk.check import Case
from desk.draft import Finding, Severity
from desk.findings import FINDINGS
from desk.reading.mention import DayOfYear, Mention, MentionValue, Weekday
from desk.reading.quantities import quantities, same
from policies.clause import Clause, ClauseId
from policies.company import Company
from policies.terms import Money, Percent, Period

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'()\[\]]+|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|de|fr|es|it|nl|pt|eu|uk|shop|store|example|app|dev|co|info|biz|me|ly|gl|link|xyz|ru|top|online|site)\b(?:/[^\s<>\"'()\[\]]*)?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = re.compile(
    r"(?<![\w.,€$£/-])(?:\+|00|\(?0)[\d][\d ()/.\-]{5,20}\d(?!\w)|(?<!\w)1?-?8\d\d[- ]\d{3}[- ]\d{4}(?!\w)|(?<![\w.,€$£-])\d{3}[- .]\d{3}[- .]\d{4}(?!\w)"
)
_CODE = re.compile(r"(?<![\w/@.-])#?(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9][\w-]{3,40}(?![\w@])")
_NAME = re.compile(
    r"(?:^|(?<=\n))(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening)|Hallo|Liebe[rs]?|Guten Tag|Bonjour|Hola|Olá|Ciao|Buongiorno|Beste|Sehr geehrte[r]?)"
    r"(?: (?:Mr|Mrs|Ms|Dr|Herr|Frau|Monsieur|Madame|Señora?|Mevrouw|meneer)\.?)? (?P<name>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?)"
    r"|(?<=, )(?P<late>[A-ZÀ-Þ][a-zà-ÿ'’-]+)(?=[!.]$)"
)
_GREETED = frozenset(
    "there all everyone team folks again customer sir madam both zusammen tous toutes todos tutti".split()
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_IDIOM = re.compile(r"24/7|\b(?:no|nr|number)\.? 1\b|\b1:1\b|\b5[- ]star\b|\b100 ?%", re.IGNORECASE)


@dataclass(frozen=True)
class Sources:
    """Everything besides clauses that a text may take its figures from, read once."""

    values: tuple[MentionValue, ...]
    words: str

    @staticmethod
    def of(case: Case, company: Company) -> Sources:
        """The facts, the conversation and what the company lists."""
        contacts = " ".join(f"{c.phone} {c.email} {c.link} {c.hours}" for c in company.contacts)
        own = " ".join(
            (company.voice.company, company.voice.sign_off, *company.voice.signatures.values())
        )
        said = "\n".join((*case.said, contacts, own, *company.links, *case.names, case.follow_up))
        facts = [f.value for n in case.facts.facts if (f := case.facts.known(n)) is not None]
        values: list[MentionValue] = [m.value for m in quantities(said)]
        values += [v for v in facts if not isinstance(v, str | bool)]
        spoken = " ".join(v for v in facts if isinstance(v, str))
        values += [m.value for m in quantities(spoken)]
        return Sources((*values, case.facts.as_of), f"{said} {spoken}".casefold())


@dataclass(frozen=True)
class CitedClause:
    """A clause with its quantities in their contexts."""

    clause: Clause
    places: Places


def figures(
    text: str,
    start: int,
    end: int,
    cited: Sequence[CitedClause],
    sources: Sources,
    elsewhere: Iterable[CitedClause] = (),
) -> Iterator[Finding]:
    """Findings about numbers, amounts, percents, periods and dates of the sentence `text[start:end]`.

    `cited` are the clauses that it cites; `elsewhere` those that other sentences of the text cite.
    """
    sentence = text[start:end]
    skip = [m.span() for p in (_LINK, _EMAIL, _PHONE, _CODE, _IDIOM) for m in p.finditer(sentence)]
    mentions = [m for m in quantities(sentence) if not any(a <= m.start < b for a, b in skip)]
    if not mentions:
        return
    contexts = {p.start: p for p in places(sentence).places}
    for mention in mentions:
        words = sentence[mention.start : mention.end]
        if any(_supports(mention.value, value) for value in sources.values):
            continue
        at = (start + mention.start, start + mention.end)
        place = contexts.get(mention.start)
        holding = [
            c for c in cited if any(_supports(mention.value, p.value) for p in c.places.places)
        ]
        if holding:
            yield from _misstated(place, holding, words, at)
        elif not _trivial(mention, words):
            yield _unsupported(mention, words, at, cited, elsewhere)


def _misstated(
    place: Place | None, holding: Sequence[CitedClause], words: str, at: tuple[int, int]
) -> Iterator[Finding]:
    if place is None:
        return
    wrong = [(c, other) for c in holding if (other := misplaced(place, c.places)) is not None]
    if wrong and len(wrong) == len(holding):
        cited, other = wrong[0]
        yield _finding(
            _code(place.value),
            f"the clause says {other.words} here, and {words} of something else",
            words,
            at,
            f"Say {other.words}, or say what {words} is for.",
            cited.clause.id,
        )


def _supports(value: MentionValue, source: MentionValue) -> bool:
    if same(value, source):
        return True
    if isinstance(value, Decimal):  # "order 4711", "30" of "30 days"
        return _bare(source) == value
    if isinstance(value, Weekday) and isinstance(source, date):
        return source.isoweekday() == value.number
    return (
        isinstance(value, Period | Percent | Money)
        and isinstance(source, Decimal)
        and not isinstance(value, Period)
        and _bare(value) == source
    )


def _bare(value: MentionValue) -> Decimal | None:
    match value:
        case Money(amount=amount):
            return amount
        case Percent(value=share):
            return share
        case Period(count=count):
            return count
        case Decimal():
            return value
    return None


def _trivial(mention: Mention, words: str) -> bool:
    """Times that state no fact of their own: "today"; a commitment with them is judged elsewhere."""
    value = mention.value
    return isinstance(value, Period) and value.count <= 1 and not any(map(str.isdecimal, words))


def _code(value: MentionValue) -> str:
    return (
        "unsupported_date"
        if isinstance(value, date | DayOfYear | Weekday)
        else "unsupported_number"
    )


def _unsupported(
    mention: Mention,
    words: str,
    at: tuple[int, int],
    cited: Sequence[CitedClause],
    elsewhere: Iterable[CitedClause],
) -> Finding:
    code = _code(mention.value)
    for other in elsewhere:
        if any(_supports(mention.value, p.value) for p in other.places.places):
            why = f"{words} stands in {other.clause.id}, which this sentence does not cite"
            mend = f"Let this sentence cite {other.clause.id}."
            return _finding(code, why, words, at, mend, other.clause.id, Severity.LOOK)
    where = (
        "the clause it cites"
        if len(cited) == 1
        else "the clauses it cites"
        if cited
        else "any clause"
    )
    why = f"{words} stands neither in {where}, nor in the case facts, nor in the conversation"
    mend = "Take it out, or cite the clause or add the case fact that says it."
    return _finding(code, why, words, at, mend, cited[0].clause.id if len(cited) == 1 else None)


def _finding(
    code: str,
    why: str,
    words: str,
    at: tuple[int, int],
    mend: str,
    clause: ClauseId | None = None,
    severity: Severity | None = None,
) -> Finding:
    usual = FINDINGS[code][0]
    return Finding(code, severity or usual, why, words, at[0], at[1], mend, clause)


def contacts(
    text: str, clauses: Iterable[Clause], company: Company, sources: Sources
) -> Iterator[Finding]:
    """Findings about links, e-mail addresses, phone numbers and codes that nobody gave."""
    known = sources.words + " " + " ".join(c.text for c in clauses).casefold()
    allowed = tuple(link.casefold() for link in company.links)
    taken: list[tuple[int, int]] = []
    for match in _EMAIL.finditer(text):
        taken.append(match.span())
        if match[0].casefold() not in known:
            yield _finding(
                "unsupported_link",
                f"nobody gave the address {match[0]}",
                match[0],
                match.span(),
                "Use an address from the contacts of the company.",
            )
    for match in _LINK.finditer(text):
        if _inside(match.span(), taken):
            continue
        taken.append(match.span())
        link = match[0].rstrip(".,;:!?").casefold()
        if not _allowed(link, allowed) and not _whole(link, known):
            yield _finding(
                "unsupported_link",
                f"no clause or setting allows {match[0]}",
                match[0],
                match.span(),
                "Use a link from a clause or from the company's list of links.",
            )
    digits = re.sub(r"\D", " ", known)
    numbers = {re.sub(r"\D", "", m[0]) for m in _PHONE.finditer(known)}
    for match in _PHONE.finditer(text):
        if _inside(match.span(), taken):
            continue
        taken.append(match.span())
        bare = re.sub(r"\D", "", match[0])
        if bare not in numbers and bare not in digits.split():
            yield _finding(
                "unsupported_phone",
                f"no clause or setting holds {match[0]}",
                match[0],
                match.span(),
                "Use a number from the contacts of the company.",
            )
    for match in _CODE.finditer(text):
        if _inside(match.span(), taken) or re.fullmatch(
            r"\d+[a-z]{1,3}|\d+-\w+", match[0], re.IGNORECASE
        ):
            continue
        if match[0].strip("#").casefold() not in known:
            yield _finding(
                "unsupported_number",
                f"nobody gave the code {match[0]}",
                match[0],
                match.span(),
                "Take it out, or add the case fact that holds it.",
            )


def _inside(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return any(a <= span[0] < b for a, b in taken)


def _allowed(link: str, allowed: tuple[str, ...]) -> bool:
    """Whether a link begins with an allowed one and ends its host there: no "shop.example.evil"."""
    bare = re.sub(r"^https?://", "", link)
    for prefix in allowed:
        start = re.sub(r"^https?://", "", prefix).rstrip("/")
        if (
            start
            and bare.startswith(start)
            and bare[len(start) : len(start) + 1] in {"", "/", "?", "#"}
        ):
            return not ("@" in bare.split("/", 1)[0])
    return False


def _whole(link: str, known: str) -> bool:
    at = known.find(link)
    while at >= 0:
        after = known[at + len(link) : at + len(link) + 2]
        if not after or not (
            after[0].isalnum() or after[0] in "-/" or (after[0] == "." and after[1:].isalnum())
        ):
            return True
        at = known.find(link, at + 1)
    return False


def names(text: str, case: Case, company: Company) -> Iterator[Finding]:
    """Findings about names in greetings that nobody in this conversation has."""
    known = {
        part.casefold()
        for name in (*case.names, company.voice.company)
        for part in re.split(r"\W+", name)
    }
    known |= {part.casefold() for said in case.said for part in re.split(r"\W+", said)}
    for match in _NAME.finditer(text):
        name = match["name"] or match["late"]
        unknown = [p for p in re.split(r"[\s'’-]+", name) if p.casefold() not in known | _GREETED]
        if unknown and not (
            match["late"] and not match["name"] and match["late"].casefold() in _GREETED
        ):
            at = match.span("name" if match["name"] else "late")
            yield _finding(
                "unsupported_name",
                f"nobody here is called {name}",
                name,
                at,
                "Use the name that the customer goes by, or none.",
            )
