"""Whether somebody could be known again in data without names, and what is blanked so that they cannot. Pure.

Three questions, as the codes of authorities in published tables taught: are there cells that count few; are there rows
that few others are like (k-anonymity, Sweeney 2002); and would a margin that is printed elsewhere with its name tell
whose code it is? Rows are mappings from column to value; ``WITHHELD`` is a value like another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

LEAST = 5
WITHHELD = "withheld"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Finding:
    """Something by which somebody could be known again. ``kind``: few, alike or margin."""

    kind: str
    columns: tuple[str, ...]
    value: str
    n: int
    words: str

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def classes(rows: Sequence[Row], columns: Sequence[str]) -> Counter[tuple[Any, ...]]:
    """How many rows are alike in all these columns."""
    return Counter(tuple(row[column] for column in columns) for row in rows)


def small_cells(rows: Sequence[Row], columns: Iterable[str], *, least: int = LEAST) -> list[Finding]:
    """Values of one column that fewer than so many rows have."""
    found = []
    for column in columns:
        for value, n in sorted(Counter(row[column] for row in rows).items(), key=lambda one: str(one[0])):
            if n < least:
                words = f"{column}: {_said(value)} stands for {n} of {len(rows)}"
                found.append(Finding("few", (column,), _said(value), n, words))
    return found


def few_alike(rows: Sequence[Row], columns: Sequence[str], *, least: int = LEAST) -> list[Finding]:
    """Rows that are like fewer than so many, themselves counted, in all columns by which one is known."""
    found = []
    for values, n in sorted(classes(rows, columns).items(), key=lambda one: tuple(map(str, one[0]))):
        if n < least:
            said = ", ".join(f"{column} {_said(value)}" for column, value in zip(columns, values, strict=True))
            found.append(Finding("alike", tuple(columns), said, n, f"{n} of {len(rows)} with {said}"))
    return found


def linkable(
    rows: Sequence[Row], column: str, margins: Mapping[str, Mapping[str, int]], *, counts: Mapping[str, Iterable[bool]]
) -> list[Finding]:
    """Codes of a column whose numbers are those of one name in tables that are known: their names are told.

    ``margins``: by the name of a table, how many each name has in it. ``counts``: for the same table, which rows it
    counts. A code and a name that alone have a number are the same; so are those that alone have all their numbers.
    """
    by_code: dict[str, dict[str, int]] = {}
    for table, are_in in counts.items():
        for row, is_in in zip(rows, are_in, strict=True):
            code = str(row[column])
            by_code.setdefault(code, dict.fromkeys(margins, 0))[table] += is_in
    by_code.pop(WITHHELD, None)
    names = {name for by_name in margins.values() for name in by_name}
    by_name = {name: {table: margins[table].get(name, 0) for table in margins} for name in names}
    found, told = [], set()
    for tables in (*((table,) for table in margins), tuple(margins)):
        of_codes = Counter(tuple(numbers[table] for table in tables) for numbers in by_code.values())
        of_names = Counter(tuple(numbers[table] for table in tables) for numbers in by_name.values())
        for code, numbers in sorted(by_code.items()):
            mine = tuple(numbers[table] for table in tables)
            if code not in told and of_codes[mine] == 1 and of_names[mine] == 1:
                told.add(code)
                where = f"“{tables[0]}”" if len(tables) == 1 else "all tables together"
                said = " and ".join(map(str, mine))
                words = f"{column} {code} has {said} rows, and so has one name alone in {where}: the code tells it"
                found.append(Finding("margin", (column,), code, numbers[tables[0]], words))
    return found


def _said(value: Any) -> str:
    return "nothing" if value is None else str(value)


def withheld(rows: Sequence[Row], columns: Sequence[str], *, least: int = LEAST) -> list[dict[str, Any]] | None:
    """The rows with these columns blanked wherever few are alike; those blanked are so many themselves, or none.

    Where the blanked ones are too few, the next smallest class is blanked with them: otherwise what is left over would
    tell of them (complementary suppression). None where there are not so many rows at all.
    """
    if len(rows) < least or not columns:
        return None if len(rows) < least else [dict(row) for row in rows]
    count = classes(rows, columns)
    blank = (WITHHELD,) * len(columns)
    order = sorted(count, key=lambda values: (values != blank, count[values], tuple(map(str, values))))
    gone = {values for values in order if count[values] < least or values == blank}
    for values in order:
        if not gone or sum(count[one] for one in gone) >= least:
            break
        gone.add(values)
    return [
        {**row, **dict.fromkeys(columns, WITHHELD)} if tuple(row[column] for column in columns) in gone else dict(row)
        for row in rows
    ]
