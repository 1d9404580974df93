"""Means of a survey as a drawing: a row for everyone and for each unit, over the whole range; SVG without scripts."""

from __future__ import annotations

from markupsafe import Markup, escape

from kinwork.instruments.model import plain

from .results import Result

WIDTH, ROW, TOP, LEFT, RIGHT = 400, 30, 16, 120, 44
LETTERS = 16


def drawing(result: Result) -> Markup:
    """Only what is shown; nothing where nothing is."""
    shown = [one for one in result.figures if one.mean is not None]
    if not shown:
        return Markup("")
    height = TOP + ROW * len(shown) + 24

    def x(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (value - result.low) / ((result.top - result.low) or 1)

    ends = (result.low, result.top)
    parts = [
        f'<line class="kw-measure__axis" x1="{x(value):.1f}" y1="{TOP - 6}" x2="{x(value):.1f}" y2="{height - 22}"/>'
        f'<text class="kw-measure__number" x="{x(value):.1f}" y="{height - 6}" text-anchor="middle">'
        f"{plain(value)}</text>"
        for value in ends
    ]
    for number, one in enumerate(shown):
        y = TOP + ROW * number + ROW / 2
        assert one.mean is not None
        at = x(one.mean)
        parts.append(
            f'<text class="kw-measure__name" x="0" y="{y + 5:.1f}">{escape(_short(one.of))}</text>'
            f'<line class="kw-measure__axis" x1="{x(result.low):.1f}" y1="{y:.1f}" '
            f'x2="{x(result.top):.1f}" y2="{y:.1f}"/>'
            f'<circle class="kw-measure__mark kw-measure__line--{0 if number == 0 else 1}" cx="{at:.1f}" cy="{y:.1f}" '
            f'r="{8 if number == 0 else 6}"/>'
            f'<text class="kw-measure__name" x="{at + 12:.1f}" y="{y + 5:.1f}">{one.words}</text>'
        )
    said = "; ".join(f"{one.of} {one.words}, of {one.n} people" for one in shown)
    return Markup(  # noqa: S704 -- what is not ours is escaped above
        f'<svg class="kw-measure kw-measure--narrow" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(result.title)}. {escape(said)}">' + "".join(parts) + "</svg>"
    )


def _short(name: str) -> str:
    """What fits beside its line; the table has all of it.

    >>> _short("Rowan"), _short("Children in need, north and west")
    ('Rowan', 'Children in nee…')
    """
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"
