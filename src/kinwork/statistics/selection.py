"""The k-th smallest of all differences of two samples, without ever holding all of them.

100,000 rows have 2,500,000,000 differences. How many lie below a value is counted in one pass over the sorted samples,
so that a few counts narrow the k-th down to a bracket whose members are few enough to look at.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .ties import Numbers

FEW = 50_000  # differences that are looked at one by one
GUESSES = 100_000  # drawn at random, to begin near the place


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
        self.rng = np.random.default_rng(20130601)

    def places(self, places: Sequence[int]) -> list[float]:
        if len(self.x) * len(self.y) <= FEW:
            found, times = self._between(-np.inf, np.inf)
            until = np.cumsum(times)
            return [float(found[int(np.searchsorted(until, place, side="right"))]) for place in places]
        guesses = np.sort(self.rng.choice(self.x, GUESSES) - self.rng.choice(self.y, GUESSES))
        return [self._place(place, guesses) for place in places]

    def _until(self, value: float) -> int:
        """How many are at most ``value``."""
        from_ = np.searchsorted(self.y, self.x - value, side="left")
        pairs = int(self.x_times @ (self.y_until[-1] - self.y_until[from_]))
        return pairs + int(np.searchsorted(self.also, value, side="right"))

    def _place(self, place: int, guesses: Numbers) -> float:
        total = int(self.x_times.sum()) * int(self.y_until[-1]) + len(self.also)
        low, high = float(self.x[0] - self.y[-1]), float(self.x[-1] - self.y[0])
        beyond = 1e-6 * (high - low)  # x − (x − y) need not be y again, so the ends lie well outside
        low, below, high, until = low - beyond, 0, high + beyond, total
        near = place / total * GUESSES
        ends = np.clip([near - GUESSES**0.5 * 2, near + GUESSES**0.5 * 2], 0, GUESSES - 1).astype(int)
        aims = [float(aim) for aim in guesses[ends]]
        while until - below > FEW:
            before = until - below
            for aim in aims:
                if low < aim < high:
                    count = self._until(aim)
                    low, below, high, until = (aim, count, high, until) if count <= place else (low, below, aim, count)
            if until - below > before / 4:  # many at one value: is it that?
                pivot = self._one_of(low, high)
                around = 1e-13 * (abs(pivot) + high - low)
                fewer, more = self._until(pivot - around), self._until(pivot + around)
                if fewer <= place < more:
                    return pivot
                if place < fewer:
                    high, until = pivot - around, fewer
                else:
                    low, below = pivot + around, more
            margin = max(FEW / 4, 0.005 * (until - below))
            shares = ((place - below + side) / (until - below) for side in (-margin, margin))
            aims = [low + (high - low) * min(1.0, max(0.0, share)) for share in shares]
        found, times = self._between(low, high)
        at = int(np.searchsorted(np.cumsum(times), place - below, side="right"))
        return float(found[min(at, len(found) - 1)])

    def _one_of(self, low: float, high: float) -> float:
        """Any one of the differences above ``low``, up to ``high``, each as likely as another."""
        start = np.searchsorted(self.y, self.x - high, side="left")
        stop = np.searchsorted(self.y, self.x - low, side="left")
        amounts = np.cumsum(self.x_times * (self.y_until[stop] - self.y_until[start]))
        i = int(np.searchsorted(amounts, self.rng.integers(amounts[-1]), side="right"))
        first, last = self.y_until[start[i]], self.y_until[stop[i]]
        j = int(np.searchsorted(self.y_until, self.rng.integers(first, last), side="right")) - 1
        return float(self.x[i] - self.y[j])

    def _between(self, low: float, high: float) -> tuple[Numbers, Numbers]:
        """The differences above ``low``, up to ``high``, in order, and how often each occurs."""
        start = np.searchsorted(self.y, self.x - high, side="left")
        stop = np.searchsorted(self.y, self.x - low, side="left")
        sizes = stop - start
        i = np.repeat(np.arange(len(self.x)), sizes)
        j = np.arange(len(i)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(start, sizes)
        times = self.x_times[i] * np.diff(self.y_until)[j]
        single = self.also[(self.also > low) & (self.also <= high)]
        found = np.concatenate([self.x[i] - self.y[j], single])
        times = np.concatenate([times, np.ones(len(single), dtype=times.dtype)])
        order = np.argsort(found, kind="stable")
        return found[order], times[order]
