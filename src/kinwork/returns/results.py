"""What was found, as JSON, lines of JSON, CSV, or text for people: ten faults with one cause in one line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import polars as pl

from .checking import COLUMNS, Checked
from .layouts import layout_of
from .running import Outcome

FORMATS = ("text", "json", "jsonl", "csv")
AT_ONCE = 2_000  # issues that are text at one time
NAMED = 10  # children of one cause that a line names


def silent_of(checked: Checked) -> list[dict[str, str]]:
    return [{"rule": one.rule, "why": one.why} for one in checked.silent]


def issue_lines(issues: pl.DataFrame) -> Iterator[str]:
    """Each issue as a line of JSON, a few thousand at a time."""
    for part in issues.iter_slices(AT_ONCE):
        out = io.BytesIO()
        part.write_ndjson(out)
        yield from out.getvalue().decode("utf-8").splitlines()


def head(outcome: Outcome) -> dict[str, Any]:
    """Everything but the issues."""
    checked, schema = outcome.checked, outcome.schema
    said: dict[str, Any] = {"checked": schema.checked}
    if schema.checked:
        said |= {"valid": schema.valid, "findings": schema.findings}
    return {
        "return": outcome.return_,
        "year": outcome.period.year,
        "period": [outcome.period.start.isoformat(), outcome.period.end.isoformat()],
        "files": outcome.files,
        "schema": said,
        "rules_run": checked.rules_run,
        "silent": silent_of(checked),
        "counts": {
            "children": checked.children,
            "errors": checked.count("error"),
            "queries": checked.count("query"),
            "by_rule": checked.by_rule,
        },
    }


def as_json(outcome: Outcome) -> Iterator[str]:
    yield json.dumps(head(outcome), ensure_ascii=False)[:-1] + ', "issues": ['
    before = "\n"
    for line in issue_lines(outcome.checked.issues):
        yield before + line
        before = ",\n"
    yield "\n]}\n"


def as_jsonl(outcome: Outcome) -> Iterator[str]:
    yield json.dumps(head(outcome), ensure_ascii=False) + "\n"
    for line in issue_lines(outcome.checked.issues):
        yield line + "\n"


def as_csv(outcome: Outcome) -> Iterator[str]:
    """For a spreadsheet: nothing in it runs."""
    from kinwork.csv_file import csv_file

    issues = outcome.checked.issues
    yield csv_file(list(COLUMNS), issues.iter_rows()).decode("utf-8")


def with_causes(issues: pl.DataFrame, return_: str) -> pl.DataFrame:
    """Issues with what beside the rule they have in common; as it is, where it is there already."""
    if "cause" in issues.columns:
        return issues
    coded = {column.name for table in layout_of(return_).tables.values() for column in table.columns if column.codes}
    single = issues.group_by("rule").agg(pl.col("field").n_unique().alias("fields"))
    known = issues.join(single, on="rule", maintain_order="left")
    by_value = (pl.col("fields") == 1) & pl.col("field").is_in(list(coded))
    cause = pl.when(by_value).then(pl.col("value").fill_null("(empty)"))
    return known.with_columns(cause.alias("cause")).drop("fields")


def causes(issues: pl.DataFrame, return_: str) -> pl.DataFrame:
    """Issues of one cause together: one rule, and where it is about a code, one value of it."""
    known = with_causes(issues, return_).with_columns(pl.col("message").str.extract(r": (.*)$", 1).alias("words"))
    return known.group_by("severity", "rule", "cause", maintain_order=True).agg(
        pl.col("words").first(),
        pl.col("child").drop_nulls().unique(maintain_order=True).alias("children"),
        pl.struct("table", "row").n_unique().alias("rows"),
    )


def as_text(outcome: Outcome) -> Iterator[str]:
    checked, schema = outcome.checked, outcome.schema
    period = outcome.period
    yield (
        f"{outcome.return_} {period.year} ({period.start:%d/%m/%Y} to {period.end:%d/%m/%Y}): "
        f"{checked.children:,} children, {checked.rules_run} rules\n"
    )
    if schema.checked:
        yield "Schema: fits\n" if schema.valid else f"Schema: {len(schema.findings)} findings\n"
        for finding in schema.findings[:NAMED]:
            yield f"  line {finding['line']}: {finding['message']}\n"
    for severity, name in (("error", "Errors"), ("query", "Queries")):
        found = causes(checked.issues.filter(pl.col("severity") == severity), outcome.return_)
        if found.height:
            yield f"\n{name}\n"
        for row in found.iter_rows(named=True):
            yield _cause_text(row)
    if checked.silent:
        yield "\nRules that say nothing\n"
        why: dict[str, list[str]] = {}
        for one in checked.silent:
            why.setdefault(one.why, []).append(one.rule)
        for reason, rules in why.items():
            yield f"  {reason}: {', '.join(rules)}\n"
    if not checked.issues.height:
        yield "\nNothing found.\n"


def _cause_text(row: dict[str, Any]) -> str:
    children = row["children"]
    what = f" “{row['cause']}”" if row["cause"] else ""
    words = row["words"] or ""
    who = ""
    if children:
        named = ", ".join(children[:NAMED]) + (f" and {len(children) - NAMED:,} more" if len(children) > NAMED else "")
        who = f"\n         {len(children):,} {'child' if len(children) == 1 else 'children'}: {named}"
    return f"  {row['rule']:<9}{words[:1].upper()}{words[1:]}{what}{who}\n"


WRITERS = {"text": as_text, "json": as_json, "jsonl": as_jsonl, "csv": as_csv}
