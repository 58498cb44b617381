"""Findings about names in greetings that nobody in this conversation has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.check import Case
from desk.draft import Finding
from desk.found import finding
from policies.company import Company

_GREETING = re.compile(
    r"(?:^|(?<=\n))(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening)|Thanks|Thank you|Hallo|"
    r"Liebe[rs]?|Guten (?:Tag|Morgen|Abend)|Bonjour|Bonsoir|Cher|Chère|Hola|Estimad[oa]|Olá|"
    r"Prezad[oa]|Ciao|Buongiorno|Gentile|Beste|Sehr geehrte[rs]?),?"
    r"(?: (?:Mr|Mrs|Ms|Mx|Dr|Herr|Frau|Monsieur|Madame|Señora?|Senhora?|Signora?|Mevrouw"
    r"|meneer)\.?)?"
    r" (?P<name>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?)(?=\s*[,!.:–—\n]|$)"
)
_ANYBODY = """
    there all everyone everybody team folks friend friends again customer sir madam both you so
    zusammen tous toutes todos todas tutti allemaal klant kunde kundin client cliente
"""
_NOBODY = frozenset(_ANYBODY.split())


def names(text: str, case: Case, company: Company) -> Iterator[Finding]:
    """Every name that is greeted and that nobody here has."""
    told = (*case.names, company.voice.company, *case.said)
    known = {part.casefold() for words in told for part in re.split(r"\W+", words)}
    for match in _GREETING.finditer(text):
        parts = re.split(r"[\s'’-]+", match["name"])
        if any(part.casefold() not in known | _NOBODY for part in parts):
            why = f"nobody here is called {match['name']}"
            mend = "Use the name that the customer goes by, or none."
            yield finding("unsupported_name", why, match["name"], match.span("name"), mend)
