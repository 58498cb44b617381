"""Passwords: hashed with argon2id, compared in the same time whether the person exists or not."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError


def hash_password(password: str) -> str:
    """What is kept of a password."""
    return PasswordHasher().hash(password)


def fits(password_hash: str, password: str) -> bool:
    """Whether a password is the one; an empty hash fits none, and takes as long to say so."""
    try:
        PasswordHasher().verify(password_hash or _nobodys(), password)
    except (Argon2Error, InvalidHashError, UnicodeEncodeError):
        return False
    return bool(password_hash)


@cache
def _nobodys() -> str:
    return hash_password("nobody's password")
