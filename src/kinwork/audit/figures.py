"""Looking figures up in a table: sizes, bases, counts, operands; and saying what is missing.

A slip is looked for by asking "what if the table had printed this instead?": ``Figures`` with other sizes or cells.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from .moments import RoundedSample
from .span import Span
from .table import Cell, Operand, Printed, Ref, Table

MOST_CANDIDATES = 400
SIZE_COLUMN = re.compile(
    r"((total |valid )?n|sample (size|n)|((number|no\.?|n) (of )?)?(obs\.?|observations?|respondents)"
    r"|(number|no\.?|n) of (cases|participants|responses))( ?\d+)?"
)


class Missing(Exception):
    """What the table does not print, in words."""


@dataclass(frozen=True)
class Figures:
    """A table's figures, with some of them thought otherwise."""

    table: Table
    sizes: Mapping[str, int] = field(default_factory=dict)
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    known: dict[tuple[str, str], RoundedSample] = field(default_factory=dict)  # samples of the table as printed

    def with_sizes(self, sizes: Mapping[str, int]) -> Figures:
        """As if groups had other sizes."""
        return Figures(self.table, {**self.sizes, **sizes}, self.cells, self.known)

    def with_cells(self, cells: Mapping[tuple[str, str], Cell]) -> Figures:
        """As if cells printed something else."""
        return Figures(self.table, self.sizes, {**self.cells, **cells}, self.known)

    def cell(self, row: str, group: str) -> Cell:
        """What a cell prints. Raises ``Missing``."""
        cell = self.cells.get((row, group)) or self.table.rows[row].cells.get(group)
        if cell is None:
            raise Missing(f"the cell {self.row_name(row)}, {self.group_name(group)}")
        return cell

    def row_name(self, row: str) -> str:
        """A row as the table calls it."""
        return self.table.rows[row].label or row

    def group_name(self, group: str) -> str:
        """A group as the table calls it."""
        return self.table.groups[group].label or group

    def size_or_none(self, row: str, group: str) -> int | None:
        """n of a group in a row: the row's own, else the header's."""
        if group in self.sizes:
            return self.sizes[group]
        own = self.table.rows[row].n.get(group)
        return own if own is not None else self.table.groups[group].n

    def unused_size(self, row: str, group: str) -> str:
        """In words, that the row prints an n of its own which nobody has said what it is of; '' where it does not.

        A column of observations stands in many tables, and sizes that differ from the heading's explain most of what
        does not fit it.
        """
        if group in self.table.rows[row].n or SIZE_COLUMN.fullmatch(self._bare_name(group)):
            return ""
        for other, cell in self.table.rows[row].cells.items():
            printed = cell.count if cell.count is not None else cell.value.span.middle if cell.value else None
            if other != group and printed is not None and SIZE_COLUMN.fullmatch(self._bare_name(other)):
                shown = int(printed)
                if shown != self.table.groups[group].n:
                    return (
                        f"the row prints its own n, {shown}, under {self.group_name(other)}: "
                        f"say of which groups, as in n: {{{group}: {shown}}}"
                    )
        return ""

    def _bare_name(self, group: str) -> str:
        return " ".join(self.group_name(group).lower().replace("_", " ").strip(" .:()").split())

    def size(self, row: str, group: str) -> int:
        """n of a group in a row. Raises ``Missing``."""
        n = self.size_or_none(row, group)
        if n is None:
            raise Missing(f"n of {self.group_name(group)}")
        return n

    def base_or_none(self, row: str, group: str) -> int | None:
        """What a count is a share of: the cell's printed base, else n."""
        if group in self.sizes:
            return self.sizes[group]
        cell = self.table.rows[row].cells.get(group)
        return cell.base if cell is not None and cell.base is not None else self.size_or_none(row, group)

    def base(self, row: str, group: str) -> int:
        """The same. Raises ``Missing``."""
        base = self.base_or_none(row, group)
        if base is None:
            raise Missing(f"the base of {self.row_name(row)}, {self.group_name(group)}")
        return base

    def count(self, row: str, group: str) -> int:
        """The count of a cell. Raises ``Missing``."""
        counts = self.counts(row, group)
        if len(counts) > 1:
            raise Missing(f"the count of {self.row_name(row)}, {self.group_name(group)} ({counts[0]} to {counts[-1]})")
        return counts[0]

    def counts(self, row: str, group: str) -> list[int]:
        """The count of a cell; where only a percentage is printed, every count that it can be. Raises ``Missing``."""
        cell = self.cell(row, group)
        if cell.count is not None:
            return [cell.count]
        where = f"{self.row_name(row)}, {self.group_name(group)}"
        if cell.percent is None:
            raise Missing(f"the count of {where}")
        base = self.base(row, group)
        found = counts_of(cell.percent.span, base)
        if not found:
            raise Missing(f"the count of {where} (no count of {base} gives {cell.percent.text} %)")
        return found

    def implied_bases(self, row: str, group: str) -> list[int]:
        """Every whole base that gives a cell's printed percentage with its printed count. Raises ``Missing``."""
        cell = self.cell(row, group)
        where = f"{self.row_name(row)}, {self.group_name(group)}"
        if cell.count is None or cell.percent is None:
            raise Missing(f"the count and the percentage of {where}, which together imply its base")
        found = bases_of(cell.count, cell.percent.span)
        if found is None:
            raise Missing(f"the base of {where} (nearly any base gives {cell.percent.text} % with {cell.count})")
        if not found:
            raise Missing(f"the base of {where} (no whole base gives {cell.percent.text} % with {cell.count})")
        return found

    def sample(self, row: str, group: str) -> RoundedSample:
        """Size, mean and SD of a group; a count is a 0/1 variable. Raises ``Missing``."""
        known = self.known.get((row, group)) if (row, group) not in self.cells else None
        if known is not None:
            n = self.size_or_none(row, group)
            return known if n == known.n or not n else known.of_size(n)
        cell = self.cell(row, group)
        label = self.group_name(group)
        if cell.mean is None and (cell.count is not None or cell.percent is not None):
            return binary(label, self.count(row, group), self.base(row, group))
        lacking = [what for what, figure in (("mean", cell.mean), ("SD", cell.sd)) if figure is None]
        n = self.size_or_none(row, group)
        if cell.sd is None and cell.mean is not None and n == 1:
            return RoundedSample(label, 1, cell.mean.span, Span.exact(0))
        if n is None:
            lacking.insert(0, "n")
        if lacking or cell.mean is None or cell.sd is None or n is None:
            raise Missing(f"{' and '.join(lacking)} of {label}")
        if n < 1:
            raise Missing(f"members of {label} (n is 0)")
        sample = RoundedSample(label, n, cell.mean.span, cell.sd.span)
        if (row, group) not in self.cells:
            self.known[row, group] = sample
        return sample

    def samples(self, row: str, groups: Sequence[tuple[str, ...]]) -> list[list[RoundedSample]]:
        """The samples of groups, those that are taken together in one list. Raises ``Missing`` for all that lack."""
        found: list[list[RoundedSample]] = []
        missing: list[str] = []
        for together in groups:
            side = []
            for group in together:
                try:
                    side.append(self.sample(row, group))
                except Missing as lack:
                    missing.append(str(lack))
            found.append(side)
        if missing:
            raise Missing(listed(missing))
        return found

    def printed(self, ref: Ref) -> Printed:
        """The figure of a cell. Raises ``Missing``."""
        cell = self.cell(ref.row, ref.group)
        for name in (ref.field,) if ref.field else ("count", "value", "mean", "percent"):
            figure: Printed | int | None = getattr(cell, name)
            if isinstance(figure, int):
                return Printed(str(figure), Span.exact(figure))
            if figure is not None:
                return figure
        raise Missing(f"the {ref.field or 'figure'} of {self.row_name(ref.row)}, {self.group_name(ref.group)}")

    def alike(self, refs: Sequence[Ref]) -> list[Ref]:
        """Cells that are added or compared, by the same figure: shares with shares where one prints its share only.

        A cell that prints a count and its percentage is read as its count, unless that would mix the two.
        """
        cells = [self.cells.get((ref.row, ref.group)) or self.table.rows[ref.row].cells.get(ref.group) for ref in refs]
        share_only = [
            cell is not None and cell.percent is not None and cell.count is None and cell.value is None
            for cell in cells
        ]
        shares = all(cell is None or cell.percent is not None for cell in cells)
        if not any(share_only) or not shares or any(ref.field for ref in refs):
            return list(refs)
        return [replace(ref, field="percent") for ref in refs]

    def operand(self, operand: Operand | None, what: str) -> Span:
        """A number, or the figure of a cell. Raises ``Missing``."""
        if operand is None:
            raise Missing(what)
        return operand if isinstance(operand, Span) else self.printed(operand).span


def binary(label: str, count: int, base: int) -> RoundedSample:
    """A 0/1 variable. Raises ``Missing`` where the count exceeds its base."""
    if base < 1 or count > base:
        raise Missing(f"a base of {label} that holds the count ({count} of {base} is printed)")
    return RoundedSample.of_binary(label, count, base)


def listed(parts: Sequence[str]) -> str:
    """Parts as a sentence lists them.

    >>> listed(["n of LA1", "n of LA2", "n of LA3"])
    'n of LA1, n of LA2 and n of LA3'
    """
    unique = list(dict.fromkeys(parts))
    return " and ".join([", ".join(unique[:-1]), unique[-1]]) if len(unique) > 1 else unique[0]


def bases_of(count: int, percent: Span) -> list[int] | None:
    """Whole bases that give the percentage with the count; ``None`` where they are too many to mean anything.

    >>> bases_of(26, Span.rounded("81.3"))
    [32]
    """
    if percent.lo <= 0:
        return None
    share = 100 * count
    if share / percent.lo - share / percent.hi > MOST_CANDIDATES:
        return None
    first = max(count, math.floor(Fraction(share) / Fraction(percent.hi)))
    last = math.ceil(Fraction(share) / Fraction(percent.lo))
    return [base for base in range(max(1, first), last + 1) if percent.holds(Fraction(share, base))]


def counts_of(percent: Span, base: int) -> list[int]:
    """Whole counts that give the percentage of the base.

    >>> counts_of(Span.rounded("33"), 40)
    [13]
    """
    if base < 1 or (percent.hi - percent.lo) * base > 100 * MOST_CANDIDATES:
        return []
    first = max(0, math.floor(Fraction(percent.lo) * base / 100))
    last = min(base, math.ceil(Fraction(percent.hi) * base / 100))
    return [count for count in range(first, last + 1) if percent.holds(Fraction(100 * count, base))]
