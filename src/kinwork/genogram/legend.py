"""What the lines and symbols mean: only of what this drawing uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from . import bonds
from .family import Person, When
from .layout import Layout, shape_of_person
from .svg import GREY, INK, element, line, text
from .svg import number as number_
from .symbols import DASHES, symbol

WIDE, HIGH = 204.0, 32.0
Sample = Callable[[float, float], str]
SEX_NAMES = {"square": "male", "circle": "female", "diamond": "sex not known", "hexagon": "another gender"}
TIE_NAMES = {
    "adopted": "adopted",
    "foster": "fostered",
    "step": "step-child",
    "surrogate": "surrogate",
    "unknown": "tie not known",
    "siblings": "siblings, parents not known",
}


def legend(
    layout: Layout, top: float, left: float, width: float, more: Sequence[tuple[str, Sample]] = ()
) -> tuple[str, float]:
    """The legend, and the height of the whole drawing with it."""
    samples = [*entries(layout), *more]
    size = layout.lettering
    columns = max(1, int((width / size - 40) // WIDE))
    made = ""
    for number, (name, sample) in enumerate(samples):
        x, y = WIDE * (number % columns), HIGH * (number // columns) + HIGH / 2
        if size == 1:
            x, y = left + x, top + y
        made += sample(x, y) + text(x + 46, y + 4, name, 11, "start")
    rows = -(-len(samples) // columns)
    if made and size != 1:
        made = element("g", made, transform=f"translate({number_(left)} {number_(top)}) scale({number_(size)})")
    if made:
        made = line([(left - 14, top - 6), (left + width - 46, top - 6)], 0.6, None, GREY) + made
    return element("g", made, class_="legend") if made else "", top + HIGH * rows * size + 14


def signs(layout: Layout) -> list[tuple[str, str]]:
    """The legend for a page: each name, and its sample as a small SVG element that says nothing by itself."""
    return [
        (
            name,
            element(
                "svg",
                sample(0, 0),
                xmlns="http://www.w3.org/2000/svg",
                viewBox="-4 -16 48 32",
                width=48,
                height=32,
                aria_hidden="true",
                fill=INK,
            ),
        )
        for name, sample in entries(layout)
    ]


def entries(layout: Layout) -> list[tuple[str, Sample]]:
    """Names and samples, in a fixed order."""
    family = layout.family
    people = [family.people[person_id] for person_id in layout.spots]
    found: list[tuple[str, Sample]] = []

    def add(name: str, sample: Sample) -> None:
        if all(name != other for other, _ in found):
            found.append((name, sample))

    for kind, name in SEX_NAMES.items():
        if any(shape_of_person(person) == kind for person in people):
            sex = {"square": "M", "circle": "F"}.get(kind, "U")
            add(name, _person(Person("", sex=sex, gender="other" if kind == "hexagon" else "")))
    for person in people:
        birth = {"M": "square", "F": "circle"}.get(person.sex)
        if person.gender and birth and shape_of_person(person) != birth:
            add("inner shape: sex at birth", _person(Person("", sex=person.sex, gender=person.gender)))
    if any(person.id in family.index for person in people):
        add("the person this is about", lambda x, y: symbol(Person("", sex="F"), x + 18, y, 24, True, ""))
    if any(person.died and not person.loss for person in people):
        add("died", _person(Person("", sex="M", died=When(2000))))
    if any(person.unknown for person in people):
        add("not known who", _person(Person("", unknown=True)))
    if any(person.pregnancy for person in people):
        add("pregnancy", _person(Person("", expected=When(2000))))
    for loss in ("miscarriage", "stillbirth", "termination"):
        if any(person.loss == loss for person in people):
            add(loss, lambda x, y, loss=loss: symbol(Person("", loss=loss), x + 18, y, 18, False, ""))  # type: ignore[misc]
    _lines(layout, add)
    for bond in family.bonds:
        if bond.from_ in layout.spots and bond.to in layout.spots:
            add(bonds.PATTERNS[bond.kind].name, _bond(bond.kind))
    for link in family.links:
        add(bonds.PATTERNS[link.support].name, _bond(link.support))
    if family.households:
        add("live together", lambda x, y: element("rect", x=x, y=y - 9, width=36, height=18, rx=8, fill="none",
                                                   stroke=GREY, stroke_width=1.6, stroke_dasharray="7 5"))  # fmt: skip
    return found


def _lines(layout: Layout, add: Callable[[str, Sample], None]) -> None:
    kinds = {stroke.kind for stroke in layout.strokes} | {kind for twins in layout.twins for kind in twins.kinds}
    for kind in ("married", "cohabiting", "dating", "unknown"):
        if f"couple {kind}" in kinds:
            name = "couple, kind not known" if kind == "unknown" else kind
            width = 1.0 if kind == "unknown" else 1.8
            dash = DASHES.get(f"couple {kind}")
            add(name, lambda x, y, width=width, dash=dash: _couple_sample(x, y, width, dash))  # type: ignore[misc]
    unions = [layout.family.unions[union_id] for couple in layout.couples if couple.left != couple.right
              for union_id in couple.unions]  # fmt: skip
    if any((union.separated or union.ended) and not union.divorced for union in unions):
        add("separated or ended", lambda x, y: line([(x, y), (x + 36, y)]) + line([(x + 14, y + 8), (x + 22, y - 8)]))
    if any(union.divorced for union in unions):
        add("divorced", lambda x, y: line([(x, y), (x + 36, y)]) + line([(x + 11, y + 8), (x + 19, y - 8)])
            + line([(x + 18, y + 8), (x + 26, y - 8)]))  # fmt: skip
    for kind, name in TIE_NAMES.items():
        if kind in kinds:
            add(name, lambda x, y, kind=kind: line([(x + 18, y - 13), (x + 18, y + 13)], 1.8, DASHES.get(kind)))  # type: ignore[misc]
    for twins in layout.twins:
        name = "identical twins" if twins.identical else "twins"

        def sample(x: float, y: float, identical: bool = twins.identical) -> str:
            made = line([(x + 6, y + 10), (x + 18, y - 10), (x + 30, y + 10)], 1.6)
            return made + (line([(x + 12, y), (x + 24, y)], 1.6) if identical else "")

        add(name, sample)


def _couple_sample(x: float, y: float, width: float, dash: str | None) -> str:
    return line([(x, y - 8), (x, y + 6), (x + 36, y + 6), (x + 36, y - 8)], width, dash)


def _person(person: Person) -> Sample:
    return lambda x, y: symbol(person, x + 18, y, 22, False, "")


def _bond(kind: str) -> Sample:
    return lambda x, y: bonds.draw(kind, [(x - 2, y), (x + 40, y)])
