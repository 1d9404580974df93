"""Numbers in sentences: as many digits as tell the reader something.

>>> from fractions import Fraction
>>> number(3.14159, 2), number(Fraction(63)), p_of(0.04848), p_of(0.0000123)
('3.142', '63', '.0485', '<.0001')
"""

from __future__ import annotations

import math

from .span import Number, Span, decimals
from .table import Printed


def number(value: Number | None, digits: int | None = None) -> str:
    """A number with one decimal more than the printed figure has (``digits``); whole numbers as they are."""
    if value is None:
        return "nothing"
    if isinstance(value, float) and math.isinf(value):
        return "no limit"
    if value == int(value):
        return str(int(value))
    places = 3 if digits is None else digits + 1
    if value and abs(float(value)) < 1:
        places = max(places, 2 - math.floor(math.log10(abs(float(value)))))
    return f"{float(value):.{min(places, 12)}f}"


def p_of(value: float) -> str:
    """A probability without its leading zero."""
    if value < 0.0001:
        return "<.0001"
    return f"{value:.4f}".lstrip("0") if value < 1 else "1"


def places_of(printed: Printed | None) -> int | None:
    """Decimals of a printed figure, where it is one."""
    digits = printed.text.lstrip("<>=≤≥pP ") if printed else ""
    return decimals(digits) if digits and digits.replace(".", "").lstrip("+-−–").isdigit() else None


def box(span: Span, digits: int | None = None) -> str:
    """The ends of a rounding box, or nothing where it is a point."""
    if span.is_point or math.isclose(float(span.lo), float(span.hi), rel_tol=1e-10):
        return ""
    low, high = number(span.lo, digits), number(span.hi, digits)
    while low == high and digits is not None and digits < 9:
        digits += 1
        low, high = number(span.lo, digits), number(span.hi, digits)
    return f"{low} to {high}"


def with_box(value: Number, span: Span, digits: int | None = None, *, p: bool = False) -> str:
    """A figure and, in brackets, its box."""
    if p:
        ends = p_of(float(span.lo)), p_of(float(span.hi))
        return p_of(float(value)) + (f" (box {ends[0]} to {ends[1]})" if ends[0] != ends[1] else "")
    ends_shown = box(span, digits)
    return number(value, digits) + (f" (box {ends_shown})" if ends_shown else "")


def given(how: str, value: Number, span: Span, digits: int | None, *, p: bool) -> str:
    """What a reading gives: its name, its figure and its box."""
    shown = with_box(value, span, digits, p=p)
    if p:
        return f"{how}: {shown}"
    return f"{how} {shown}".strip() if not how or how.endswith(" of") else f"{how} = {shown}"


def sentence(text: str) -> str:
    """With a capital letter and a full stop."""
    lower = text.startswith(("p ", "df ", "n "))  # symbols keep their case
    return (text[:1] if lower else text[:1].upper()) + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def tie(printed: Printed | None, value: Number, box_: Span) -> str:
    """How a figure was rounded that lies just between two that can be printed; nothing where it does not.

    >>> from .numerals import figure
    >>> from fractions import Fraction
    >>> tie(figure("12"), Fraction(25, 2), Span.exact(Fraction(25, 2)))
    '12.5 lies just between two printed figures; 12 is rounded to the even digit'
    """
    if printed is None or printed.span.is_point or not box_.is_point:
        return ""
    at_end = [
        end for end in (printed.span.lo, printed.span.hi) if math.isclose(float(end), float(value), rel_tol=1e-12)
    ]
    if not at_end:
        return ""
    even = int(printed.text.rstrip(" %")[-1]) % 2 == 0 if printed.text.rstrip(" %")[-1].isdigit() else False
    if abs(float(printed.span.middle)) > abs(float(value)):
        how = "rounded up" + (", to the even digit" if even else "")
    else:
        how = "rounded to the even digit" if even else "rounded down"
    shown = f"{float(value):.12g}"
    return f"{shown} lies just between two printed figures; {printed.text} is {how}"
