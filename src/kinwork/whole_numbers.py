"""One way to read a whole number that somebody sent: in a form, an address, a cookie, a header or JSON.

``int`` takes more than people mean by a number (other scripts' digits, underscores, fractions, five thousand digits,
for which it raises), and PostgreSQL holds less.
"""

from __future__ import annotations

from collections.abc import Iterable

MOST = 10**18 - 1  # within a bigint; the addresses of pages take as many digits


def whole(said: object, most: int = MOST) -> int | None:
    """A whole number from 0 to ``most``, or None for anything else.

    >>> whole("12"), whole(" 7 "), whole(12), whole("-1"), whole("20٢٦"), whole("9" * 5000), whole(1.5), whole(True)
    (12, 7, 12, None, None, None, None, None)
    """
    if isinstance(said, str):
        digits = said[:100].strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 18 and len(said) <= 100):
            return None
        said = int(digits)
    elif not isinstance(said, int) or isinstance(said, bool):
        return None
    return said if 0 <= said <= most else None


def wholes(said: Iterable[object]) -> list[int]:
    """Those that are whole numbers, in their order.

    >>> wholes(["1", "x", "3", "", None])
    [1, 3]
    """
    return [number for number in map(whole, said) if number is not None]


def page_of(said: object) -> int:
    """Which page of a list: the first, unless a later one is asked for.

    >>> page_of("3"), page_of("0"), page_of("x"), page_of("9" * 30)
    (3, 1, 1, 1)
    """
    return max(1, whole(said, most=999_999) or 1)
