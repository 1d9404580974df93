"""The flow of a study as a figure: where its boxes and words stand. The template draws them; a table says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from .standing import Box

WIDTH, MAIN, GAP, LINE, PAD = 400, 190, 22, 14, 8
LETTERS = {True: 27, False: 29}  # of a line in a main box, and beside it


@dataclass(frozen=True)
class Text:
    x: int
    y: int
    words: str
    is_strong: bool = False


@dataclass(frozen=True)
class Shape:
    """A box of the figure with its lines of words; ``joins``: from which height a line comes down to it."""

    x: int
    y: int
    width: int
    height: int
    texts: tuple[Text, ...]
    joins: int | None = None
    is_aside: bool = False


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    shapes: tuple[Shape, ...]


def picture(boxes: Sequence[Box]) -> Picture:
    """One box below the other; who did not go on stands beside the line between."""
    shapes: list[Shape] = []
    y, below = 2, None
    for box in boxes:
        lines = [(line, True) for line in wrap(f"{box.label}: {box.n}", LETTERS[True])]
        lines += [(line, False) for name, n in box.groups for line in wrap(f"{name}: {n}", LETTERS[True])]
        main = _shape(2, y, MAIN, lines, below)
        shapes.append(main)
        y, below = main.y + main.height + GAP, main.y + main.height
        if box.aside:
            beside = [(line, False) for why, n in box.aside for line in wrap(f"{why}: {n}", LETTERS[False])]
            aside = _shape(MAIN + 22, main.y, WIDTH - MAIN - 24, beside, None, is_aside=True)
            shapes.append(aside)
            y = max(y, aside.y + aside.height + GAP)
    return Picture(WIDTH, y - GAP + 2, tuple(shapes))


def _shape(
    x: int, y: int, width: int, lines: Sequence[tuple[str, bool]], joins: int | None, *, is_aside: bool = False
) -> Shape:
    texts = tuple(
        Text(x + PAD, y + PAD + LINE * n - 3, words, is_strong) for n, (words, is_strong) in enumerate(lines, start=1)
    )
    return Shape(x, y, width, 2 * PAD + LINE * len(lines), texts, joins, is_aside)
