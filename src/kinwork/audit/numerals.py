"""Figures as reports print them, read strictly: a figure that is read wrongly makes every verdict on it wrong.

>>> figure("-.41").span.middle
Fraction(-41, 100)
>>> figure("2,23")
Traceback (most recent call last):
...
kinwork.audit.numerals.Unreadable: a full stop as the decimal mark, and no comma between thousands (2.23 or 223)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from .span import Span
from .table import NOT_SIGNIFICANT, Printed

FIGURE = re.compile(r"[+-]?(\d+(\.\d+)?|\.\d+)", re.ASCII)
P_VALUE = re.compile(r"(?:p\s*)?(<=|>=|[<>=≤≥]?)\s*((?:\d+)?(?:\.\d+)?)", re.ASCII | re.IGNORECASE)
NOT_SIGNIFICANT_WORDS = {"ns", "n.s.", "n.s", "not significant"}
BLANKS = {"", "-", "–", "—", "n/a", "na", "n.a.", ".", "..", "…", "*"}
LONGEST = 30


class Unreadable(ValueError):
    """Says what was expected instead."""


def figure(text: str) -> Printed:
    """A printed figure with its rounding interval. Raises ``Unreadable``."""
    tidy = text.strip().replace("−", "-").replace("–", "-") if text.strip() not in BLANKS else ""
    if FIGURE.fullmatch(tidy) and len(tidy) <= LONGEST:
        return Printed(text.strip(), Span.rounded(tidy))
    raise Unreadable(_advice(text.strip()))


def exact(text: str) -> Fraction:
    """A figure that is no measurement: the end of a scale, a multiplier. Raises ``Unreadable``."""
    return Fraction(figure(text).span.middle)


def whole(text: str) -> int:
    """A count. Raises ``Unreadable``."""
    tidy = text.strip()
    if re.fullmatch(r"\d{1,15}", tidy, re.ASCII):
        return int(tidy)
    if FIGURE.fullmatch(tidy):
        raise Unreadable("a whole number, 0 or more, of at most 15 digits")
    raise Unreadable(_advice(tidy, "a whole number in digits"))


def p_value(text: str) -> Printed:
    """A printed p: ``".002"``, ``"<.05"``, ``"ns"``. Raises ``Unreadable``.

    >>> float(p_value("<.05").span.hi), float(p_value("ns").span.lo)
    (0.05, 0.05)
    """
    tidy = text.strip()
    if tidy.lower() in NOT_SIGNIFICANT_WORDS:
        return Printed(tidy, Span(Fraction(str(NOT_SIGNIFICANT)), Fraction(1)))
    found = P_VALUE.fullmatch(tidy)
    expected = 'a p from 0 to 1, as ".002", "<.05" or "ns"'
    if not found or not found[2] or len(tidy) > LONGEST:
        raise Unreadable(expected)
    sign, number = found[1], found[2]
    if Fraction(number) > 1:
        raise Unreadable(expected)
    if sign in ("", "="):
        span = Span.rounded(number)
        return Printed(tidy, Span(max(span.lo, Fraction(0)), min(span.hi, Fraction(1))))
    level = Fraction(number)
    if sign in ("<", "<=", "≤"):
        return Printed(tidy, Span(Fraction(0), level, True, sign != "<"))
    return Printed(tidy, Span(level, Fraction(1), sign != ">", True))


def stars(text: str, levels: Mapping[str, float]) -> str:
    """Marks of significance. Raises ``Unreadable`` for a mark that the table's levels do not explain."""
    tidy = text.strip()
    if tidy in levels or tidy.lower() in {"", "ns"}:
        return tidy.lower()
    raise Unreadable(f'one of {", ".join(f"{mark!r}" for mark in levels)}, or "" for none (see star_levels)')


def _advice(text: str, plain: str = "a plain number in digits") -> str:
    """What would be right, told from what is wrong."""
    if text.lower() in BLANKS:
        return f"{plain}; a cell that prints nothing is left out"
    if text.lower().lstrip("+-.") in {"nan", "inf", "infinity"}:
        return f"{plain}; leave out what is not a number"
    if "%" in text:
        return f"{plain} without the percent sign ({text.replace('%', '').strip()})"
    if "," in text:
        return (
            "a full stop as the decimal mark, and no comma between thousands "
            f"({text.replace(',', '.')} or {text.replace(',', '')})"
        )
    if re.fullmatch(r"[+-]?[\d.]+\s*\(.*\)", text):
        return f"{plain}; two figures of one cell apart, as {{mean: ..., sd: ...}} or {{count: ..., percent: ...}}"
    footnote = re.fullmatch(r"([+-]?[\d.]*\d)\s*([A-Za-z]|[¹²³⁰-⁹†‡§#]|\*+|\+)", text)
    if footnote:
        where = "stars of the claim" if set(footnote[2]) <= {"*", "+"} else "note of the row"
        return f'"{footnote[1]}"; the mark "{footnote[2]}" belongs into the {where}'
    if re.fullmatch(r"[£$€]\s*[\d.]+\w?", text):
        return f"{plain} without the currency sign"
    if len(text) > LONGEST:
        return f"{plain} of at most {LONGEST} characters"
    return plain
