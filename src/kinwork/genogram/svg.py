"""The few SVG elements that a genogram needs, written the same way every time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

Point = tuple[float, float]
INK = "#0b0c0c"
PAPER = "#ffffff"
GREY = "#505a5f"


def number(value: float) -> str:
    """One decimal at most, no ``-0``.

    >>> number(12.0), number(3.14159), number(-0.01)
    ('12', '3.1', '0')
    """
    digits = f"{value:.1f}"
    if digits[-2:] == ".0":
        return digits[:-2] if digits != "-0.0" else "0"
    return digits


@lru_cache(maxsize=256)
def _name(key: str) -> str:
    return f" {key.rstrip('_').replace('_', '-')}="


_quoted = lru_cache(maxsize=1024)(quoteattr)  # colours, widths and anchors come again and again


def element(name: str, content: str = "", **attributes: str | float | None) -> str:
    """An element; underscores of attribute names become hyphens, None leaves an attribute out."""
    written = ""
    for key, value in attributes.items():
        if value is not None:
            written += _name(key) + (_quoted(value) if isinstance(value, str) else f'"{number(value)}"')
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(x: float, y: float, words: str, size: float = 12, anchor: str = "middle", weight: str | None = None) -> str:
    """One line of words."""
    attributes = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}" text-anchor="{anchor}"'
    return f"<text {attributes}{f' font-weight={_quoted(weight)}' if weight else ''}>{escape(words)}</text>"


def line(points: Iterable[Point], width: float = 1.6, dash: str | None = None, colour: str = INK) -> str:
    """An open line through points."""
    d = "M" + " L".join([f"{number(x)} {number(y)}" for x, y in points])
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{number(width)}"{dashes}/>'


def shape(points: Iterable[Point], width: float = 2, fill: str = PAPER, colour: str = INK) -> str:
    """A closed shape."""
    d = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return element("polygon", points=d, fill=fill, stroke=colour, stroke_width=width)
