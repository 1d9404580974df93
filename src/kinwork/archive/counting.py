"""How many records a CSV file has, told from its bytes as they come."""

from __future__ import annotations


class Records:
    """Line ends outside of quotes (RFC 4180). A doubled quote closes and opens, which changes nothing.

    >>> counted = Records()
    >>> for some in (b'id,said\\n1,"a', b'\\nb ""c""\\n"', b'\\n2,d\\n'):
    ...     counted.feed(some)
    >>> counted.number
    3
    """

    def __init__(self) -> None:
        self.number = 0
        self._quoted = False

    def feed(self, some: bytes) -> None:
        for place, between in enumerate(some.split(b'"')):
            if place:
                self._quoted = not self._quoted
            if not self._quoted:
                self.number += between.count(b"\n")
