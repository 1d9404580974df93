"""Exact p of a table of counts of any size, with fixed margins: a network of what is left of the rows.

Mehta and Patel (1983): tables are built column by column; partial tables that leave the same rows (in any order) are
one node, those of them that are equally likely one path. A path whose every completion is no likelier than the table
seen is counted whole, one whose every completion is likelier is dropped, and only the others go on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special, stats

from .data_files import Numbers

MOST_STEPS = 40_000_000  # beyond, the network would take longer than people wait
_AT_ONCE = 3_000_000
_SAME = 1e-7  # of the logarithm of a probability: tables as likely as the one seen, as R has it
Whole = npt.NDArray[np.int64]


class _TooLarge(Exception):
    """The network takes more steps than are worth waiting for."""


def fisher_freeman_halton(table: Numbers, *, resamples: int = 100_000, seed: int = 20130601) -> tuple[float, str]:
    """Two-sided exact p (tables no likelier than the one seen) and the name of how it was found.

    ``table``: counts, shape (r, c). 2 × 2 is scipy's Fisher; larger tables go through the network; tables too large
    for that are sampled (the name says so). Source: Freeman & Halton 1951.

    >>> import numpy as np
    >>> p, how = fisher_freeman_halton(np.array([[3.0, 1, 0], [0, 2, 4]]))
    >>> round(p, 4), how
    (0.0333, 'Fisher–Freeman–Halton exact test')
    """
    if table.shape == (2, 2):
        return float(stats.fisher_exact(table.astype(int))[1]), "Fisher's exact test"
    # what is left of the rows is the state, so the shorter side stands as rows
    upright = table if table.shape[0] <= table.shape[1] else table.T
    try:
        return _Network(upright).p(), "Fisher–Freeman–Halton exact test"
    except _TooLarge:
        return _sampled(table, resamples, seed), f"Fisher–Freeman–Halton test ({resamples:,} random tables)"


@dataclass
class _Paths:
    """Partial tables: the node that each has come to, −Σ log n! of its cells, and how many tables are so."""

    node: Whole
    value: Numbers
    ways: Numbers


class _Network:
    def __init__(self, table: Numbers) -> None:
        self.rows = np.sort(table.sum(axis=1)).astype(np.int64)
        self.columns = np.sort(table.sum(axis=0)).astype(np.int64)  # the widest last: the last one is what is left
        n = int(self.rows.sum())
        self.log = special.gammaln(np.arange(n + 2, dtype=np.float64) + 1)
        self.seen = -float(self.log[table.astype(int)].sum()) + _SAME
        self.constant = float(self.log[self.rows].sum() + self.log[self.columns].sum() - self.log[n])
        self.radix = (n + 1) ** np.arange(len(self.rows), dtype=np.int64)
        if (n + 1) ** len(self.rows) > 2**62:
            raise _TooLarge
        self.steps = 0
        self.total = 0.0

    def p(self) -> float:
        nodes = self.rows[None, :]
        paths = _Paths(np.zeros(1, dtype=np.int64), np.zeros(1), np.ones(1))
        for stage in range(len(self.columns) - 2):
            nodes, paths = self._through(nodes, paths, int(self.columns[stage]), self.columns[stage + 1 :])
        self._last(nodes, paths, int(self.columns[-2]))
        return min(1.0, self.total)

    def _likeliest(self, nodes: Whole, columns: Whole) -> Numbers:
        """At least the greatest −Σ log n! of the tables that fill what is left: by Lagrange, cell by cell."""
        n = float(columns.sum())
        a = np.log(np.maximum(nodes, 0.5) / math.sqrt(n))
        b = np.log(np.maximum(columns, 0.5) / math.sqrt(n))
        at = a[:, :, None] + b[None, None, :]
        cell = np.minimum(np.floor(np.exp(at) + 1e-12), n).astype(np.int64)
        conjugate = (at * cell - self.log[cell]).sum(axis=(1, 2))
        return np.asarray(conjugate - (a * nodes).sum(axis=1) - float((b * columns).sum())) + 1e-9

    def _unlikeliest(self, nodes: Whole, columns: Whole) -> Numbers:
        """At most the least −Σ log n!: each column as far as it goes into the fullest rows, and rows into columns."""
        down = np.zeros(len(nodes))
        for column in columns:
            left = np.full(len(nodes), column)
            for i in range(nodes.shape[1] - 1, -1, -1):
                taken = np.minimum(left, nodes[:, i])
                down += self.log[taken]
                left -= taken
        across = np.zeros(len(nodes))
        for i in range(nodes.shape[1]):
            left = nodes[:, i].copy()
            for column in columns[::-1]:
                taken = np.minimum(left, column)
                across += self.log[taken]
                left -= taken
        return -np.minimum(down, across) - 1e-9

    def _through(self, nodes: Whole, paths: _Paths, width: int, columns: Whole) -> tuple[Whole, _Paths]:
        """Every path on by one column, to the nodes that leave ``columns``; those that need not go on are settled."""
        arcs = []
        for here, start, stop in _by_node(paths):
            drawn = self._draws(nodes[here], width)
            self._count(len(drawn) * (stop - start))
            left = np.sort(nodes[here][None, :] - drawn, axis=1) @ self.radix
            arcs.append((left, -self.log[drawn].sum(axis=1), start, stop))
        if not arcs:
            return nodes[:0], paths
        keys, to = np.unique(np.concatenate([arc[0] for arc in arcs]), return_inverse=True)
        after = (keys[:, None] // self.radix[None, :]) % self.radix[1]
        highest, lowest = self._likeliest(after, columns), self._unlikeliest(after, columns)
        every = self.log[int(columns.sum())] - self.log[after].sum(axis=1) - float(self.log[columns].sum())
        merged: list[_Paths] = []
        pending: list[_Paths] = []
        held = begin = 0
        for left, step, first, last in arcs:
            child = to[begin : begin + len(left)]
            begin += len(left)
            size = max(1, _AT_ONCE // len(left))
            for start in range(first, last, size):
                stop = min(last, start + size)
                value = step[:, None] + paths.value[None, start:stop]
                whole = value + highest[child][:, None] <= self.seen  # no completion is likelier than the table seen
                if whole.any():
                    shares = np.exp(value + (every[child] + self.constant)[:, None]) * paths.ways[None, start:stop]
                    self.total += float(shares[whole].sum())
                which, past = np.nonzero(~whole & (value + lowest[child][:, None] <= self.seen))
                pending.append(_Paths(child[which], value[which, past], paths.ways[start + past]))
                held += len(which)
                if held > _AT_ONCE:
                    merged.append(_merged(pending))
                    pending, held = [], 0
        return after, _merged([*merged, *pending])

    def _last(self, nodes: Whole, paths: _Paths, width: int) -> None:
        """Two columns are left: the one decides the other, and a path counts those of its ends that are unlikely."""
        for place, start, stop in _by_node(paths):
            here = nodes[place]
            drawn = self._draws(here, width)
            self._count(len(drawn))
            ends = np.sort(-(self.log[drawn] + self.log[here[None, :] - drawn]).sum(axis=1))
            until = np.concatenate([[0.0], np.cumsum(np.exp(ends - ends[-1]))])
            value, ways = paths.value[start:stop], paths.ways[start:stop]
            reach = until[np.searchsorted(ends, self.seen - value, side="right")]
            self.total += float((ways * np.exp(value + ends[-1] + self.constant) * reach).sum())

    def _draws(self, left: Whole, width: int) -> Whole:
        """Every way to take ``width`` from what is left of the rows, shape (ways, rows)."""
        taken = np.zeros((1, 0), dtype=np.int64)
        rest = np.array([width], dtype=np.int64)
        below = int(left.sum())
        for i, most in enumerate(left.tolist()):
            below -= most
            if i == len(left) - 1:
                return np.column_stack([taken, rest])
            low, high = np.maximum(0, rest - below), np.minimum(rest, most)
            sizes = high - low + 1
            at = np.repeat(np.arange(len(rest)), sizes)
            part = np.arange(len(at)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + low[at]
            taken, rest = np.column_stack([taken[at], part]), rest[at] - part
        return taken

    def _count(self, steps: int) -> None:
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise _TooLarge


def _by_node(paths: _Paths) -> list[tuple[int, int, int]]:
    """Each node that paths have come to, and from where to where in the list of paths (which is sorted by node)."""
    if not len(paths.node):
        return []
    starts = np.flatnonzero(np.diff(paths.node, prepend=-1))
    stops = np.append(starts[1:], len(paths.node))
    return list(zip(paths.node[starts].tolist(), starts.tolist(), stops.tolist(), strict=True))


def _merged(parts: list[_Paths]) -> _Paths:
    """Paths to the same node that are equally likely, as one; sorted by node."""
    node = np.concatenate([part.node for part in parts])
    value = np.concatenate([part.value for part in parts])
    ways = np.concatenate([part.ways for part in parts])
    order = np.lexsort((value, node))
    node, value, ways = node[order], value[order], ways[order]
    if not len(node):
        return _Paths(node, value, ways)
    begins = np.ones(len(node), dtype=bool)
    begins[1:] = (np.diff(node) != 0) | (np.diff(value) > 1e-10)
    starts = np.flatnonzero(begins)
    return _Paths(node[starts], value[starts], np.add.reduceat(ways, starts))


def _sampled(table: Numbers, resamples: int, seed: int) -> float:
    margins = stats.random_table(table.sum(axis=1).astype(int), table.sum(axis=0).astype(int))
    rng, seen = np.random.default_rng(seed), -float(special.gammaln(table + 1).sum())
    unlikely, size = 0, max(1, min(resamples, 4_000_000 // table.size))
    for done in range(0, resamples, size):
        drawn = margins.rvs(min(size, resamples - done), random_state=rng)
        unlikely += int(np.sum(-special.gammaln(drawn + 1.0).sum(axis=(-2, -1)) <= seen + _SAME))
    # the table seen counts as one of those drawn, so that p is never zero (Phipson & Smyth 2010)
    return (unlikely + 1) / (resamples + 1)
