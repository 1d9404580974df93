"""A family on one sheet of paper: which paper, how large the drawing, how large the letters in it."""

from __future__ import annotations

from dataclasses import dataclass

from kinwork.families.genogram import FamilyGraph
from kinwork.families.models import ChangeSet

from .presenters.drawing import AsOf, Drawing, picture

# What a landscape sheet leaves for the drawing, between its margins and below its title, in mm.
PAPERS = {"a4": (269.0, 156.0), "a3": (392.0, 243.0)}
LARGEST = 0.3  # mm for a pixel: a small family need not fill the sheet
READABLE = 7.0  # points of the names: no smaller if it can be helped
NAMES = 12.0  # pixels of the names, before lettering
LETTERING = (1.0, 1.2, 1.4, 1.6, 1.8, 2.0)
ACCOUNT = 11.0  # mm for each sentence below the drawing
POINT = 25.4 / 72


@dataclass(frozen=True)
class Sheet:
    """A drawing sized for a sheet: its paper, its width and height in mm, and how many points its names have."""

    drawn: Drawing
    paper: str
    width: float
    height: float
    points: float


def sheet(graph: FamilyGraph, asked: AsOf, last: ChangeSet | None, *, paper: str = "", accounts: int = 0) -> Sheet:
    """The smallest paper and the smallest letters with which the names can be read; else the best that there is.

    ``paper`` is ``a4`` or ``a3`` where somebody wants just that.
    """
    best: Sheet | None = None
    for kind in [paper] if paper in PAPERS else list(PAPERS):
        wide, high = PAPERS[kind]
        high -= ACCOUNT * accounts
        for lettering in LETTERING:
            drawn = picture(graph, asked, last, lettering=lettering)
            if drawn.layout is None:
                return Sheet(drawn, kind, wide, high, 0.0)
            across, down = drawn.size
            scale = min(wide / across, high / down, LARGEST)
            found = Sheet(drawn, kind, across * scale, down * scale, NAMES * lettering * scale / POINT)
            if found.points >= READABLE:
                return found
            if best is None or found.points > best.points:
                best = found
    assert best is not None
    return best
