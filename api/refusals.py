"""What the edge refuses before the desk is asked. Docstring = message, as in `desk/errors.py`."""

from __future__ import annotations

from desk.errors import DeskError


class NotSignedIn(DeskError):
    """Nobody is signed in, and no key was shown."""


class WrongCredentials(DeskError):
    """These credentials are not right."""


class NoCsrfToken(DeskError):
    """The request does not carry this session's CSRF token."""


class TooManyTries(DeskError):
    """Too many attempts to sign in."""

    def __init__(self, seconds: int) -> None:
        """`seconds` is how long to wait."""
        self.seconds = seconds
        super().__init__(f"Wait {seconds} seconds.")


class KeyReused(DeskError):
    """This Idempotency-Key was used for another request."""


class KeyBusy(DeskError):
    """A request with this Idempotency-Key is being answered at this moment."""


class NotSetUp(DeskError):
    """This is not set up here."""
