"""What a file is, by its name and by its first bytes, which must agree."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from kb.importing.refusals import Refused

LARGEST = 100 * 1024 * 1024  # bytes of one source
_HEAD = 4096


class Kind(StrEnum):
    """What can be imported."""

    MARKDOWN = "Markdown"
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "Word document"
    ARTICLES_JSON = "help-centre export (JSON)"
    ARTICLES_CSV = "help-centre export (CSV)"
    PAGES_ZIP = "help-centre export (zip of pages)"


MANY = frozenset({Kind.ARTICLES_JSON, Kind.ARTICLES_CSV, Kind.PAGES_ZIP})

_BY_SUFFIX = {
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".txt": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
    ".json": Kind.ARTICLES_JSON,
    ".csv": Kind.ARTICLES_CSV,
    ".zip": Kind.PAGES_ZIP,
}
_SAVE_AS_DOCX = "Open it where it was made, save it as .docx or .pdf, and import that."
_KNOWN_BUT_NOT_READ = frozenset(
    {".doc", ".odt", ".rtf", ".pages", ".ppt", ".pptx", ".xls", ".xlsx", ".ods", ".epub"}
)
_SIGNS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip file"),
    (b"PK\x05\x06", "an empty zip file"),
    (b"MZ", "a program for Windows"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"Rar!", "a rar file"),
    (b"7z\xbc\xaf", "a 7z file"),
)
_BINARY = {Kind.PDF: "a PDF", Kind.DOCX: "a zip file", Kind.PAGES_ZIP: "a zip file"}
ENDINGS = ", ".join(sorted(_BY_SUFFIX))


def by_name(path: Path) -> Kind | None:
    """What the file's name says it is; None for a name that nothing here reads."""
    return _BY_SUFFIX.get(path.suffix.casefold())


def worth_a_word(path: Path) -> bool:
    """Whether a file that is not read looks like a document, so that its owner should be told."""
    return path.suffix.casefold() in _KNOWN_BUT_NOT_READ


def recognise(path: Path) -> Kind:
    """What the file is. Raises Refused where name and content differ or nothing here reads it."""
    kind = by_name(path)
    if kind is None:
        if worth_a_word(path):
            raise Refused(f"{path.suffix} files are not read.", _SAVE_AS_DOCX)
        raise Refused(f"{path.suffix or 'No ending'} is not known.", f"Known are: {ENDINGS}.")
    try:
        if not path.is_file():
            raise Refused("This is not an ordinary file.", "Name a file, a folder or an address.")
        size = path.stat().st_size
        with path.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Refused(f"The file cannot be read: {why}.", "Check its permissions.") from error
    if size > LARGEST:
        raise Refused("The file is larger than 100 MB.", "Split it, or import its parts.")
    if not head.strip():
        raise Refused("The file is empty.", "Save it again where it was made.")
    _agree(kind, path.suffix, head)
    return kind


def _agree(kind: Kind, suffix: str, head: bytes) -> None:
    found = next((name for sign, name in _SIGNS if head.startswith(sign)), "")
    if not found and kind is Kind.PDF and b"%PDF-" in head[:1024]:
        found = "a PDF"
    if kind is Kind.DOCX and found == "an old or encrypted Office file":
        raise Refused(
            "The file is encrypted, or an old .doc under a new name.",
            "Save it as .docx without a password, and import that.",
        )
    wanted = _BINARY.get(kind, "")
    if found != wanted:
        what = found or "something else"
        raise Refused(
            f"The name ends in {suffix}, but this is {what}.",
            "Check where it came from; if it is right, give it the name of what it is.",
        )
    if not wanted and b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("This is not text.", "Check where it came from, and save it again as text.")
