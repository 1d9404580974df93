"""Several outcomes of a file compared at once, with p adjusted for how many there are."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from .adjusted import METHODS, adjust
from .compare import TESTS, compare_groups
from .counts import CHI_SQUARE_TESTS, compare_counts
from .data_files import Sheet
from .problems import BadData
from .results import Result
from .wording import bounded, p_value


def compare_columns(
    sheet: Sheet,
    by: str,
    outcomes: Sequence[str],
    *,
    test: str = "auto",
    adjustment: str = "holm",
    decimal: str = "auto",
    labels: str = "ask",
    level: float = 0.95,
) -> list[Result]:
    """Each outcome compared between the groups of column ``by``; columns of words as categories.

    A column whose cells look like numbers is read as numbers, in the one way that they are written (``decimal``), or
    refused: never as words. Labels that differ only by capitals or blanks are asked about (``labels``). Rows without a
    group are left out. BadData names file, line and column; p is adjusted over all outcomes.
    """
    known = list(dict.fromkeys((*TESTS, *CHI_SQUARE_TESTS)))
    if test not in known:
        raise BadData(f"--test: found '{test}', expected one of: {', '.join(known)}")
    if adjustment not in METHODS:
        raise BadData(f"--adjust: found '{adjustment}', expected one of: {', '.join(METHODS)}")
    groups = np.array(sheet.labels(by, labels=labels))
    names = list(dict.fromkeys(str(name) for name in groups if name))
    left_out = int(np.sum(groups == ""))
    if len(names) < 2:
        raise BadData(f"{sheet.name}, {by}: found {len(names)} group{'s' * (len(names) != 1)}, expected at least 2")
    results = []
    for outcome in dict.fromkeys(outcomes):
        if outcome == by:
            raise BadData(f"{sheet.name}: '{by}' is both the group and the outcome")
        try:
            result = _compare(sheet, groups, names, outcome, test, decimal, labels, level)
        except BadData as problem:
            place = str(problem)
            if left_out and "expected at least 2" in place:
                place += f" ({left_out} rows have no group: perhaps a merged cell)"
            raise BadData(place if place.startswith(sheet.name) else f"{sheet.name}, {outcome}: {place}") from None
        if left_out:
            rows = "1 row has" if left_out == 1 else f"{left_out} rows have"
            told = f"{rows} no group (column {by}) and took no part."
            result = dataclasses.replace(result, assumptions=(*result.assumptions, told))
        results.append(dataclasses.replace(result, outcome=outcome))
    if len(results) > 1:
        adjusted = adjust([result.p for result in results], adjustment)
        results = [
            dataclasses.replace(result, p_adjusted=p, adjustment=adjustment)
            for result, p in zip(results, adjusted, strict=True)
        ]
    return results


def _compare(
    sheet: Sheet, groups: Any, names: Sequence[str], outcome: str, test: str, decimal: str, labels: str, level: float
) -> Result:
    categories = test in CHI_SQUARE_TESTS and test != "auto"
    if categories or (test == "auto" and not sheet.is_numeric(outcome)):
        texts = np.array(sheet.labels(outcome, labels=labels))
        columns = sorted({str(text) for text in texts if text})
        if not columns:
            raise BadData("no values: every cell is empty")
        if len(columns) < 2:
            raise BadData(f"found {len(columns)} categories, expected at least 2 to compare")
        table = [[int(np.sum((groups == name) & (texts == column))) for column in columns] for name in names]
        missing = [int(np.sum((groups == name) & (texts == ""))) for name in names]
        for name, row in zip(names, table, strict=True):
            if sum(row) == 0:
                raise BadData(f"group '{name}' has no valid values")
        return compare_counts(table, test=test, groups=names, missing=missing, level=level)
    read = sheet.written(outcome, decimal=decimal)
    values = np.array(read.values)
    result = compare_groups({name: values[groups == name] for name in names}, test=test, level=level)
    if read.writing:
        told = f"{outcome} is written with {read.writing}."
        result = dataclasses.replace(result, assumptions=(*result.assumptions, told[0].upper() + told[1:]))
    return result


def as_dict(results: Sequence[Result], *, by: str, adjustment: str) -> dict[str, Any]:
    """For JSON: the comparisons, each with its outcome, groups, test, effect, p and adjusted p."""
    return {
        "by": by,
        "adjustment": adjustment if len(results) > 1 else None,
        "comparisons": [result.as_dict() for result in results],
    }


def text_of(results: Sequence[Result]) -> str:
    """What a person reads in the terminal."""
    lines: list[str] = []
    for result in results:
        lines += [result.outcome, f"  {'group':20} {'n':>5} {'missing':>8} {'mean':>9} {'sd':>9}"]
        for group in result.groups:
            mean, sd = (f"{x:9.2f}" if x is not None else " " * 9 for x in (group.mean, group.sd))
            median = f"  median {group.quartiles}" if group.quartiles else ""
            lines.append(f"  {group.name[:20]:20} {group.n:5d} {group.missing:8d} {mean} {sd}{median}".rstrip())
        lines.append(f"  {result.test}: {result.printed}")
        if result.p_adjusted is not None:
            lines.append(f"  adjusted ({result.adjustment}): {p_value(result.p_adjusted)}")
        for figure in (result.estimate, result.effect, *result.more):
            if figure is not None:
                why = f" ({figure.note})" if figure.note else ""
                lines.append(f"  {figure.name} = {figure.value:.2f} {figure.interval or ''}".rstrip() + why)
        lines.append(f"  why this test: {result.choice}")
        for other in result.alternatives:
            lines.append(f"  otherwise {other.test}: {other.statistic:.2f}, {p_value(other.p)}")
        for pair in result.pairs:
            lines.append(
                f"  {pair.first} − {pair.second} = {pair.difference:.2f} {pair.interval}, {p_value(pair.p)}"
                f" ({result.pairs_test.split(' (')[0]}), d = {bounded(pair.effect)}"
            )
        lines += [f"  note: {sentence}" for sentence in result.assumptions]
        lines += [f"  source: {result.reference}", ""]
    return "\n".join(lines).rstrip()
