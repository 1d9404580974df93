"""Scores over time as a drawing: SVG made here, without scripts, with words for who cannot see it."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup, escape

from kinwork.instruments import High
from kinwork.instruments.model import plain

from .results import Over

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 150, 28, 44
SHAPES = ("circle", "square", "triangle", "diamond")  # not by colour alone
MOST = 8  # lines that can be told apart


def drawing(over: Over) -> Markup:
    """The lines of one scale over its whole range: nothing is made to look larger than it is."""
    days = sorted({point.on for line in over.lines for point in line.points})
    if not days:
        return Markup("")
    first, last = days[0], days[-1]
    scale = over.scale

    def x(on: date) -> float:
        span = (last - first).days
        inner = WIDTH - LEFT - RIGHT
        return LEFT + (inner / 2 if not span else inner * (on - first).days / span)

    def y(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - scale.low) / ((scale.top - scale.low) or 1))

    parts = [
        f'<line class="kw-measure__axis" x1="{LEFT}" y1="{y(value):.1f}" x2="{WIDTH - RIGHT}" y2="{y(value):.1f}"/>'
        f'<text class="kw-measure__number" x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">'
        f"{plain(value)}</text>"
        for value in dict.fromkeys((scale.low, (scale.low + scale.top) / 2, scale.top))
    ]
    if scale.high != High.NEITHER:
        ends = ("better", "worse") if scale.high == High.BETTER else ("worse", "better")
        parts += [
            f'<text class="kw-measure__end" x="{LEFT}" y="{at:.1f}">{word}</text>'
            for at, word in zip((TOP - 10, y(scale.low) + 16), ends, strict=True)
        ]
    for day in dict.fromkeys((first, last)):
        parts.append(
            f'<text class="kw-measure__number" x="{x(day):.1f}" y="{HEIGHT - 8}" text-anchor="middle">'
            f"{day:%-d %b %Y}</text>"
        )
    ends_at: list[tuple[float, float, str]] = []
    for number, line in enumerate(over.lines[:MOST]):
        at = [(x(point.on), y(point.value)) for point in line.points]
        if not at:
            continue
        if len(at) > 1:
            path = " ".join(f"{a:.1f},{b:.1f}" for a, b in at)
            parts.append(f'<polyline class="kw-measure__line kw-measure__line--{number % 4}" points="{path}"/>')
        parts += [_mark(SHAPES[number % 4], a, b, number % 4) for a, b in at]
        ends_at.append((at[-1][1], at[-1][0], f"{escape(line.who)}: {line.points[-1].words}"))
    lowest = 0.0
    for beside, across, words in sorted(ends_at):  # from above, so that names stand in the order of their lines
        lowest = max(beside + 4, lowest + 16)
        parts.append(f'<text class="kw-measure__name" x="{across + 12:.1f}" y="{lowest:.1f}">{words}</text>')
    title = f"{over.instrument.name}, {scale.name}, by person over time. {over.ends}"
    return Markup(  # noqa: S704 -- what is not ours is escaped above
        f'<svg class="kw-measure" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        + "".join(parts) + "</svg>"
    )  # fmt: skip


def _mark(shape: str, a: float, b: float, number: int) -> str:
    look = f'class="kw-measure__mark kw-measure__line--{number}"'
    if shape == "circle":
        return f'<circle {look} cx="{a:.1f}" cy="{b:.1f}" r="6"/>'
    if shape == "square":
        return f'<rect {look} x="{a - 5.5:.1f}" y="{b - 5.5:.1f}" width="11" height="11"/>'
    if shape == "triangle":
        return f'<polygon {look} points="{a:.1f},{b - 7:.1f} {a - 7:.1f},{b + 6:.1f} {a + 7:.1f},{b + 6:.1f}"/>'
    return f'<polygon {look} points="{a:.1f},{b - 8:.1f} {a + 8:.1f},{b:.1f} {a:.1f},{b + 8:.1f} {a - 8:.1f},{b:.1f}"/>'
