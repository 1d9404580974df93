"""What a printed figure may have been before a slip of the pen: a lost minus, a shifted point, swapped digits.

>>> from .numerals import figure
>>> [(m.kind, m.reading) for m in of_text(figure("3.14"))][:2]
[('lost minus sign', 'as -3.14'), ('rounded down', 'as cut off after 2 decimals, not rounded')]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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


def of_text(printed: Printed) -> tuple[Misprint, ...]:
    """Readings of a plain figure, the simplest first; nothing for p values with a sign ("<.05")."""
    return _readings(printed.text)


@lru_cache(maxsize=8192)  # a figure of a row is looked at for every claim about the row
def _readings(text: str) -> tuple[Misprint, ...]:
    return tuple(_misprints(text))


def _misprints(text: str) -> Iterator[Misprint]:
    text = text.replace("−", "-").replace("–", "-").lstrip("+")
    negative, digits = text.startswith("-"), text.lstrip("-")
    if not digits.replace(".", "", 1).isdigit():
        return
    sign = "-" if negative else ""
    value, places = float(text), decimals(digits)  # floats: an explanation need not be exact at the edge
    unit = 10.0**-places
    half = unit / 2
    if value:
        turned = digits if negative else f"-{digits}"
        kind = "added minus sign" if negative else "lost minus sign"
        yield Misprint(kind, 0, Span(-value - half, -value + half), f"as {turned}")
    cut = Span(value - unit, value, False, True) if negative else Span(value, value + unit, True, False)
    yield Misprint("rounded down", 1, cut, f"as cut off after {_places(places)}, not rounded")
    for power in (1, -1, 2, -2) if value else ():
        by = 10.0**power
        shifted = Span((value - half) * by, (value + half) * by)
        far = "one place" if abs(power) == 1 else "two places"
        side = "left" if power > 0 else "right"
        implies = f"the decimal point stands {far} too far to the {side}"
        yield Misprint("shifted decimal", 1, shifted, f"as {value * by:.{max(0, places - power)}f}", implies)
    for swapped in _swapped(digits):
        other = float(sign + swapped)
        span = Span(other - half, other + half)
        yield Misprint("digits swapped", 2, span, f"as {sign}{swapped}", "two digits are swapped")


def _places(number: int) -> str:
    return "the point" if number == 0 else f"{number} decimal" + "s" * (number > 1)


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
