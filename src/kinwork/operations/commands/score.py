"""``kinwork score`` and ``kinwork instruments``: need no database and import no Django."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kinwork.platform.console import say, stop

if TYPE_CHECKING:
    from kinwork.instruments.library import Library
    from kinwork.instruments.model import Instrument
    from kinwork.instruments.table import Scored

FOLDER = Annotated[
    Path | None,
    typer.Option(help="Your own folder of instruments and licensed wording.", envvar="KINWORK_INSTRUMENTS"),
]
instruments = typer.Typer(
    help="The instruments: id, name, items, range, direction, licence.", invoke_without_command=True
)


def library_of(folder: Path | None) -> Library:
    """What comes with Kinwork and what the folder holds; a bad file stops the command."""
    from kinwork.instruments.library import BadFolder, library

    try:
        return library(folder)
    except BadFolder as wrong:
        raise stop(f"{folder}: {first_of(wrong.problems)}") from None


def first_of(problems: Sequence[str]) -> str:
    """The first, and how many there are beside it: what is bad is said in one line."""
    more = len(problems) - 1
    return f"{problems[0]} (and {more} more)" if more else problems[0]


def instrument_of(key: str, version: str, folder: Path | None) -> Instrument:
    from kinwork.instruments.library import NoSuchInstrument

    try:
        return library_of(folder).instrument(key, version or None)
    except NoSuchInstrument as wrong:
        raise stop(str(wrong)) from None


@instruments.callback()
def list_instruments(
    context: typer.Context,
    folder: FOLDER = None,
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """The instruments: id, name, items, range, direction, licence."""
    if context.invoked_subcommand:
        context.obj = folder
        return
    from kinwork.instruments.plain_data import about

    checked_format(format, "text", "json")
    found = [about(one) for one in library_of(folder).current]
    if format == "json":
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    for one in found:
        typer.echo(f"{one['id']:32} {one['items']:3} items  {one['name']}")
        typer.echo(f"{'':32} {one['scored']}")
        typer.echo(f"{'':32} wording: {one['wording']}. {one['licence']}")


@instruments.command("show")
def show(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="ID", help="Which, as kinwork instruments lists it.")],
    version: Annotated[str, typer.Option(help="A version other than the one used today.")] = "",
    folder: FOLDER = None,
    format: Annotated[str, typer.Option("--format", help="text, json (its file as data) or fhir.")] = "text",
) -> None:
    """An instrument: its items, scales, rule for items left out, cut-offs, licence, sources."""
    from kinwork.instruments.plain_data import as_plain

    checked_format(format, "text", "json", "fhir")
    one = instrument_of(key, version, folder or context.obj)
    if format == "json":
        typer.echo(json.dumps(as_plain(one), indent=2, ensure_ascii=False))
    elif format == "fhir":
        from kinwork.instruments.fhir import questionnaire

        typer.echo(json.dumps(questionnaire(one), indent=2, ensure_ascii=False))
    else:
        from kinwork.instruments.describing import lines

        for line in lines(one):
            typer.echo(line)


@instruments.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="An instrument as YAML, or a folder of yours.")],
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Whether a file is an instrument, or a folder holds good ones: all that is wrong, each with its line."""
    from kinwork.instruments.library import BadFolder, library
    from kinwork.instruments.reading import MOST_LETTERS, NoInstrument, read_instrument

    checked_format(format, "text", "json")
    problems: list[str] = []
    try:
        if file.is_dir():
            library(file)
        else:
            with file.open(encoding="utf-8-sig") as opened:
                read_instrument(opened.read(MOST_LETTERS + 1))
    except BadFolder as wrong:
        problems = list(wrong.problems)
    except NoInstrument as wrong:
        problems = [f"{file}: {one}" for one in wrong.problems]
    except UnicodeDecodeError:
        raise stop(f"{file}: this is no text in UTF-8") from None
    except OSError as problem:
        raise stop(f"{file}: {problem.strerror or problem}") from None
    if format == "json":
        typer.echo(json.dumps({"problems": problems}, indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(problems) if problems else "Nothing wrong.")
    raise typer.Exit(1 if problems else 0)


def score(
    instrument: Annotated[str, typer.Argument(help="Its id, as kinwork instruments lists it.")],
    file: Annotated[
        Path, typer.Argument(metavar="FILE.csv", help="One completion a row: id, q1, q2, …; blank is missing.")
    ],
    format: Annotated[str, typer.Option("--format", help="csv or json.")] = "csv",
    version: Annotated[str, typer.Option(help="A version other than the one used today.")] = "",
    missing: Annotated[
        str, typer.Option(help="published: the instrument’s rule for items left out; complete: fill in nothing.")
    ] = "published",
    folder: FOLDER = None,
) -> None:
    """Score the answers in a file, one completion a row; what rule for items left out applied stands in each row."""
    from kinwork.delimited import NotDelimited, read
    from kinwork.instruments.table import BadTable, read_table, scored

    checked_format(format, "csv", "json")
    if missing not in ("published", "complete"):
        raise stop(f"--missing: found '{missing}', expected published or complete")
    one = instrument_of(instrument, version, folder)
    if not one.scales:
        raise stop(f"{one.key}: nothing of it is scored: it is answered in words")
    try:
        sheet = read(file.read_bytes())
        table = read_table(one, sheet.rows, sheet.lines)
    except OSError as problem:
        raise stop(f"{file}: {problem.strerror or problem}") from None
    except NotDelimited as problem:
        raise stop(f"{file}, {problem}") from None
    except BadTable as wrong:
        raise stop(f"{file}, {first_of(wrong.problems)}") from None
    if sheet.encoding == "Windows-1252":
        say("kinwork: the file is not UTF-8, and was read as Windows-1252")
    found = scored(one, table, complete_only=missing == "complete")
    if format == "json":
        typer.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False))
    else:
        _write_csv(found)


def _write_csv(found: Scored) -> None:
    from kinwork.csv_file import harmless

    safe = lru_cache(maxsize=4096)(harmless)  # nearly all words stand in every row
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([harmless(cell) for cell in found.columns])

    def write(rows: Iterable[list[object]]) -> None:
        writer.writerows([safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)

    if sys.stderr.isatty() and not sys.stdout.isatty():
        with typer.progressbar(found.rows(), length=len(found.scores), label="Scores", file=sys.stderr) as rows:
            write(rows)
    else:
        write(found.rows())


def checked_format(format: str, *known: str) -> None:
    if format not in known:
        raise stop(f"--format: found '{format}', expected {', '.join(known[:-1])} or {known[-1]}")
