"""Which words of a mail are the customer's own, and which repeat what was said before."""

from __future__ import annotations

import re

_WROTE = re.compile(
    r"(?:wrote|writes|schrieb|a écrit|escribi[óo]|ha scritto|schreef|escreveu|skrev|napisał\S*"
    r"|napsal\S*|kirjoitti|写道|написал\S*)\b.{0,80}[:：]\s*$",
    re.IGNORECASE | re.DOTALL,
)
_ON = re.compile(r"(?:on|am|le|el|il|op|em|den|dnia|dne|w dniu|в|在)\b|\d", re.IGNORECASE)
_WHEN_OR_WHO = re.compile(r"\d{4}|\d[:.h]\d\d|@")
_ORIGINAL = re.compile(
    r"^\s*-{2,}\s*(?:original message|ursprüngliche nachricht|message d.origine|mensaje original"
    r"|messaggio originale|oorspronkelijk bericht|mensagem original)\s*-{2,}\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\s*\*?(?:from|von|de|da|van)\s*:\*?\s*\S", re.IGNORECASE)
_FIELD = re.compile(
    r"^\s*\*?(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|fecha|para"
    r"|asunto|inviato|data|a|oggetto|verzonden|aan|onderwerp|assunto)\s*:\*?\s*\S",
    re.IGNORECASE,
)
_RULE = re.compile(r"^\s*_{8,}\s*$")
_ATTRIBUTION_LINES = 4
_HEADER_LINES = 6


def own_words(text: str) -> str:
    """`text` without the quotation that it begins or ends with.

    A quotation between two answers stays, since the answers make no sense without it; and a mail
    that is nothing but a quotation stays whole, since quoting was then the message.
    """
    lines = _before_header_block(text.split("\n"))
    kept = _without_outer_quotes(lines)
    own = "\n".join(kept).strip("\n")
    return own if own.strip() else text


def _before_header_block(lines: list[str]) -> list[str]:
    """Cut where a mail program has put the older mail below, unmarked."""
    for number, line in enumerate(lines):
        if _ORIGINAL.match(line) or _is_header_block(lines, number):
            start = number
            while start and (not lines[start - 1].strip() or _RULE.match(lines[start - 1])):
                start -= 1
            return lines[:start]
    return lines


def _is_header_block(lines: list[str], number: int) -> bool:
    if not _FROM.match(lines[number]):
        return False
    below = lines[number + 1 : number + _HEADER_LINES]
    return sum(1 for line in below if _FIELD.match(line)) >= 2  # noqa: PLR2004 a date and a subject, say


def _without_outer_quotes(lines: list[str]) -> list[str]:
    first, last = 0, len(lines)
    while last > first and (_quoted(lines[last - 1]) or not lines[last - 1].strip()):
        last -= 1
    if last < len(lines):
        last -= _attribution_before(lines, last) if _any_quoted(lines[last:]) else 0
    opening = _attribution_after(lines, first)
    start = opening
    while start < last and (_quoted(lines[start]) or not lines[start].strip()):
        start += 1
    if _any_quoted(lines[opening:start]):
        first = start
    return lines[first:last]


def _attribution_before(lines: list[str], end: int) -> int:
    """How many lines before `end` say who wrote the quotation that follows."""
    stop = end
    while stop and not lines[stop - 1].strip():
        stop -= 1
    for taken in range(1, min(_ATTRIBUTION_LINES, stop) + 1):
        if not lines[stop - taken].strip():
            break
        if _attributes(lines[stop - taken : stop]):
            return end - (stop - taken)
    return 0


def _attribution_after(lines: list[str], start: int) -> int:
    """Where an attribution that opens the mail ends; `start` where there is none."""
    while start < len(lines) and not lines[start].strip():
        start += 1
    for taken in range(1, _ATTRIBUTION_LINES + 1):
        if _attributes(lines[start : start + taken]):
            return start + taken
    return start


def _attributes(lines: list[str]) -> bool:
    """Whether these lines say "on that day, they wrote:"; a date or an address belongs to it."""
    said = " ".join(line.strip() for line in lines)
    opens = bool(_ON.match(said)) or (len(lines) == 1 and "@" in said)
    return opens and bool(_WHEN_OR_WHO.search(said)) and bool(_WROTE.search(said))


def _quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _any_quoted(lines: list[str]) -> bool:
    return any(_quoted(line) for line in lines)
