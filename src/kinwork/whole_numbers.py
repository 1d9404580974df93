"""One way to read a whole number that somebody sent: in a form, an address, a cookie, a header or JSON.

``int`` takes more than people mean by a number (other scripts' digits, underscores, fractions, five thousand digits,
for which it raises), and PostgreSQL holds less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

THOUSANDS = re.compile("[0-9]{1,3}(?:[ ,\u00a0\u202f][0-9]{3})+(?:[.][0-9]+)?")
DECIMAL_COMMA = re.compile("[0-9]+,[0-9]{1,2}")
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


def plain_number(said: str) -> str:
    """A number as people write it, as machines read it: thousands set apart, a decimal comma, halves and quarters. What
    is none comes back as it was, for whoever reads it to refuse.

    >>> plain_number("41,250"), plain_number("41 250.5"), plain_number("1,041,250"), plain_number("4,5")
    ('41250', '41250.5', '1041250', '4.5')
    >>> plain_number(" 7½"), plain_number("¼"), plain_number("7.5"), plain_number("4,50,1"), plain_number("seven")
    ('7.5', '0.25', '7.5', '4,50,1', 'seven')
    """
    found = said.strip()
    for sign, part in (("¼", ".25"), ("½", ".5"), ("¾", ".75")):
        if found[:-1].isascii() and found.endswith(sign) and (found == sign or found[:-1].strip().isdigit()):
            return f"{found[:-1].strip() or 0}{part}"
    if THOUSANDS.fullmatch(found):
        return re.sub("[ ,\u00a0\u202f]", "", found)
    return found.replace(",", ".") if DECIMAL_COMMA.fullmatch(found) else found


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
