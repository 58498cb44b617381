"""Ids made of words: "Späte Lieferung!" becomes "spate-lieferung"."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 80


def slug(words: str) -> str:
    """Words as an id: small letters, digits and hyphens; "clause" where nothing is left.

    Letters of other scripts stay. What is an id already stays as it is.
    """
    plain = unicodedata.normalize("NFKD", words[:500]).casefold()
    plain = unicodedata.normalize("NFKD", plain)
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’")
    parts = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", kept))
    return "-".join(parts)[:_LONGEST].strip("-") or "clause"


def is_slug(words: str) -> bool:
    """Whether words are an id as they stand."""
    return slug(words) == words
