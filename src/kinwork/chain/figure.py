"""The chain as a drawing, wide for a screen on the wall and for paper, narrow for a phone: SVG made here, no scripts.

Every step over its whole scale, so that nothing looks larger than it is; a filled mark with its interval is the unit’s,
a hollow one the whole service’s. What is too few to say anything has no mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from .reading import Reading
from .steps import Better, Measured


@dataclass(frozen=True)
class Layout:
    """Where things stand: in units of the drawing."""

    look: str
    width: int
    row: int
    strip: tuple[int, int]  # from, to
    strip_y: int
    name: tuple[int, int]
    words: tuple[int, int]


WIDE = Layout("wide", 1100, 92, (400, 780), 40, (44, 36), (810, 36))
NARROW = Layout("narrow", 360, 122, (40, 340), 82, (34, 24), (34, 48))


@dataclass(frozen=True)
class Drawn:
    """A step as it is drawn: the figure, the whole service’s beside it, and where it leads."""

    own: Reading
    all: Reading | None = None
    href: str = ""


def drawings(rows: Sequence[Drawn], title: str) -> Markup:
    """Both layouts; the page shows the one that fits."""
    return drawing(rows, title, WIDE) + drawing(rows, title, NARROW)


def drawing(rows: Sequence[Drawn], title: str, layout: Layout) -> Markup:
    """One layout."""
    parts = [
        f'<line class="kw-chain__spine" x1="16" y1="{layout.name[1] - 6}" x2="16" '
        f'y2="{layout.row * (len(rows) - 1) + layout.name[1] - 6}"/>'
    ]
    for at, row in enumerate(rows):
        inner = _row(row, layout)
        if row.href:
            then = "See what it counts." if row.own.n else "See how to begin."
            label = escape(f"{row.own.place.name}: {row.own.words}. {then}")
            box = f'<rect class="kw-chain__touch" x="0" y="0" width="{layout.width}" height="{layout.row}"/>'
            inner = f'<a class="kw-chain__link" href="{escape(row.href)}" aria-label="{label}">{box}{inner}</a>'
        parts.append(f'<g transform="translate(0 {at * layout.row})">{inner}</g>')
    return Markup(  # noqa: S704 -- what is not ours is escaped
        f'<svg class="kw-chain kw-chain--{layout.look}" viewBox="0 0 {layout.width} {layout.row * len(rows)}" '
        f'role="group" aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )


def _row(row: Drawn, layout: Layout) -> str:
    own = row.own
    x, y = layout.name
    dot = "kw-chain__knot" + ("" if own.is_enough else " kw-chain__knot--open")
    parts = [
        f'<circle class="{dot}" cx="16" cy="{y - 6}" r="8"/>',
        f'<text class="kw-chain__name" x="{x}" y="{y}">{escape(own.place.name)}</text>',
    ]
    x, y = layout.words
    for line, text in enumerate(_lines(own, layout)):
        parts.append(f'<text class="kw-chain__words" x="{x}" y="{y + 22 * line}">{escape(text)}</text>')
    if own.step is not None:
        parts.append(_strip(row, layout))
    return "".join(parts)


def _lines(own: Reading, layout: Layout) -> list[str]:
    """The words beside a strip: on a wall in two lines, on a phone in one."""
    if layout is NARROW or not own.is_enough:
        head, colon, rest = own.words.partition(": ")
        return [head + colon.strip(), rest] if layout is WIDE and colon else [own.words]
    head, _, rest = own.words.partition(" (")
    return [head, rest.removesuffix(")")]


def _strip(row: Drawn, layout: Layout) -> str:
    own, step = row.own, row.own.step
    assert step is not None
    left, right = layout.strip
    y = layout.strip_y - 10

    def x(value: float) -> float:
        return left + (right - left) * (min(max(value, step.low), step.high) - step.low) / (step.high - step.low)

    axis = "kw-chain__axis" + ("" if own.is_enough else " kw-chain__axis--open")
    parts = [f'<line class="{axis}" x1="{left}" y1="{y}" x2="{right}" y2="{y}"/>']
    if step.low < 0 < step.high:
        parts.append(f'<line class="kw-chain__axis" x1="{x(0):.1f}" y1="{y - 9}" x2="{x(0):.1f}" y2="{y + 9}"/>')
        parts.append(f'<text class="kw-chain__end" x="{x(0):.1f}" y="{y + 28}" text-anchor="middle">0</text>')
    ends = [own.in_scale(step.low), own.in_scale(step.high)]
    better = {Better.LESS: 0, Better.MORE: 1}.get(step.better)
    if better is not None:
        ends[better] = f"{ends[better]} better" if better == 0 else f"better {ends[better]}"
    for value, anchor, text in zip((left, right), ("start", "end"), ends, strict=True):
        parts.append(f'<text class="kw-chain__end" x="{value}" y="{y + 28}" text-anchor="{anchor}">{text}</text>')
    if row.all is not None and row.all.estimate is not None:
        at = x(row.all.estimate.value)
        between = row.all.interval
        if between:
            parts.append(
                f'<line class="kw-chain__all" x1="{x(between[0]):.1f}" y1="{y + 8}" '
                f'x2="{x(between[1]):.1f}" y2="{y + 8}"/>'
            )
        parts.append(
            f'<polygon class="kw-chain__all-mark" points="{at:.1f},{y} {at - 8:.1f},{y + 8} {at:.1f},{y + 16} '
            f'{at + 8:.1f},{y + 8}"/>'
        )
    if own.estimate is not None:
        between = own.interval
        if between:
            parts.append(
                f'<line class="kw-chain__interval" x1="{x(between[0]):.1f}" y1="{y}" '
                f'x2="{x(between[1]):.1f}" y2="{y}"/>'
            )
        parts.append(f'<circle class="kw-chain__mark" cx="{x(own.estimate.value):.1f}" cy="{y}" r="9"/>')
    return "".join(parts)


def cells(row: Drawn) -> list[object]:
    """A line of the file and of the table beside the drawing."""
    own = row.own
    step = own.step
    if step is None:
        return [own.place.name, own.place.begin, 0, None, None, None, "not measured yet", "", None]
    percent = 100 if step.measured == Measured.SHARE else 1
    places = 2 if percent > 1 else 1  # of a mean to two places and its n, what came since could be worked out
    value = round(own.estimate.value * percent, places) if own.estimate else None
    low, high = (round(one * percent, places) for one in own.interval) if own.interval else (None, None)
    whole = round(row.all.estimate.value * percent, places) if row.all and row.all.estimate else None
    return [own.place.name, step.asks, own.n, value, low, high, own.words, own.way, whole]


HEAD = [
    "Step", "What is counted", "n", "Figure", "95 % interval from", "95 % interval to", "In words", "Direction",
    "Whole service",
]  # fmt: skip
