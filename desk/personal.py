"""Personal data and secrets, found by their shapes and checksums."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from desk.addresses import ADDRESS, GLUED, of_a_street
from desk.draft import Finding, Severity
from desk.found import finding
from desk.full_names import full_names, plain_words
from desk.mentioned import EMAIL
from policies.company import Company


@dataclass(frozen=True)
class Personal:
    """One piece of personal data at `text[start:end]`; `sort` names it in plain words."""

    sort: str
    words: str
    start: int
    end: int


def _luhn(words: str) -> bool:
    """The card checksum of ISO/IEC 7812."""
    digits = [int(c) for c in words if c.isdecimal()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:  # noqa: PLR2004 - lengths of cards
        return False
    total = 0
    for i, digit in enumerate(reversed(digits)):
        doubled = digit * 2 if i % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled  # noqa: PLR2004 - sum of its two digits
    return total % 10 == 0


def _iban(words: str) -> bool:
    """The account checksum of ISO 13616: rearranged, the number leaves 1 when divided by 97."""
    flat = re.sub(r"[^0-9A-Z]", "", words.upper())
    if not 15 <= len(flat) <= 34:  # noqa: PLR2004 - lengths of IBANs
        return False
    moved = flat[4:] + flat[:4]
    return int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def _phone(words: str) -> bool:
    if _DATED.fullmatch(words):
        return False
    return 7 <= sum(c.isdecimal() for c in words) <= 15  # noqa: PLR2004 - ITU-T E.164


def _always(words: str) -> bool:
    return bool(words)


_NUMBERED = (
    r"(?:\b(?:order|customer|account|invoice|tracking|booking|reference|ref|case|ticket|"
    r"member(?:ship)?|contract|bestellung|bestellnummer|kundennummer|commande|pedido|ordine|"
    r"bestelling)\b(?: (?:number|no\.?|id|code|nr\.?|#))?[ :#.]{0,3}|#)"
    r"(?=[\w-]*\d{3})[A-Za-z0-9][\w-]{3,30}"
)
_TELEPHONE = (
    r"(?<![\w.,€$£/-])(?:\+|00)\d[\d ()/.\-]{6,20}\d(?!\w)"
    r"|(?<![\w.,€$£/-])\(?0\d{1,5}\)?[ /-]\d[\d /-]{4,12}\d(?!\w)"
    r"|(?<![\w.,€$£-])\(?\d{3}\)?[- .]\d{3}[- .]\d{4}(?:x\d{1,6})?(?!\w)"
    # groups of digits in a row, as numbers within a country are written
    r"|(?<![\w.,€$£/-])(?!(?:19|20)\d\d )\d{2,4}(?:[ -]\d{2,6}){1,4}"
    r"(?![\w%€$£]|[.,]\d|-\d| ?(?:eur|usd|gbp|euro|dollar|pound|days?|hours?|%)\b)"
)
_DATED = re.compile(
    r"(?:19|20)\d\d-\d\d-\d\d|\d\d-\d\d-(?:19|20)\d\d|(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d"
)
_IBAN = r"\b[A-Z]{2}\d{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,4})?\b"
_BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_BORN = (
    r"(?i:\b(?:born|date of birth|dob|geboren|né|née|nacid[oa])\b[^\n]{0,12}"
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
)
_IDENTITY = (
    r"\b(?:licen[cs]e|passport|identity|id card|national insurance|tax|führerschein|ausweis|"
    r"permis|passeport|dni|nif|patente|rijbewijs|paspoort)[^\n\d]{0,30}?"
    r"(?=[\w-]*\d{3})[A-Z0-9][A-Z0-9-]{4,20}"
)
_ALONE = r"(?<![\w.,€$£/=-])"
_UNMEASURED = r"(?![\w%€$£]|[.,]\d| ?(?i:%|eur|usd|gbp|euro|dollar|pound))"
_SOMEBODYS = re.compile(rf"{_ALONE}\d{{5,6}}{_UNMEASURED}")
_SORTS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("an e-mail address", EMAIL, _always),
    ("a bank account", re.compile(_IBAN), _iban),
    ("a card number", re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])"), _luhn),
    ("a social security number", re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])"), _always),
    ("an order or customer number", re.compile(_NUMBERED, re.IGNORECASE), _always),
    ("a phone number", re.compile(_TELEPHONE), _phone),
    ("an address", ADDRESS, _always),
    ("an address", GLUED, of_a_street),
    ("an IP address", re.compile(rf"(?<![\w.])(?:{_BYTE}\.){{3}}{_BYTE}(?![\w.])"), _always),
    (
        "an IP address",
        re.compile(r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}(?![\w:])"),
        _always,
    ),
    ("a date of birth", re.compile(_BORN), _always),
    ("a licence or identity number", re.compile(_IDENTITY, re.IGNORECASE), _always),
    # Licences, accounts, cards of shops: what has so many digits is somebody's number.
    (
        "a long number",
        re.compile(r"(?<![\w.,€$£/=-])[A-Z]{0,3}\d{7,24}(?![\w%€$£]|[.,]\d)"),
        _always,
    ),
)
_SECRET = re.compile(
    r"\b(?:sk|pk|rk)[-_](?:live|test|proj|ant|or)?[-_]?[A-Za-z0-9_-]{16,}"
    r"|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|"
    r"\bAKIA[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\bxox[abpros]-[\w-]{10,}"
    r"|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}|"
    r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY|\bBearer [\w.~+/-]{16,}|\bhf_[A-Za-z0-9]{20,}"
    r"|\bglpat-[\w-]{16,}|"
    r"(?:postgres(?:ql)?|mysql|mongodb|redis|amqp)(?:\+\w+)?://[^\s:@/]{1,60}:[^\s@]{1,80}@|"
    r"\b(?:password|passwort|passwd|pwd|mot de passe|contraseña|api[ _-]?key|secret|token"
    r"|pin)\b(?: is|:|=| lautet)\s{0,3}(?P<said>[^\s,;]{4,80})",
    re.IGNORECASE,
)
_BLOB = re.compile(r"(?<![\w/+=-])[A-Za-z0-9+/_-]{32,200}={0,2}(?![\w/+=-])")
_BITS = 4.0  # characters of a random token carry more


def personal_data(text: str) -> Iterator[Personal]:
    """Every piece of personal data of a text, in the order of the sorts, without overlaps."""
    taken: list[tuple[int, int]] = []
    for sort, pattern, holds in _SORTS:
        for match in pattern.finditer(text):
            if not holds(match[0]) or any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            yield Personal(sort, match[0], *match.span())


def in_public(text: str, company: Company) -> Iterator[Finding]:
    """Findings about personal data that would become public; the company's own contacts may."""
    own = (*company.voice.sign_offs, *company.voice.signatures.values())
    hosts = tuple(_hosts(company))
    allowed = " ".join((*(f"{c.phone} {c.email}" for c in company.contacts), *own))
    permitted = allowed.casefold()
    digits = re.sub(r"\D", "", allowed)
    for found in personal_data(text):
        bare = re.sub(r"\D", "", found.words)
        if found.words.casefold() in permitted or (
            "phone" in found.sort and bare and bare in digits
        ):
            continue
        if "@" in found.words and found.words.rpartition("@")[2].casefold() in hosts:
            continue
        why = f"{found.sort} would stand in public"
        mend = "Take it out and ask for it in a private message."
        yield finding("personal_data", why, found.words, (found.start, found.end), mend)


def people_in_public(
    text: str, said: Iterable[str], names: Iterable[str], known: Iterable[str]
) -> Iterator[Finding]:
    """Findings about full names and numbers of five digits in a public reply that come from the
    messages (`said`): names that are not of those who take part (`names`), numbers such as post
    codes. `known` are texts of the company: clauses, contacts.
    """
    messages, told = tuple(said), tuple(known)
    common = plain_words((*messages, *told, text))
    ours = " ".join((*names, *told)).casefold()
    theirs = " ".join(" ".join(messages).split()).casefold()
    for name in full_names(text, common):
        words = " ".join(name.words.split())
        if words.casefold() not in theirs or words.casefold() in ours:
            continue
        why = f"{words} would be named in public"
        mend = "Leave the name out, or use the first name alone."
        severity = Severity.BLOCK if name.sure else Severity.LOOK
        span = (name.start, name.end)
        yield finding("personal_data", why, name.words, span, mend, severity=severity)
    for match in _SOMEBODYS.finditer(text):
        if match[0] in theirs and match[0] not in ours:
            why = f"only the customer wrote {match[0]}, and it would stand in public"
            yield finding("personal_data", why, match[0], match.span(), "Take it out.")


def _hosts(company: Company) -> Iterator[str]:
    """The company's own domains, by its links: an address there is its own."""
    for link in (*company.links, *(contact.link for contact in company.contacts)):
        host = re.sub(r"^https?://", "", link.casefold())
        yield re.split(r"[/?#:]", host)[0].removeprefix("www.")


def secrets(text: str) -> Iterator[Finding]:
    """Findings about what looks like a key, password or token."""
    taken: list[tuple[int, int]] = []
    for match in _SECRET.finditer(text):
        taken.append(match.span())
        yield _secret(match)
    for match in _BLOB.finditer(text):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        mixed = any(map(str.isdecimal, match[0])) and any(map(str.isalpha, match[0]))
        if mixed and _bits(match[0]) > _BITS:
            yield _secret(match)


def _secret(match: re.Match[str]) -> Finding:
    shown = f"{match[0][:4]}…"  # a finding must not carry the secret on
    return finding(
        "secret", "this looks like a key or a password", shown, match.span(), "Take it out."
    )


def _bits(words: str) -> float:
    counts = Counter(words)
    return -sum(n / len(words) * math.log2(n / len(words)) for n in counts.values())
