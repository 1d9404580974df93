"""What a return was and what it would be: of each table, which lines are there now and were not, and the other way."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from kinwork.returns import annex_a, ssd
from kinwork.returns.layouts import layout_of

from .csc_api import ENTITIES, SECTIONS, Document
from .models import Which

Line = tuple[str, Hashable]  # of which child, if of one; and what stands there
Lines = Mapping[str, Callable[[], Iterator[Line]]]  # tables, each read anew whenever it is asked for
ADOPTER = "Individual adopter identifier"
EPISODES = "social_care_episodes"
PARTS = ("child_details", "health_and_wellbeing", EPISODES, *ENTITIES, *SECTIONS)


def of_tables(which: Which, tables: Mapping[str, pl.DataFrame]) -> Lines:
    """Of the census or the looked-after return. The day on which the census was written is no difference."""
    wanted = [name for name in layout_of(which).tables if not (name == "Header" and which == Which.CIN)]
    return {name: partial(_of_table, which, name, tables[name]) for name in wanted if name in tables}


def _of_table(which: Which, name: str, table: pl.DataFrame) -> Iterator[Line]:
    layout = layout_of(which)
    plain = table.select(
        pl.col(column).list.join(" ") if table.schema[column] == pl.List(pl.String) else pl.col(column).fill_null("")
        for column in layout.tables[name].names
        if column in table.columns
    )
    place = plain.columns.index(layout.child)
    return ((str(row[place] or ""), row) for row in plain.iter_rows())


def of_lists(lists: Mapping[str, list[annex_a.Row]]) -> Lines:
    """Of Annex A."""
    return {name: partial(_of_list, name, rows) for name, rows in lists.items()}


def child_on(row: annex_a.Row) -> str:
    """Whose line of a list it is: a child's, or an adopter's."""
    return row.text(annex_a.CHILD) or f"adopter {row.text(ADOPTER)}"


def _of_list(name: str, rows: list[annex_a.Row]) -> Iterator[Line]:
    columns = [column.name for column in annex_a.lists()[name]]
    return ((child_on(row), tuple(_plain(row, column) for column in columns)) for row in rows)


def _plain(row: annex_a.Row, column: str) -> str:
    cell = row.cells.get(column)
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    return row.text(column)


def of_documents(documents: Iterable[Document]) -> Lines:
    """Of a payload: what it has of each child, and what lies in the episodes."""
    found: dict[str, list[Line]] = {name: [] for name in PARTS}
    for one in documents:
        for name, part in _parts(one):
            found[name].append((one["la_child_id"], json.dumps(part, sort_keys=True)))
    return {name: partial(iter, lines) for name, lines in found.items()}


def _parts(one: Document) -> Iterator[tuple[str, Any]]:
    for name in PARTS[:2]:
        if name in one:
            yield name, one[name]
    for episode in one.get(EPISODES, []):
        inside = [name for name in (*ENTITIES, *SECTIONS) if name in episode]
        yield EPISODES, {key: value for key, value in episode.items() if key not in inside}
        for name in inside:
            for part in episode[name] if isinstance(episode[name], list) else [episode[name]]:
                yield name, part


def of_folder(folder: Path) -> Lines:
    """Of the dataset: one file after the other, never two in memory."""
    return {name: partial(_of_file, name, file) for name, file in ssd.files_in(folder).items()}


def _of_file(name: str, file: Path) -> Iterator[Line]:
    child = ssd.child_of(name)
    return ((row[child] if child else "", tuple(row.values())) for row in ssd.rows_in(file))


def compared(before: Lines, now: Lines) -> list[dict[str, Any]]:
    """Of each table, how many lines are there now and were not, and the other way round; of how many children.

    What is held of a table is a number for each line: the longest table of a dataset has some hundred thousand.
    """
    found = []
    for name in dict.fromkeys((*before, *now)):
        was, is_ = _counted(before, name), _counted(now, name)
        new, gone = is_ - was, was - is_
        if new or gone:
            children = {
                child
                for lines, wanted in ((before, gone), (now, new))
                for child, line in (lines[name]() if name in lines else ())
                if child and hash(line) in wanted
            }
            found.append({"table": name, "new": new.total(), "gone": gone.total(), "children": len(children)})
    return found


def _counted(lines: Lines, name: str) -> Counter[int]:
    return Counter(hash(line) for _, line in lines[name]()) if name in lines else Counter()
