"""The shapes of links, addresses, phone numbers and codes in a text."""

from __future__ import annotations

import re

_ENDINGS = (
    "com|org|net|io|de|fr|es|it|nl|pt|eu|uk|shop|store|example|app|dev|co|info|biz|me|ly|gl|link|"
    "xyz|ru|cn|top|online|site|club|click|live|vip|pro|at|ch|be|us|ca"
)
_REST = r"[^\s<>\"'()\[\]]"

LINK = re.compile(
    rf"(?:https?://|www\.){_REST}+|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:{_ENDINGS})\b(?:/{_REST}*)?",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
PHONE = re.compile(
    r"(?<![\w.,€$£/-])(?:\+|00|\(?0)\d[\d ()/.\-]{5,20}\d(?!\w)"
    r"|(?<!\w)1?-?8\d\d[- ]\d{3}[- ]\d{4}(?!\w)|(?<![\w.,€$£-])\d{3}[- .]\d{3}[- .]\d{4}(?!\w)"
)
# Letters and digits in one: "DE-48213", "AB12". "48-hour", "14-day" and "1960s" are none.
CODE = re.compile(
    r"(?<![\w/@.-])#?(?!\d+-[A-Za-z]+(?![\w-]))(?!\d+(?:st|nd|rd|th|h|k|m|x|am|pm)\b)"
    r"(?!(?:1[89]|20)\d0s\b)"
    r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9][\w-]{3,40}(?![\w@])"
)
IDIOM = re.compile(
    r"(?:have|enjoy|wish you) (?:\w+ ){0,4}"
    r"(?:weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|"
    r"\b24/7\b|\b(?:no|nr|number)\.? 1\b|\b1:1\b|\b100 ?%",
    re.IGNORECASE,
)

NOT_FIGURES = (LINK, EMAIL, PHONE, CODE, IDIOM)
