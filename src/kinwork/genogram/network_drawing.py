"""A network map as SVG: rings of closeness, marks of support that survive black and white, words of what is new."""

from __future__ import annotations

from math import cos, sin
from xml.sax.saxutils import escape

from .bonds import RED
from .network_map import CLOSENESS, PARTS, SUPPORT, Network, Tie, describe_network, network_title
from .rings import LINE, MARK, MapSpot, Rings, name_lines, put, put_alike
from .svg import GREY, INK, PAPER, element, line, text
from .wording import columns

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
MARGIN = 16.0


def draw_network(network: Network, *, title: str = "", prefix: str = "network") -> str:
    """One map as one SVG element. ``prefix`` begins the ids in it, for pages with several.

    >>> draw_network(Network("Kim", {"n": Tie("n", "Nan", support="strong")})).startswith("<svg")
    True
    """
    return _draw(put(network), title or network_title(network), prefix, describe_network(network))


def draw_before_and_after(
    before: Network, after: Network, *, titles: tuple[str, str] = ("", ""), prefix: str = "network"
) -> tuple[str, str]:
    """Two maps of one size in which everybody keeps their direction; the second says who is new or stands otherwise."""
    first, second = put_alike(before, after)
    return (
        _draw(first, titles[0] or network_title(before), f"{prefix}-before", describe_network(before)),
        _draw(second, titles[1] or network_title(after), f"{prefix}-after", describe_network(after, before)),
    )


def _draw(made: Rings, title: str, prefix: str, words: str) -> str:
    left, top, right, bottom = made.bounds
    legend, wide, high = _legend(made, max(right - left, 420.0))
    left -= MARGIN
    top -= MARGIN + 24
    width = max(right - left + MARGIN, wide + 2 * MARGIN)
    height = bottom - top + MARGIN + high
    parts = [element("rect", x=left, y=top, width=width, height=height, fill=PAPER)]
    for _, outer in made.rings.values():
        parts.append(element("circle", cx=0, cy=0, r=outer, fill="none", stroke=GREY, stroke_width=1.2))
    edge = max((outer for _, outer in made.rings.values()), default=0.0)
    parts += [line([(0, 0), (edge * cos(one), edge * sin(one))], 0.8, "3 5", GREY) for one in made.borders]
    for closeness, ((x, y), box) in made.names.items():
        parts.append(_paper(box) + text(x, y + 2, CLOSENESS[closeness], 10.5))
    for part, ((x, y), box) in made.titles.items():
        parts.append(_paper(box) + text(x, y + 2, PARTS[part], 12.5, weight="bold"))
    parts.append(_centre(made))
    parts += [_somebody(made.network.ties[tie_id], spot) for tie_id, spot in made.spots.items()]
    parts.append(text(left + MARGIN, top + 20, title, 13, "start", "bold"))
    parts.append(element("g", legend, transform=f"translate({left + MARGIN:.1f} {bottom + MARGIN:.1f})"))
    description = element("title", escape(title), id=f"{prefix}-title")
    description += element("desc", escape(words), id=f"{prefix}-desc")
    return element(
        "svg",
        description + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}",
        width=round(width),
        height=round(height),
        role="img",
        aria_labelledby=f"{prefix}-title {prefix}-desc",
        font_family=FONT,
        fill=INK,
    )


def _paper(box: tuple[float, float, float, float]) -> str:
    left, top, right, bottom = box
    return element("rect", x=left, y=top, width=right - left, height=bottom - top, fill=PAPER, rx=3)


def _centre(made: Rings) -> str:
    left, top, right, bottom = made.core
    drawn = element(
        "rect", x=left, y=top, width=right - left, height=bottom - top, rx=14, fill=PAPER, stroke=INK, stroke_width=2.4
    )
    middle = (len(made.centre) - 1) / 2
    for number, words in enumerate(made.centre):
        drawn += text(0, 4 + 14 * (number - middle), words, 12.5, weight="bold")
    return element("g", drawn, class_="centre")


def _somebody(tie: Tie, spot: MapSpot) -> str:
    x, y = spot.at
    drawn = mark(x - (8 if tie.stressful else 0), y, tie.support)
    if tie.stressful:
        drawn += strain(x + 10, y)
    below = y + MARK + 12
    lines: list[tuple[str, float, str | None]] = []
    names = len(name_lines(tie))
    for number, words in enumerate(spot.words):
        lines.append((words, 12.0 if number < names else 10.5, None))
    lines += [(words, 10.5, "bold") for words in spot.news]
    for number, (words, size, weight) in enumerate(lines):
        at = below + LINE * number
        wide = columns(words) * size * 0.53 + 4
        drawn += element("rect", x=x - wide / 2, y=at - size * 0.82, width=wide, height=size * 1.06, fill=PAPER)
        drawn += text(x, at, words, size, weight=weight)
    return element("g", drawn, class_="tie", data_tie=tie.id)


def mark(x: float, y: float, support: str, radius: float = MARK) -> str:
    """A disc: full for strong, half for moderate, empty for low support, dotted where nobody has said."""
    dash = None if support else "2 3"
    drawn = element("circle", cx=x, cy=y, r=radius, fill=INK if support == "strong" else PAPER, stroke=INK,
                    stroke_width=2, stroke_dasharray=dash)  # fmt: skip
    if support == "moderate":
        drawn += element("path", d=f"M{x:.1f} {y - radius:.1f} A{radius:.1f} {radius:.1f} 0 0 0 {x:.1f} "
                                   f"{y + radius:.1f} Z", fill=INK)  # fmt: skip
    return drawn


def strain(x: float, y: float) -> str:
    """The zigzag of what is stressful, beside a mark."""
    points = [(x + 3.5 * step, y + (4 if step % 2 else -4)) for step in range(6)]
    return line(points, 1.8, None, RED)


def _legend(made: Rings, width: float) -> tuple[str, float, float]:
    """Only of what is used; with its width and height."""
    ties = made.network.ties.values()
    samples = [(f"{name} support", key) for key, name in SUPPORT.items() if any(tie.support == key for tie in ties)]
    if any(not tie.support for tie in ties):
        samples.append(("support not said", ""))
    if any(tie.stressful for tie in ties):
        samples.append(("stressful", "strain"))
    drawn, x, y, widest = "", 0.0, 14.0, 0.0
    for name, key in samples:
        needed = 30 + columns(name) * 6.2 + 18
        if x and x + needed > width:
            x, y = 0.0, y + 24
        drawn += strain(x, y) if key == "strain" else mark(x + 9, y, key, 8)
        drawn += text(x + 26, y + 4, name, 11, "start")
        x += needed
        widest = max(widest, x)
    rings = "Rings from the middle: " + ", ".join(CLOSENESS[one] for one in made.rings)
    drawn += text(0, y + 26 if samples else y, rings + ".", 11, "start")
    wide = max(widest, columns(rings) * 5.8)
    if any(tie.closeness in ("nowhere", "") for tie in ties):
        drawn += text(0, y + 44, "Outside the rings: nowhere on the map, or closeness not said.", 11, "start")
        wide = max(wide, 360.0)
    return element("g", drawn, class_="legend"), wide, y + 60
