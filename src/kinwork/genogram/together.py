"""Who stands together wherever they stand is searched for as one place, so that a search of the same cost goes further.

A partner who brings neither parents nor another partner stands beside the other, where no line need come between them;
brothers and sisters without children or partners, who follow each other by birth, stand in a row. A place that stands
for several children has as many drops as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from .web import Knot, Web

T = TypeVar("T")


class Together:
    """A smaller ``web``, each place of which stands for one or several of the ``whole`` who stand side by side."""

    def __init__(self, whole: Web) -> None:
        self.whole = whole
        count = len(whole.names)
        self.stands_for = [[one] for one in range(count)]  # from the left; empty for whoever another stands for
        self.partners = [knot.partners for knot in whole.knots]
        self.children = [list(knot.children) for knot in whole.knots]
        self.up: list[set[int]] = [set() for _ in range(count)]
        self.down: list[set[int]] = [set() for _ in range(count)]
        for knot in whole.knots:
            for one in knot.partners:
                self.down[one].add(knot.number)
            for one in knot.children:
                self.up[one].add(knot.number)
        self.after = _closed(whole)
        for knot in whole.knots:
            self._couple(knot)
        for knot in whole.knots:
            self._in_a_row(knot)
        self.places = [one for one, row in enumerate(self.stands_for) if row]
        self.web = self._smaller()

    def spread(self, rows: Iterable[list[int]]) -> list[list[int]]:
        """The rows of the whole, for rows of the smaller web."""
        return [[one for place in row for one in self.stands_for[self.places[place]]] for row in rows]

    def _couple(self, knot: Knot) -> None:
        if len(knot.partners) != 2:
            return
        male, female = self.whole.male, self.whole.female
        for one, other in (knot.partners, knot.partners[::-1]):
            ties = len(self.down[other])
            # of three partners one stands elsewhere; children of two families hang on either side of the one in common
            if self.up[one] or len(self.down[one]) > 1 or ties > (1 if self.children[knot.number] else 2):
                continue
            row = self.stands_for[other]
            left = row[0] == other if len(row) > 1 else male[one] or (female[other] and not female[one])
            self.stands_for[other] = [one, *row] if left else [*row, one]
            self.stands_for[one] = []
            self.down[one].clear()
            if self.children[knot.number]:
                self.partners[knot.number] = (other,)
            else:
                self.partners[knot.number] = ()
                self.down[other].discard(knot.number)
            return

    def _in_a_row(self, knot: Knot) -> None:
        children, after = self.children[knot.number], self.after
        elder = {one: sum(one in after[other] for other in children) for one in children}
        free = {one for one in children if not elder[one] and not any(other in after[one] for other in children)}
        lead = -1
        for one in sorted(children, key=lambda one: (one in free, elder[one])):
            if self.down[one] or len(self.up[one]) > 1:
                lead = -1
            elif lead < 0:
                lead = one
            else:
                self.stands_for[lead] += self.stands_for[one]
                self.stands_for[one] = []
                children[children.index(one)] = lead
                after[lead] |= after[one] - {lead}
                for younger in after:
                    if one in younger:
                        younger.add(lead)
                after[lead].discard(lead)

    def _smaller(self) -> Web:
        whole, new = self.whole, {place: number for number, place in enumerate(self.places)}
        knots: list[Knot] = []
        for knot in whole.knots:
            partners, children = self.partners[knot.number], self.children[knot.number]
            if partners or children:
                fewer = tuple(new[one] for one in partners)
                mine = [new[one] for one in children]
                knots.append(replace(knot, number=len(knots), partners=fewer, children=mine, ties={}))

        def own(values: list[T]) -> list[T]:
            return [values[place] for place in self.places]

        return Web(
            own(whole.names),
            own(whole.rows),
            knots,
            {(new[one], new[other]) for one in self.places for other in self.after[one] if other in new},
            own(whole.male),
            own(whole.female),
            own(whole.part),
            own(whole.wires),
        )


def _closed(web: Web) -> list[set[int]]:
    """For each place everybody who must stand right of it."""
    next_: list[list[int]] = [[] for _ in web.names]
    for one, other in sorted(web.before):
        next_[one].append(other)
    found = []
    for one in range(len(web.names)):
        after: set[int] = set()
        waiting = [one]
        while waiting:
            fresh = [other for other in next_[waiting.pop()] if other not in after]
            after.update(fresh)
            waiting += fresh
        found.append(after)
    return found
