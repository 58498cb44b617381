"""Whether a clause is about the very thing and act that a customer names.

Search and shared words say that a clause is near. A rule about removing a vehicle is near to who
removes a person, and what holds for a box that is sent monthly is near to who cancels an
appointment; neither answers. Read in English alone, and only where an act is asked for by name:
what customers buy has more names than any list holds, so that things for sale are not compared.
"""

from __future__ import annotations

import re

from drafting.wordlists import words

# Acts that are never one another; each row names the same one.
_ACTS = tuple(
    re.compile(rf"\b(?:{row})\w*", re.IGNORECASE)
    for row in (
        r"cancel|terminat|quit|stop|unsubscri|withdraw|call(?:ed|ing)? off|skip|paus",
        r"verif|authenticat|identi(?:fy|ty)",
        r"delet|remov|eras",
        r"exchang|swap",
        r"extend|extension|prolong|postpone|more time",
        r"reinstat|reactivat",
    )
)
# What is no thing for sale, by kinds; each row names things that stand for one another.
_KINDS = tuple(
    words(row)
    for row in (
        (
            "roommate flatmate spouse husband wife partner son daughter child kid nephew niece "
            "brother sister mother father mom mum dad parent friend colleague driver drivers "
            "person people somebody someone anybody anyone household family insured relative"
        ),
        "service services installation installer assembly setup",
        "appointment appointments visit slot session",
        "membership subscription subscriptions subscribe member box",
        "account accounts profile",
        "name names surname",
        "password passwords",
        "vehicle vehicles car cars truck van motorcycle",
        "claim claims",
        "invoice invoices receipt receipts bill vat",
        "newsletter newsletters",
        "wedding party event",
    )
)
_ASKED = re.compile(
    r"\b(?:cancel|terminate|stop|verify|delete|remove|erase|add|change|correct|edit|update|"
    r"transfer|exchange|swap|extend|postpone|reinstate|reactivate|close|skip|pause|move|"
    r"charge (?:me )?(?:extra )?for|pay (?:extra )?for)"
    r"(?:ing|l?ling)?\s+(?=(?P<thing>[^.,;:?!()]{2,60}))",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s(?:for|from|on|to|in|into|at|with|of|by|as|and|or|but|because|so|if|when|that|which|who|"
    r"scheduled|before|after|until|today|tomorrow|now|instead|please|is|are|was|has)\b.*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z][a-z'’]*", re.IGNORECASE)


def same_matter(question: str, clause: str) -> bool:
    """Whether what a clause says, with its titles, is about the acts and things of a question.

    True too where the question names none.
    """
    there = frozenset(_WORD.findall(clause.casefold().replace("-", " ")))
    return all(
        _same_act(found.group(), clause) and _same_kind(found["thing"], there)
        for found in _ASKED.finditer(question)
    )


def _same_act(asked: str, clause: str) -> bool:
    return all(act.search(clause) for act in _ACTS if act.match(asked))


def _same_kind(thing: str, there: frozenset[str]) -> bool:
    """Whether a clause names a thing of the kind that is the last word of a thing's name."""
    named = _WORD.findall(_ENDS.sub("", f" {thing}"))
    kind = next((kind for kind in _KINDS if named and named[-1].casefold() in kind), None)
    return kind is None or bool(kind & there)
