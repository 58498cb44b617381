"""The customer's words in a mail. Attachments are listed by name and never opened."""

from __future__ import annotations

from email.message import Message

from channels.mail_charset import decoded
from channels.mail_headers import words_of
from channels.mail_html import words_of_html
from channels.mail_quotes import own_words
from channels.text import normalise

MOST = 60_000  # code points; a longer mail is shown to here, and says so
_MOST_HTML = 300_000  # code points of markup
_DEEPEST = 15  # parts within parts
_MOST_LISTED = 20


def words_of_mail(mail: Message, *, forwarded: bool = False) -> str:
    """What the customer wrote, without what they quote, and a line that lists attachments.

    `forwarded`: the quotation is the message, so it stays. Empty where there are no words.
    """
    whole = normalise(_words(mail, 0))
    text = whole if forwarded else normalise(own_words(whole))
    if len(text) > MOST:
        text = text[:MOST].rstrip() + "\n\n[The mail is longer. The rest stands in the mailbox.]"
    names = _attached(mail, 0)
    if not names:
        return text
    listed = ", ".join(names[:_MOST_LISTED])
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return normalise(f"{text}\n\n[Attached: {listed}{more}]")


def _words(part: Message, depth: int) -> str:
    if _is_attachment(part) or depth > _DEEPEST:
        return ""
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        return _best(part, depth)
    if part.get_content_maintype() == "multipart":
        texts = [_words(child, depth + 1) for child in _children(part)]
        return "\n\n".join(text for text in texts if text.strip())
    if kind == "text/html":
        return words_of_html(_letters(part)[:_MOST_HTML])
    if part.get_content_maintype() == "text":
        letters = _letters(part)
        return _unflowed(letters, part) if kind == "text/plain" else letters
    return ""


def _best(part: Message, depth: int) -> str:
    """The plain alternative if it has words, else the last that has."""
    texts = [(child.get_content_type(), _words(child, depth + 1)) for child in _children(part)]
    texts = [(kind, text) for kind, text in texts if text.strip()]
    plain = [text for kind, text in texts if kind == "text/plain"]
    return (plain or [text for _, text in reversed(texts)] or [""])[0]


def _letters(part: Message) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    return decoded(raw, _parameter(part, "charset"))


def _unflowed(text: str, part: Message) -> str:
    """Join the lines of format=flowed (RFC 3676): a space at its end means that a line goes on."""
    if _parameter(part, "format").lower() != "flowed":
        return text
    drop = _parameter(part, "delsp").lower() == "yes"
    lines: list[str] = []
    goes_on = False
    for raw in text.splitlines():
        line = raw.removeprefix(" ")  # space-stuffing
        quoted = line.startswith(">")
        if goes_on and not quoted and lines:
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- " and not quoted
        if goes_on and drop:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _attached(part: Message, depth: int) -> list[str]:
    if depth > _DEEPEST:
        return []
    if not _is_attachment(part):
        return [name for child in _children(part) for name in _attached(child, depth + 1)]
    name = words_of(_file_name(part)) or part.get_content_type()
    clean = "".join(letter if letter.isprintable() else " " for letter in normalise(name))
    return [" ".join(clean.replace("[", "(").replace("]", ")").split())[:100]]


def _is_attachment(part: Message) -> bool:
    if part.get_content_maintype() == "multipart":
        return False
    if part.get_content_maintype() != "text":
        return True
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    if part.get_content_maintype() != "multipart" or not isinstance(payload, list):
        return []
    return [child for child in payload if isinstance(child, Message)]


def _parameter(part: Message, name: str) -> str:
    try:
        value = part.get_param(name)
    except (LookupError, ValueError):  # a broken RFC 2231 parameter
        return ""
    return value if isinstance(value, str) else ""


def _file_name(part: Message) -> str:
    try:
        return part.get_filename("") or ""
    except (LookupError, ValueError):  # a broken RFC 2231 parameter
        return "unnamed"
