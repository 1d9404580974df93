"""`kinwork agreement`: how far raters agree, from a file of ratings."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def agreement(
    file: Annotated[str, typer.Argument(metavar="FILE.csv", help="Columns unit, rater, value; one rating a row.")],
    scale: Annotated[str, typer.Option(help="nominal, ordinal, interval or ratio.")],
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    decimal: Annotated[
        str, typer.Option(help="Decimal sign in the file: auto (by its cells), point or comma.")
    ] = "auto",
    levels: Annotated[
        str | None, typer.Option(metavar="LOW,MEDIUM,HIGH", help="With ordinal: words, lowest first.")
    ] = None,
    labels: Annotated[
        str, typer.Option(help="Labels that differ by capitals or blanks only: ask (refuse), together or apart.")
    ] = "ask",
) -> None:
    """Inter-rater agreement: per cent, kappas, alpha, intraclass correlations, AC1; each with a 95 % interval."""
    from kinwork.statistics.data_files import read_csv
    from kinwork.statistics.problems import BadData

    from .options import checked_format, checked_labels, decimal_sign, stop

    try:
        checked_format(format)
        sign = decimal_sign(decimal)
        sheet = read_csv(file, needs=("unit", "rater", "value"))
        from kinwork.statistics.raters import agreement as of
        from kinwork.statistics.ratings import read_ratings

        checked_labels(labels)
        order = [level.strip() for level in levels.split(",")] if levels is not None else None
        found = of(read_ratings(sheet, scale, decimal=sign, labels=labels, levels=order), scale)
    except BadData as problem:
        raise stop(problem) from None
    for note in sheet.notes:
        typer.echo(f"kinwork: {note}", err=True)
    if format == "json":
        typer.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False))
        return
    typer.echo(
        f"{found.units} units, {found.raters} raters, {found.ratings} ratings, {found.missing} missing, {scale} scale"
    )
    for measure in found.measures:
        if measure.estimate is None:
            typer.echo(f"{measure.name:28}      —   {measure.why_not}")
            continue
        between = measure.estimate.interval
        inside = f"[{between.low:6.3f}, {between.high:6.3f}]" if between else ""
        why = f"  {measure.why_not}" if measure.why_not else ""
        typer.echo(f"{measure.name:28} {measure.estimate.value:6.3f}  {inside}  n = {measure.units}{why}")
    typer.echo("In brackets the 95 % interval. Sources: --format json.")
