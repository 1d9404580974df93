"""The standard symbols of people (McGoldrick, Gerson and Petry, *Genograms*)."""

from __future__ import annotations

from .family import Person
from .layout import HIGH, shape_of_person
from .svg import INK, PAPER, element, line, shape, text

# How lines of couples and of children are broken; whatever is not named here is drawn through.
DASHES = {
    "couple cohabiting": "7 4",
    "couple dating": "2 4",
    "adopted": "9 4",
    "foster": "2 4",
    "step": "10 4 2 4",
    "surrogate": "10 3 2 3 2 3",
    "unknown": "1 6",
    "siblings": "5 5",
}


def outline(kind: str, x: float, y: float, size: float, width: float = 2, fill: str = PAPER) -> str:
    """A square, circle, diamond, hexagon or triangle around a centre."""
    half = size / 2
    if kind == "circle":
        return element("circle", cx=x, cy=y, r=half, fill=fill, stroke=INK, stroke_width=width)
    if kind == "square":
        return element(
            "rect", x=x - half, y=y - half, width=size, height=size, fill=fill, stroke=INK, stroke_width=width
        )
    if kind == "diamond":
        return shape([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], width, fill)
    if kind == "hexagon":
        corners = [(-1, 0), (-0.5, -HIGH), (0.5, -HIGH), (1, 0), (0.5, HIGH), (-0.5, HIGH)]
        return shape([(x + half * a, y + half * b) for a, b in corners], width, fill)
    return shape([(x, y - half), (x + half, y + half), (x - half, y + half)], width, fill)


def symbol(person: Person, x: float, y: float, size: float, index: bool, inside: str, letters: float = 13) -> str:
    """A person's symbol, with the age inside, the cross of the dead, the double outline of the index."""
    kind = shape_of_person(person)
    made, is_other = [], False
    if index:
        made.append(outline(kind, x, y + (1.2 if kind == "triangle" else 0), size, 2))
        within = {"triangle": 0.62, "diamond": 0.74}.get(kind, 0.8)
        made.append(outline(kind, x, y + (size * 0.06 if kind == "triangle" else 0), size * within, 1.6))
    else:
        made.append(outline(kind, x, y, size))
    if person.gender and kind != "triangle":
        birth = {"M": "square", "F": "circle"}.get(person.sex)
        if birth and birth != kind:
            is_other = True
            made.append(outline(birth, x, y, size * (0.68 if inside else 0.55), 1.2))
    half = size / 2
    if is_other and len(inside) > 2:
        letters = min(letters, 10)  # the age within the inner shape, which it must not touch
    if person.loss == "stillbirth":
        made.append(cross(x, y + half * 0.45, half * 0.42))
    elif person.loss == "termination":
        made.append(cross(x, y + half * 0.45, half * 0.42))
        made.append(line([(x - half * 0.6, y + half + 4), (x + half * 0.6, y + half + 4)], 1.6))
    elif person.loss == "miscarriage":
        made.append(element("circle", cx=x, cy=y + half * 0.4, r=2.4, fill=INK))
    elif person.died:
        reach = half if kind == "square" else half * 0.72 if kind == "circle" else half * 0.5
        made.append(cross(x, y, reach))
    if person.unknown and not inside:
        inside = "?"
    if inside and not person.loss:
        if person.died:  # the numbers must stay readable over the cross
            made.append(
                element(
                    "rect",
                    x=x - 0.323 * letters * len(inside) - 2,
                    y=y - 0.615 * letters,
                    width=0.646 * letters * len(inside) + 4,
                    height=1.23 * letters,
                    fill=PAPER,
                )
            )
        made.append(text(x, y + (9 if kind == "triangle" else letters * 0.37), inside, letters))
    return "".join(made)


def cross(x: float, y: float, reach: float) -> str:
    return line([(x - reach, y - reach), (x + reach, y + reach)]) + line(
        [(x - reach, y + reach), (x + reach, y - reach)]
    )
