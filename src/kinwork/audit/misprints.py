"""What a printed figure may have been before a slip of the pen: a lost minus, a shifted point, swapped digits.

>>> from .numerals import figure
>>> [(m.kind, m.reading) for m in of_text(figure("3.14"))][:2]
[('lost minus sign', 'as -3.14'), ('rounded down', 'as cut off after 2 decimals, not rounded')]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from .results import Explanation
from .span import Span, decimals
from .table import Printed


@dataclass(frozen=True)
class Misprint:
    """A reading of a printed figure, with what it would then have been."""

    kind: str
    cost: int
    span: Span
    reading: str
    implies: str = ""

    def explanation(self) -> Explanation:
        """As an explanation."""
        return Explanation(self.kind, self.cost, self.reading, self.implies)


def of_text(printed: Printed) -> Iterator[Misprint]:
    """Readings of a plain figure, the simplest first; nothing for p values with a sign ("<.05")."""
    text = printed.text.replace("−", "-").replace("–", "-").lstrip("+")
    negative, digits = text.startswith("-"), text.lstrip("-")
    if not digits.replace(".", "", 1).isdigit():
        return
    sign = "-" if negative else ""
    value = Fraction(text)
    if value:
        turned = digits if negative else f"-{digits}"
        yield Misprint(
            "lost minus sign" if not negative else "added minus sign", 0, Span.rounded(turned), f"as {turned}"
        )
    unit = Fraction(1, 10 ** decimals(digits))
    cut = Span(value - unit, value, False, True) if negative else Span(value, value + unit, True, False)
    yield Misprint("rounded down", 1, cut, f"as cut off after {_places(decimals(digits))}, not rounded")
    for power in (1, -1, 2, -2):
        by = Fraction(10) ** power
        shifted = Span(printed.span.lo * by, printed.span.hi * by, printed.span.closed_lo, printed.span.closed_hi)
        places = "one place" if abs(power) == 1 else "two places"
        side = "left" if power > 0 else "right"
        to = _moved(value * by, decimals(digits) - power)
        if value:
            yield Misprint(
                "shifted decimal", 1, shifted, f"as {to}", f"the decimal point stands {places} too far to the {side}"
            )
    for swapped in _swapped(digits):
        yield Misprint(
            "digits swapped", 2, Span.rounded(sign + swapped), f"as {sign}{swapped}", "two digits are swapped"
        )


def _places(number: int) -> str:
    return "the point" if number == 0 else f"{number} decimal" + "s" * (number > 1)


def _moved(value: Fraction, places: int) -> str:
    return f"{float(value):.{max(0, places)}f}"


def _swapped(digits: str) -> list[str]:
    """With two neighbouring digits swapped, the point staying where it is."""
    point = digits.find(".")
    bare = digits.replace(".", "")
    found = []
    for i in range(len(bare) - 1):
        if bare[i] != bare[i + 1]:
            other = bare[:i] + bare[i + 1] + bare[i] + bare[i + 2 :]
            found.append(other if point < 0 else other[:point] + "." + other[point:])
    return found
