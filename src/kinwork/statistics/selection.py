"""The k-th smallest of all differences of two samples, without ever holding all of them.

100,000 rows have 2,500,000,000 differences. How many lie below a value is counted in one pass over the sorted samples,
so that a few counts narrow the k-th down to a bracket whose members are few enough to look at.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import optimize

from .ties import NOISE, Numbers

Whole = npt.NDArray[np.int64]

FEW = 50_000  # differences that are looked at one by one
THINNED = 2_000  # of one sample's values, to find about where the place is
MARGIN = 15_000  # on either side of where it seems to be


def of_differences(first: Numbers, second: Numbers, places: Sequence[int]) -> list[float]:
    """The ``places``-th smallest (from 0) of all ``first[i] − second[j]``.

    >>> import numpy as np
    >>> of_differences(np.array([1.0, 5.0]), np.array([0.0, 2.0, 4.0]), [0, 2, 5])
    [-3.0, 1.0, 5.0]
    """
    return _Differences(first, second, np.empty(0)).places(places)


def of_walsh_averages(values: Numbers, places: Sequence[int]) -> list[float]:
    """The ``places``-th smallest (from 0) of all ``(values[i] + values[j]) / 2`` with i ≤ j.

    >>> import numpy as np
    >>> of_walsh_averages(np.array([1.0, 3.0, 6.0]), [0, 1, 5])
    [1.0, 2.0, 6.0]
    """
    # every ordered pair, and each value with itself once more: then every i ≤ j stands there twice
    sums = _Differences(values, -values, 2 * values)
    return [found / 2 for found in sums.places([2 * place for place in places])]


class _Differences:
    """All x − y, with ``also`` among them; equal values are kept once, with how often they occur."""

    def __init__(self, first: Numbers, second: Numbers, also: Numbers) -> None:
        self.x, self.x_times = np.unique(first, return_counts=True)
        self.y, y_times = np.unique(second, return_counts=True)
        self.y_until = np.concatenate([[0], np.cumsum(y_times)])
        self.also = np.sort(also)
        group = -(-len(self.x) // THINNED)
        self.thin = self.x[group // 2 :: group] if len(self.x) > THINNED else self.x
        edges = np.arange(0, len(self.x), group)[: len(self.thin)]
        self.thin_times = np.add.reduceat(self.x_times, edges).astype(np.float64)
        self.found: dict[float, Whole] = {}
        size = max(abs(float(end)) for end in (self.x[0], self.x[-1], self.y[0], self.y[-1]))
        self.noise = NOISE * size  # differences that lie closer are one
        self.rng = np.random.default_rng(20130601)

    def places(self, places: Sequence[int]) -> list[float]:
        if len(self.x) * len(self.y) <= FEW:
            found, times = self._between(-np.inf, np.inf)
            until = np.cumsum(times)
            return [float(found[int(np.searchsorted(until, place, side="right"))]) for place in places]
        at: dict[int, float] = {}
        for place in sorted(places):
            if place not in at:
                last = place + (place + 1 in places)  # the two in the middle of an even number are found together
                at |= self._places_from(place, last)
        return [at[place] for place in places]

    def _from(self, value: float) -> Whole:
        """For each x where in y those begin of which it is less than ``value`` above, or as much."""
        if value not in self.found:
            if len(self.found) > 8:
                self.found.clear()
            self.found[value] = np.searchsorted(self.y, self.x - value, side="left")
        return self.found[value]

    def _until(self, value: float) -> int:
        """How many are at most ``value``."""
        pairs = int(self.x_times @ (self.y_until[-1] - self.y_until[self._from(value)]))
        return pairs + int(np.searchsorted(self.also, value, side="right"))

    def _around(self, place: int, low: float, high: float) -> list[float]:
        """Two values with the place about ``MARGIN`` away on either side, by a part of the values."""

        def until(value: float) -> float:
            from_ = np.searchsorted(self.y, self.thin - value, side="left")
            return float(self.thin_times @ (self.y_until[-1] - self.y_until[from_]))

        if until(low) >= place or until(high) <= place:
            return []
        middle = optimize.brentq(lambda value: until(value) - place, low, high, xtol=1e-9 * (high - low), rtol=1e-12)
        step = 1e-3 * (high - low)
        slope = (until(middle + step) - until(middle - step)) / (2 * step)
        aside = min(step, MARGIN / slope) if slope > 0 else step
        return [middle - aside, middle + aside]

    def _places_from(self, place: int, last: int) -> dict[int, float]:
        """The values at ``place`` and at ``last``, which is the same or the next."""
        total = int(self.x_times.sum()) * int(self.y_until[-1]) + len(self.also)
        low, high = float(self.x[0] - self.y[-1]), float(self.x[-1] - self.y[0])
        beyond = 1e-6 * (high - low)  # x − (x − y) need not be y again, so the ends lie well outside
        low, below, high, until = low - beyond, 0, high + beyond, total
        aims = self._around(place, low, high)
        while until - below > FEW:
            before = until - below
            for aim in aims:
                if low < aim < high:
                    count = self._until(aim)
                    if count <= place:
                        low, below = aim, count
                    elif count > last:
                        high, until = aim, count
            if until - below > before / 4:  # many at one value: is it that?
                pivot = self._one_of(low, high)
                around = self.noise + 1e-13 * (high - low)
                if high - low <= 2 * around:
                    return {place: pivot, last: pivot}
                fewer, more = self._until(pivot - around), self._until(pivot + around)
                if fewer <= place and last < more:
                    return {place: pivot, last: pivot}
                if last < fewer:
                    high, until = pivot - around, fewer
                elif more <= place:
                    low, below = pivot + around, more
                else:  # the one is this value and the other is beside it
                    return self._places_from(place, place) | self._places_from(last, last)
            margin = max(FEW / 4, 0.005 * (until - below))
            shares = ((place - below + side) / (until - below) for side in (-margin, margin))
            aims = [low + (high - low) * min(1.0, max(0.0, share)) for share in shares]
        found, times = self._between(low, high)
        at = np.searchsorted(np.cumsum(times), [place - below, last - below], side="right")
        first, second = found[np.minimum(at, len(found) - 1)].tolist()
        return {last: second, place: first}

    def _one_of(self, low: float, high: float) -> float:
        """Any one of the differences above ``low``, up to ``high``, each as likely as another."""
        start, stop = self._from(high), self._from(low)
        amounts = np.cumsum(self.x_times * (self.y_until[stop] - self.y_until[start]))
        i = int(np.searchsorted(amounts, self.rng.integers(amounts[-1]), side="right"))
        first, last = self.y_until[start[i]], self.y_until[stop[i]]
        j = int(np.searchsorted(self.y_until, self.rng.integers(first, last), side="right")) - 1
        return float(self.x[i] - self.y[j])

    def _between(self, low: float, high: float) -> tuple[Numbers, Numbers]:
        """The differences above ``low``, up to ``high``, in order, and how often each occurs."""
        start, stop = self._from(high), self._from(low)
        sizes = stop - start
        i = np.repeat(np.arange(len(self.x)), sizes)
        j = np.arange(len(i)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(start, sizes)
        single = self.also[(self.also > low) & (self.also <= high)]
        found = np.concatenate([self.x[i] - self.y[j], single])
        if len(self.x) == self.x_times.sum() and len(self.y) == self.y_until[-1]:
            return np.sort(found), np.ones(len(found), dtype=np.int64)
        times = np.concatenate([self.x_times[i] * np.diff(self.y_until)[j], np.ones(len(single), dtype=np.int64)])
        order = np.argsort(found)
        return found[order], times[order]
