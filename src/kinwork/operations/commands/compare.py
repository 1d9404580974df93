"""`kinwork compare`: groups compared on one or more outcomes of a file."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def compare(
    data: Annotated[str, typer.Argument(metavar="DATA.csv", help="One case a row, a header line.")],
    by: Annotated[str, typer.Option(help="The column that holds the group.")],
    outcome: Annotated[list[str], typer.Option(help="Column to compare; several may follow, or repeat the option.")],
    more: Annotated[list[str] | None, typer.Argument(metavar="[COLUMN]...", help="Further outcomes.")] = None,
    test: Annotated[str, typer.Option(help="auto, or the test's name: 'help' lists them.")] = "auto",
    adjust: Annotated[str, typer.Option(help="holm or benjamini-hochberg, over the outcomes.")] = "holm",
    plot: Annotated[str | None, typer.Option(metavar="FILE.svg", help="Draw the comparisons (.svg or .png).")] = None,
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    decimal: Annotated[
        str, typer.Option(help="Decimal sign in the file: auto (by its cells), point or comma.")
    ] = "auto",
    labels: Annotated[
        str, typer.Option(help="Labels that differ by capitals or blanks only: ask (refuse), together or apart.")
    ] = "ask",
) -> None:
    """Compare groups: n, mean, sd, the test and why it was chosen, effect size with 95 % interval, p, adjusted p."""
    from kinwork.statistics.data_files import read_csv
    from kinwork.statistics.problems import BadData

    from .options import checked_format, checked_labels, decimal_sign, stop

    try:
        checked_format(format)
        sign = decimal_sign(decimal)
        checked_labels(labels)
        sheet = read_csv(data)
        from kinwork.statistics.many import as_dict, compare_columns, text_of

        outcomes = [*outcome, *(more or [])]
        found = compare_columns(sheet, by, outcomes, test=test, adjustment=adjust, decimal=sign, labels=labels)
        if plot:
            from kinwork.statistics.figures import effects_figure

            effects_figure(found).save(plot)
    except BadData as problem:
        raise stop(problem) from None
    for note in sheet.notes:
        typer.echo(f"kinwork: {note}", err=True)
    if format == "json":
        typer.echo(json.dumps(as_dict(found, by=by, adjustment=adjust), indent=2, ensure_ascii=False))
    else:
        typer.echo(text_of(found))
