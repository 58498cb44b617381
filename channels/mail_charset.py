"""Bytes of a mail to letters, also where the mail is wrong about its own charset."""

from __future__ import annotations

# Programs say the old name and send the newer, larger set.
_MEANT = {
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "unknown-8bit": "utf-8",
    "x-unknown": "utf-8",
}

# Python knows these as charsets; no mail means them, and some take long over hostile bytes.
_NEVER = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})


def decoded(raw: bytes, charset: str) -> str:
    """The letters; never fails. Tries the named charset, then UTF-8, then Windows Western."""
    name = charset.strip().strip("\"'").lower()
    for attempt in (_MEANT.get(name, name), "utf-8"):
        try:
            if attempt and attempt.replace("-", "_") not in _NEVER:
                return raw.decode(attempt)
        except (LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace")


def octets(header: str) -> bytes:
    """The bytes of a header that the standard parser has read; foreign ones are surrogates."""
    return header.encode("utf-8", "surrogateescape")
