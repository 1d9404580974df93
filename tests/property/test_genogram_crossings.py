"""Fewest crossings: proved against exhaustive search on hundreds of small families."""

from __future__ import annotations

from itertools import permutations
from math import prod

import pytest

from benchmarks.genogram import family as genogram
from kinwork.genogram import from_plain
from kinwork.genogram.annealing import Annealing
from kinwork.genogram.canonical import canonical
from kinwork.genogram.crossings import CROSSING, Counter
from kinwork.genogram.generations import generations
from kinwork.genogram.growing import Neighbours, grow, in_birth_order
from kinwork.genogram.layout import lay_out
from kinwork.genogram.ordering import RowSearch, order
from kinwork.genogram.together import Together
from kinwork.genogram.web import Web, spin

from .genogram_families import family

MOST = 1500  # orders of one row and the next together


def allowed(web: Web, row: list[int]) -> list[tuple[int, ...]]:
    """Every order of a row that keeps brothers and sisters by birth."""
    found = []
    for one in permutations(row):
        at = {place: number for number, place in enumerate(one)}
        if all(at[a] < at[b] for a, b in web.before if a in at):
            found.append(one)
    return found


def fewest(web: Web) -> int | None:
    """The fewest crossings of all orders of all rows; None where there are too many to look at.

    Crossings happen under a row or between two neighbouring rows: so the best of everything above is kept for each
    order of a row, and nothing is left out.
    """
    rows = [[place for place, row in enumerate(web.rows) if row == number] for number in range(web.depth)]
    if any(len(row) > 7 for row in rows):
        return None
    orders = [allowed(web, row) for row in rows]
    if any(prod(len(found) for found in orders[n : n + 2]) > MOST for n in range(len(orders))):
        return None
    counter = Counter(web)
    best: dict[tuple[int, ...], int] = {}
    for number, found in enumerate(orders):
        now: dict[tuple[int, ...], int] = {}
        for one in found:
            counter.place(list(one))
            own = counter.couple_band(number) // CROSSING
            if number == 0:
                now[one] = own + counter.sibship_band(0) // CROSSING
                continue
            least = 10**9
            for above, cost in best.items():
                if cost < least:
                    counter.place(list(above))
                    least = min(least, cost + counter.sibship_band(number) // CROSSING)
            now[one] = own + least
        best = now
    return min(best.values())


def compared(seeds: range, tangle: float) -> tuple[int, int, list[tuple[int, int, int]], int]:
    looked_at = crossing = drawn_more = 0
    worse = []
    for seed in seeds:
        data = family(5 + seed % 8, seed, tangle, extras=False)
        made = from_plain(data)
        web = spin(made, generations(made))
        least = fewest(web)
        if least is None:
            continue
        looked_at += 1
        crossing += least > 0
        mine = Counter(web).crossings(order(web, 0))
        if mine > least:
            worse.append((seed, mine, least))
        drawn_more += lay_out(made).crossings > least
    return looked_at, crossing, worse, drawn_more


@pytest.mark.parametrize(("tangle", "must"), [(0.1, 0), (0.6, 3)])
def test_no_small_family_can_be_drawn_with_fewer_crossings(tangle, must):
    looked_at, crossing, worse, drawn_more = compared(range(150), tangle)
    assert looked_at >= 110
    assert crossing >= must  # there were families where lines must cross
    assert worse == []
    assert drawn_more <= looked_at // 50  # the lines as drawn cross no oftener than the order makes them


@pytest.mark.parametrize("size", [12, 40])
def test_what_a_search_believes_is_what_there_is(size):
    """Moves are judged by the lines that move alone: what they sum up to must be what a whole count finds."""
    for seed in range(12):
        made = from_plain(family(size, seed, 0.3, extras=False))
        web = spin(made, generations(made))
        near = Neighbours(web)
        rows, reached = grow(web, 0, near)
        search = RowSearch(web, near, rows, reached)
        grown = search.cost
        search.climb()
        assert search.cost == Counter(web).total(search.rows) <= grown


def test_those_who_stand_together_as_one_and_change_places_are_counted_as_if_they_stood_alone():
    for seed in range(60):
        made = canonical(from_plain(family(5 + seed, seed, 0.3, extras=False)))
        web = spin(made, generations(made))
        together = Together(web)
        smaller = together.web
        fewest, rows = Annealing(smaller).walk(grow(smaller, 0, Neighbours(smaller))[0], 400, seed)
        assert Counter(smaller).crossings(rows) == fewest
        spread = together.spread(rows)
        assert [sorted(row) for row in spread] == [
            [place for place, row in enumerate(web.rows) if row == number] for number in range(web.depth)
        ]
        near = Neighbours(web)
        assert [in_birth_order(row, near.pairs[number]) for number, row in enumerate(spread)] == spread
        assert Counter(web).crossings(spread) == fewest


@pytest.mark.parametrize(
    ("seed", "least"), [(1, 2), (5, 4), (6, 7), (7, 5), (9, 6), (13, 1), (15, 1), (16, 6), (19, 2), (27, 4)]
)
def test_sixty_people_of_whom_many_married_within_cross_no_oftener_than_a_search_ten_times_as_long_finds(seed, least):
    made = canonical(from_plain(genogram(60, seed, 0.2)))
    web = spin(made, generations(made))
    assert Counter(web).crossings(order(web, 0)) == least
