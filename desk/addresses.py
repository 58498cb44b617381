"""The shapes of postal addresses: streets in the languages we read, units, boxes and post codes."""

from __future__ import annotations

import re

_NAME = r"[^\W\d_][\w'’.-]*"
_CAPITAL = r"[A-ZÀ-ÞĀ-ŽΑ-ΩА-Я][\w'’-]*\.?"
_AFTER_NAME = (
    r"street|streets|str\.?|st\.?|avenue|ave\.?|road|rd\.?|lane|ln\.?|drive|dr\.?|boulevard|"
    r"blvd\.?|"
    r"court|ct\.?|close|way|place|pl\.?|square|sq\.?|terrace|crescent|parkway|pkwy|highway|hwy|row|"
    r"walk|mews|gardens|grove|trail|trl|circle|cir|loop|alley|plaza|turnpike|pass|bypass|path|"
    r"hill|park|view|heights|utca|út|ulica|ulice"
)
_GLUED = (
    "straße strasse str str. weg platz gasse allee ring damm ufer laan straat plein gracht "
    "kade dijk "
    "steeg vej gade gata gatan gate vägen veien vegen stræde stien engen vænget bakken torvet "
    "plads "
    "katu tie kuja polku utca körút"
)
_BEFORE_NAME = (
    r"calle|c/|carrer|avenida|avda?\.?|paseo|plaza|plaça|camino|ronda|rúa|rua|travessa|largo|"
    r"praça|via|viale|corso|piazza|vicolo|strada|rue|avenue|boulevard|bd|quai|cours|impasse|chemin|"
    r"allée|ulica|ul\.|aleja|al\.|utca|ulice|nám\.|náměstí|λεωφόρος|λ\.|οδός|улица|ул\.|"
    r"plac|pl\.|straße|strasse|stradă|str\."
)
_JOINT = r"de|del|della|di|da|do|dos|du|des|la|le|los|las|el|l['’]"
_UNIT = (
    r"apt|apartment|suite|ste|unit|flat|p\.? ?o\.? ?box|box|postfach|psc|cmr|building|"
    r"bldg|étage|piso|bte"
)
_STATE = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|"
    "T[NX]|UT|V[AT]|W[AIVY]|A[AEP]"
)

ADDRESS = re.compile(
    rf"\b\d{{1,5}}[a-zA-Z]?,? (?:{_CAPITAL} ){{1,4}}(?i:{_AFTER_NAME})(?!\w)"
    rf"|\b(?:{_CAPITAL} ){{1,3}}(?i:u\.|utca|út|tér|katu|ulica|straße|strasse|vej|gate|gata)"
    r" \d{1,5}\b"
    rf"|(?<!\w)(?i:{_BEFORE_NAME}) (?:(?i:{_JOINT}) ?){{0,2}}{_CAPITAL},? (?:{_NAME},? ){{0,4}}"
    r"(?:n[.º°]? ?)?\d{1,5}\b"
    rf"|\b\d{{1,4}}(?: ?(?:bis|ter))?,? (?i:{_BEFORE_NAME}) (?:(?i:{_JOINT}) ?){{0,2}}"
    rf"{_CAPITAL}(?: {_CAPITAL}){{0,3}}"
    rf"|(?<!\w)(?i:{_UNIT})\.? ?#?\d{{1,5}}[A-Za-z]?\b(?=[,\n]|\s+[A-ZÀ-Þ]|\s*$)"
    rf"|\b(?:{_STATE}),? \d{{5}}(?:-\d{{4}})?\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b"
)
"""Streets need a capital letter and a number, so that "2 park close by" is none."""

# "Hauptstraße 12", "12 Skogstien": the name and what it is are one word, and few words end so.
GLUED = re.compile(
    rf"\b[^\W\d_]{{4,40}}\.? \d{{1,5}}[a-zA-Z]?\b|\b\d{{1,5}} (?:{_CAPITAL} "
    rf"){{0,2}}[^\W\d_]{{5,40}}"
)
_ENDINGS = tuple(_GLUED.split())
_SHORTEST = 3  # letters of the name before them


def of_a_street(words: str) -> bool:
    """Whether a word beside a number ends as streets do."""
    for word in words.split():
        folded = word.casefold()
        if word[:1].isalpha() and any(
            folded.endswith(end) and len(folded) - len(end) >= _SHORTEST for end in _ENDINGS
        ):
            return True
    return False
