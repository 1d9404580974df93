"""Names that tell nothing: keyed fingerprints, which only the study's secret can make again.

A secret belongs to one study, so what two studies say of one family cannot be put together by its pseudonyms.
"""

from __future__ import annotations

import hmac
from base64 import b32encode
from datetime import date, timedelta
from hashlib import sha256

LENGTH = 12  # letters of five bits: among a million families two alike once in a million studies
# The day of drawing is known to whoever draws. Were a family told of up to that day, the day on which it was opened
# could be counted back; so each is told of up to a day of its own, which lies up to four weeks earlier.
HELD_BACK_DAYS = 28


class Pseudonyms:
    """Of one study. ``secret``: as hexadecimal text, at least sixteen bytes; otherwise ``ValueError``.

    >>> one, other = Pseudonyms("00" * 32), Pseudonyms("11" * 32)
    >>> one.of("F", 7) == one.of("F", 7), one.of("F", 7) == other.of("F", 7), one.of("F", 7) == one.of("S", 7)
    (True, False, False)
    >>> one.of("F", 7)
    'FEZ3IUGKH6REJ'
    """

    def __init__(self, secret: str) -> None:
        self._key = bytes.fromhex(secret)
        if len(self._key) < 16:
            raise ValueError("A study that has been closed no longer has a secret: no data can be drawn for it.")

    def _fingerprint(self, what: str) -> bytes:
        return hmac.new(self._key, what.encode(), sha256).digest()

    def of(self, kind: str, *ids: int) -> str:
        """``kind`` (a capital letter), and twelve letters and figures that only this study gives to these ids."""
        said = b32encode(self._fingerprint(f"{kind}:{':'.join(map(str, ids))}")).decode()
        return kind + said[:LENGTH]

    def told_until(self, family_id: int, today: date) -> date:
        """The last day that a family is told of: today less 0 to 27 days, always the same number for one family."""
        number = int.from_bytes(self._fingerprint(f"held back:{family_id}")[:8], "big")
        return today - timedelta(days=number % HELD_BACK_DAYS)
