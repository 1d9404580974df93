"""Tokens: made at random, shown once, known again by a hash that gives nothing away.

Thirty-two random bytes cannot be guessed, so a plain SHA-256 is enough; a slow hash is for what people think of.

>>> token = new_token()
>>> split(token.text) == (token.prefix, token.fingerprint)
True
>>> split("kw_short_x"), split("Bearer " + token.text), split("")
(None, None, None)
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that are mistaken for another
SHAPE = re.compile(r"kw_([a-km-np-z2-9]{8})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class NewToken:
    """As it is shown once, and as it is kept."""

    text: str
    prefix: str
    fingerprint: str


def new_token() -> NewToken:
    prefix = "".join(secrets.choice(LETTERS) for _ in range(8))
    secret = secrets.token_urlsafe(32)
    return NewToken(f"kw_{prefix}_{secret}", prefix, fingerprint(secret))


def fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def split(text: str) -> tuple[str, str] | None:
    """The part by which a token is looked up, and the fingerprint of the rest; None for what cannot be one."""
    found = SHAPE.fullmatch(text)
    return (found[1], fingerprint(found[2])) if found else None
