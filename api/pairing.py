"""Pairing: how a person lets the extension of a browser in as themselves, and out again."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from api import staff
from api.house import Cabinet
from api.refusals import WrongCredentials
from desk.people import Person
from store.sessions import NewSession

LASTS = timedelta(minutes=5)

# No letter that reads like a digit or like another letter (Crockford's base 32).
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8  # 40 bits: with ten attempts in five minutes nobody guesses it before it runs out
_UNNAMED = "A browser"


def make_code(cabinet: Cabinet, person: Person, now: datetime) -> tuple[str, datetime]:
    """A code that pairs one browser, and when it runs out."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    cabinet.links.make(cabinet.workspace, person.id, now, LASTS, secret=_kept(code))
    staff.note(cabinet, now, person.actor, "person.pairing_code", f"person:{person.id}")
    return f"{code[:4]}-{code[4:]}", now + LASTS


def pair(
    cabinet: Cabinet, code: str, browser: str, now: datetime, lasts: timedelta
) -> tuple[Person, NewSession]:
    """A session of the extension for who holds a code. Raises WrongCredentials."""
    try:
        return staff.use_link(cabinet, _kept(code), now, lasts, browser=browser or _UNNAMED)
    except WrongCredentials:
        raise WrongCredentials("This code was used or has run out.") from None


def unpair(cabinet: Cabinet, person: Person, browser: str, now: datetime) -> None:
    """Sign one of a person's browsers out. Raises NotFound."""
    cabinet.sessions.unpair(cabinet.workspace, person.id, browser, now)
    staff.note(cabinet, now, person.actor, "person.unpaired", f"person:{person.id}")


def _kept(code: str) -> str:
    """The secret that a code stands for: kept apart from those of sign-in links."""
    plain = code.upper().replace("-", "").replace(" ", "")
    return "pairing:" + plain.replace("O", "0").replace("I", "1").replace("L", "1")
