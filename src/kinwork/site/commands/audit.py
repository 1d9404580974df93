"""``kinwork audit``: published tables checked against themselves. Needs no database and imports no Django."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

FORMATS = ("text", "json", "html")


def audit(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Tables, one in each YAML file.")
    ] = None,
    format: Annotated[str, typer.Option("--format", help="text, json or html.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Exit status 1 where anything is inconsistent.")] = False,
) -> None:
    """Recompute what a report's tables print, and say what holds."""
    from kinwork.audit.checking import audit_table, read_file
    from kinwork.audit.table import BadTable

    if format not in FORMATS:
        raise _stop(f"--format: found '{format}', expected {', '.join(FORMATS[:-1])} or {FORMATS[-1]}")
    if not files:
        raise _stop("FILE: found none, expected one or more table files (YAML)")
    try:
        tables = [read_file(path) for path in files]
    except BadTable as problem:
        raise _stop(str(problem)) from None
    found = [(table, audit_table(table)) for table in tables]
    if format == "json":
        every = [{"table": table.number, "results": [r.as_json() for r in results]} for table, results in found]
        text = json.dumps(every[0] if len(every) == 1 else every, indent=2, ensure_ascii=False)
    else:
        from kinwork.audit.report_text import report

        text = "\n".join(report(table, results) for table, results in found)
    _say(text)
    if strict and any(result.is_inconsistent for _, results in found for result in results):
        raise typer.Exit(1)


def _say(text: str) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal without £ still gets its report
    typer.echo(text.rstrip("\n"))


def _stop(text: str) -> typer.Exit:
    typer.echo(f"kinwork: {text}", err=True)
    return typer.Exit(2)
