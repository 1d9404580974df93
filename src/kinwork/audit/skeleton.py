"""A table file to be completed by hand from a table that was found, with questions about all that is doubtful.

>>> from .importing import FoundTable
>>> found = FoundTable("Table 6.7 GHQ", (("", "LA1 (n=40)", "LA2 n = 27"), ("Score", "9.88 (2.98)", "11,21 (5.23)a")))
>>> made = skeleton(found, 1, "report.docx")
>>> print(made.text.split("groups:")[1].strip())
LA1: {n: 40, label: "LA1 (n=40)"}
  LA2: {n: 27, label: "LA2 n = 27"}
rows:
  score:
    label: "Score"
    cells:
      LA1: {mean: "9.88", sd: "2.98"}
      # LA2: printed "11,21 (5.23)a"
claims: []
# A claim, to copy: {id: score-F, test: anova, row: score, statistic: "2.59", p: ns}
>>> made.questions
('Score, LA2 n = 27: "11,21 (5.23)a" is no plain figure; a full stop as the decimal mark, and no mark behind it',)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .figures import SIZE_COLUMN
from .importing import FoundTable, tidy
from .numerals import BLANKS, FIGURE, Unreadable, figure

SIZE = re.compile(r"\(?\bn\s*=\s*(\d[\d,]*)\)?", re.IGNORECASE)
PAIR = re.compile(r"([+-]?[\d.]+)\s*(?:\(|±|\s)\s*(?:sd\s*=?\s*)?([\d.]+)\s*\)?", re.IGNORECASE)
COUNT_OF = re.compile(r"(\d+)\s*(?:/|\bof\b)\s*(\d+)(?:\s*[(,\[]?\s*([\d.]+)\s*%?\s*[)\]]?)?", re.IGNORECASE)
QUARTILES = re.compile(
    r"([+-]?[\d.]+)\s*[\[(]\s*(?:IQR:?\s*)?([+-]?[\d.]+)\s*(?:,|;|–|—|-|\bto\b)\s*([+-]?[\d.]+)\s*[\])]", re.IGNORECASE
)
COUNT = re.compile(r"(\d+)\s*(?:\(|,|\s)\s*([\d.]+)\s*%\s*\)?")
PERCENT = re.compile(r"([\d.]+)\s*%")
THOUSANDS = re.compile(r"[£$€]?\s*\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass(frozen=True)
class Skeleton:
    """The file's text, its size, and what is to be checked against the report."""

    text: str
    rows: int
    columns: int
    questions: tuple[str, ...]


def skeleton(table: FoundTable, number: int, source: str) -> Skeleton:
    """A table file with what could be read, and a comment where something could not."""
    head, body = table.rows[0], table.rows[1:]
    questions: list[str] = []
    columns = _columns(head[1:])
    printed = re.search(r"table\s+([\w.]+)", table.caption, re.IGNORECASE)
    name = printed[1].rstrip(".") if printed else str(number)
    title = re.sub(r"^table\s+[\w.]+[:.]?\s*", "", table.caption, flags=re.IGNORECASE)
    lines = [f"table: {_quoted(name)}", f"title: {_quoted(title)}", f"source: {_quoted(source)}", "groups:"]
    for id_, label, n in columns:
        if id_ in _sizes(columns):
            continue  # no group of people, but how many there are of the one beside it
        size = f"n: {n}, " if n is not None else ""
        lines.append(f"  {id_}: {{{size}label: {_quoted(label)}}}")
        if not label:
            questions.append(
                f"the heading of column {id_}: nothing is printed above it, or it is part of a merged cell"
            )
    sizes = _sizes(columns)
    if unclear := [label or id_ for id_, label, _ in columns if _is_size(label) and id_ not in sizes]:
        questions.append(
            f"the column {unclear[0]} prints an n for each row: of which groups? Say it in the rows: n: {{GROUP: 40}}"
        )
    lines.append("rows:")
    taken: set[str] = set()
    last = ""
    for row in body:
        label = tidy(row[0] or "")
        if not label:
            questions.append(f"the row after {last or 'the heading'}: no label, or it is part of a merged cell")
        last = label or last
        lines += _row(label or last or "row", row[1:], columns, taken, questions, sizes)
    first = lines[lines.index("rows:") + 1].strip(" :")
    example = f'{{id: {first}-F, test: anova, row: {first}, statistic: "2.59", p: ns}}'
    lines += ["claims: []", f"# A claim, to copy: {example}"]
    return Skeleton("\n".join(lines) + "\n", len(body), len(columns), tuple(questions))


def _columns(heads: Sequence[str | None]) -> list[tuple[str, str, int | None]]:
    """(id, label, n) of each column; a merged heading names all the columns that it spans."""
    found: list[tuple[str, str, int | None]] = []
    ids: set[str] = set()
    label = ""
    for head in heads:
        label = head if head is not None else label
        size = SIZE.search(label)
        id_ = _id(SIZE.sub("", label) or "column", ids, keep_case=True)
        found.append((id_, label, int(size[1].replace(",", "")) if size else None))
    return found


def _id(label: str, taken: set[str], *, keep_case: bool = False) -> str:
    """A short name that YAML takes for a string and that no other has."""
    base = re.sub(r"[^A-Za-z0-9]+", "_", label).strip("_")[:40].strip("_") or "row"
    base = base if keep_case else base.lower()
    if base[0].isdigit() or base.lower() in {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}:
        base = f"x_{base}"
    id_, count = base, 1
    while id_ in taken:
        count += 1
        id_ = f"{base}_{count}"
    taken.add(id_)
    return id_


def _row(
    label: str,
    cells: Sequence[str | None],
    columns: Sequence[tuple[str, str, int | None]],
    taken: set[str],
    questions: list[str],
    sizes: Mapping[str, str],
) -> list[str]:
    id_ = _id(label, taken)
    read, open_, own = [], [], []
    for (group, head, _), text in zip(columns, cells, strict=False):
        printed = tidy(text or "")
        if text is None or printed.lower() in BLANKS:
            continue
        if group in sizes and printed.replace(",", "").isdigit():
            own.append(f"{sizes[group]}: {printed.replace(',', '')}")
            continue
        made = _cell(printed)
        if made:
            read.append(f"      {group}: {{{made}}}")
        else:
            open_.append(f"      # {group}: printed {_quoted(printed)}")
            expected = _expected(printed)
            questions.append(f"{label}, {head or group}: {_quoted(printed)} is no plain figure; {expected}")
    size = [f"    n: {{{', '.join(own)}}}"] if own else []
    return [
        f"  {id_}:",
        f"    label: {_quoted(label)}",
        *size,
        "    cells:" if read else "    cells: {}",
        *read,
        *open_,
    ]


def _is_size(label: str) -> bool:
    return bool(SIZE_COLUMN.fullmatch(" ".join(label.lower().strip(" .:()").split())))


def _sizes(columns: Sequence[tuple[str, str, int | None]]) -> dict[str, str]:
    """Columns of sizes, each with the column that it is of: its neighbour, where sizes and figures take turns."""
    of_size = [_is_size(label) for _, label, _ in columns]
    pairs: dict[str, str] = {}
    for first in (True, False):
        turns = [is_size is (place % 2 == (0 if first else 1)) for place, is_size in enumerate(of_size)]
        if columns and len(columns) % 2 == 0 and all(turns):
            for place, (id_, _, _) in enumerate(columns):
                if of_size[place]:
                    pairs[id_] = columns[place + (1 if first else -1)][0]
    return pairs


def _cell(printed: str) -> str:
    """What a cell can be, as YAML; nothing where that is in doubt."""
    of = COUNT_OF.fullmatch(printed)
    if of and int(of[1]) <= int(of[2]) and (of[3] is None or _plain(of[3])):
        return f"count: {of[1]}, base: {of[2]}" + (f', percent: "{of[3]}"' if of[3] else "")
    quartiles = QUARTILES.fullmatch(printed)
    if quartiles and all(_plain(part) for part in quartiles.groups()):
        behind = _quoted(f"{quartiles[2]} and {quartiles[3]} stand behind it: a median with its quartiles, or a mean "
                         "with its interval?")  # fmt: skip
        return f'value: "{quartiles[1]}", note: {behind}'
    count = COUNT.fullmatch(printed)
    if count and _plain(count[2]):
        return f'count: {count[1]}, percent: "{count[2]}"'
    percent = PERCENT.fullmatch(printed)
    if percent and _plain(percent[1]):
        return f'percent: "{percent[1]}"'
    pair = PAIR.fullmatch(printed)
    if pair and _plain(pair[1]) and _plain(pair[2]) and ("(" in printed or "±" in printed):
        return f'mean: "{pair[1]}", sd: "{pair[2]}"'
    if THOUSANDS.fullmatch(printed):
        return f'value: "{re.sub(r"[^0-9.]", "", printed)}"'
    if FIGURE.fullmatch(printed):
        return f"count: {printed}" if printed.isdigit() and len(printed) < 7 else f'value: "{printed}"'
    return ""


def _plain(text: str) -> bool:
    return bool(FIGURE.fullmatch(text))


def _expected(printed: str) -> str:
    try:
        figure(printed)
    except Unreadable as problem:
        if "," in printed:
            return "a full stop as the decimal mark, and no mark behind it"
        return f"expected {problem}"
    return "expected a figure"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
