"""``kinwork returns …``: statutory returns read, checked and written.

Needs no database and imports no Django, but to write a return from the record.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from kinwork.platform.console import stop
from kinwork.returns.problems import BadReturn

returns = typer.Typer(help="Statutory returns: check, read and write them; list their rules.", no_args_is_help=True)
check = typer.Typer(
    help="What is wrong in a return, what would be right, and where it is corrected.", no_args_is_help=True
)
read = typer.Typer(help="A return as flat tables, one CSV file each.", no_args_is_help=True)
write = typer.Typer(help="A return from the record, or from flat tables.", no_args_is_help=True)
returns.add_typer(check, name="check")
returns.add_typer(read, name="read")
returns.add_typer(write, name="write")

Year = Annotated[int, typer.Option(help="The year in which the collection ends, such as 2026.")]
Format = Annotated[str, typer.Option("--format", help="text, json, jsonl or csv.")]
Strict = Annotated[bool, typer.Option("--strict", help="Status 1 where there is an error or a schema finding.")]
Rules = Annotated[str, typer.Option(help="Only these rules: 8925,1103. Else all of the year.", metavar="CODES")]


@contextmanager
def _one_line() -> Iterator[None]:
    _sparing()
    try:
        yield
    except BadReturn as problem:
        raise stop(" ".join(str(problem).split())) from None
    except BrokenPipeError:  # whoever read it has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sparing() -> None:
    """Before Polars is loaded: memory that is let go is given back at once, not kept for later."""
    os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")


def _known_format(format: str, known: Iterable[str]) -> None:
    names = list(known)
    if format not in names:
        raise BadReturn(f"--format: found '{format}', expected {', '.join(names[:-1])} or {names[-1]}")


def _codes(rules: str) -> list[str] | None:
    return [code.strip() for code in rules.split(",") if code.strip()] if rules.strip() else None


def _out(parts: Iterable[str]) -> None:
    out = sys.stdout.buffer
    for part in parts:
        out.write(part.encode("utf-8", "replace"))
    out.flush()


def _day(said: str, option: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise BadReturn(f"{option}: found '{said}', expected a day that exists, such as 2026-11-28") from None


def _tell(outcome: Any, format: str, *, strict: bool) -> None:
    from kinwork.returns.results import WRITERS

    _out(WRITERS[format](outcome))
    if strict and (outcome.checked.count("error") or outcome.schema.findings):
        raise typer.Exit(1)


@check.command("cin")
def check_cin(
    file: Annotated[Path, typer.Argument(help="The census file (XML).")],
    year: Year,
    rules: Rules = "",
    schema: Annotated[
        Path | None, typer.Option(help="The year’s schema (XSD), which the department publishes.")
    ] = None,
    strict: Strict = False,
    format: Format = "text",
) -> None:
    """The children in need census."""
    with _one_line():
        from kinwork.returns.results import FORMATS
        from kinwork.returns.running import check_cin as run

        _known_format(format, FORMATS)
        _tell(run(file, year, rules=_codes(rules), schema=schema), format, strict=strict)


@check.command("903")
def check_903(
    files: Annotated[list[Path], typer.Argument(help="A folder of CSV files, CSV files, or one XML file.")],
    year: Year,
    authority: Annotated[str, typer.Option(help="The returning authority’s code, such as E09000027.")] = "",
    last: Annotated[Path | None, typer.Option(help="Last year’s return, as a folder or XML file.")] = None,
    providers: Annotated[list[Path] | None, typer.Option(help="Registers of providers (xlsx or CSV).")] = None,
    postcodes: Annotated[Path | None, typer.Option(help="A table of postcodes (CSV or Parquet).")] = None,
    rules: Rules = "",
    strict: Strict = False,
    format: Format = "text",
) -> None:
    """Looked-after children: SSDA903."""
    with _one_line():
        from kinwork.returns.results import FORMATS
        from kinwork.returns.running import check_903 as run

        _known_format(format, FORMATS)
        outcome = run(
            files,
            year,
            authority=authority,
            last=last,
            providers=providers or (),
            postcodes=postcodes,
            rules=_codes(rules),
        )
        _tell(outcome, format, strict=strict)


def _plain_findings(findings: list[dict[str, Any]], head: dict[str, Any], format: str, *, strict: bool) -> None:
    _known_format(format, ("text", "json"))
    if format == "json":
        _out([json.dumps({**head, "findings": findings}, ensure_ascii=False, indent=1) + "\n"])
    else:
        _out(f"{one['place']}: {one['message']}\n" for one in findings)
        _out([f"{len(findings):,} finding{'' if len(findings) == 1 else 's'}.\n" if findings else "Nothing found.\n"])
    if strict and findings:
        raise typer.Exit(1)


@check.command("annex-a")
def check_annex_a(
    file: Annotated[Path, typer.Argument(help="The workbook (xlsx).")],
    on: Annotated[str, typer.Option(help="The day as of which it is, such as 2026-11-28.", metavar="DATE")],
    strict: Strict = False,
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Ofsted's Annex A: lists, columns, codes, and whether the lists agree with each other."""
    with _one_line():
        from kinwork.returns.annex_a import check as run

        day = _day(on, "--on")
        _known_format(format, ("text", "json"))
        findings = [one.as_plain() for one in run(file, day)]
        _plain_findings(findings, {"return": "annex-a", "on": on, "files": [file.name]}, format, strict=strict)


@check.command("csc-api")
def check_csc_api(
    file: Annotated[Path, typer.Argument(help="The payload (JSON).")],
    strict: Strict = False,
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """The payload of the department's daily API."""
    with _one_line():
        from kinwork.returns.csc_api import check as run
        from kinwork.returns.csc_api import read as read_file

        _known_format(format, ("text", "json"))
        payload = read_file(file)
        try:
            findings = run(payload)
        except BadReturn as problem:
            raise BadReturn(f"{file}: {problem}") from None
        _plain_findings(findings, {"return": "csc-api", "files": [file.name]}, format, strict=strict)


@check.command("ssd")
def check_ssd(
    folder: Annotated[Path, typer.Argument(help="The folder with a CSV file for each object.")],
    strict: Strict = False,
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """The Standard Safeguarding Dataset: keys, what leads to what, dates, codes, and whether its objects agree."""
    with _one_line():
        from kinwork.returns.ssd import check as run

        _known_format(format, ("text", "json"))
        _plain_findings(run(folder), {"return": "ssd", "files": [folder.name]}, format, strict=strict)


@returns.command("check-tables")
def check_tables(
    cases: Annotated[Path, typer.Argument(help="Cases as JSON: return, year, rule or rules, tables.")],
    format: Annotated[str, typer.Option("--format", help="json.")] = "json",
) -> None:
    """Rules on tables that are given, as they are: for tests and other tools."""
    with _one_line():
        from kinwork.returns import bounded
        from kinwork.returns.cases import cases_in, results

        _known_format(format, ("text", "json"))
        try:
            text = bounded.content(cases, "a JSON file", 1 << 28).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise BadReturn(f"{cases}: not UTF-8 text, expected JSON") from None
        found = results(cases_in(text, str(cases)), str(cases))
        _out([json.dumps({"results": found}, ensure_ascii=False) + "\n"])


@read.command("cin")
def read_cin(
    file: Annotated[Path, typer.Argument(help="The census file (XML).")],
    to: Annotated[Path, typer.Option(help="The folder to write to.")],
) -> None:
    """The children in need census as flat tables."""
    with _one_line():
        from kinwork.returns.cin_file import read as read_file
        from kinwork.returns.flat import as_files, write_folder

        write_folder(to, as_files("cin", read_file(file)))


@read.command("903")
def read_903(
    files: Annotated[list[Path], typer.Argument(help="A folder of CSV files, CSV files, or one XML file.")],
    to: Annotated[Path, typer.Option(help="The folder to write to.")],
) -> None:
    """SSDA903 as flat tables."""
    with _one_line():
        from kinwork.returns.flat import as_files, write_folder
        from kinwork.returns.ssda903_file import read as read_files

        write_folder(to, as_files("903", read_files(files).tables))


From = Annotated[Path | None, typer.Option("--from", help="The folder of flat tables; else it is of the record.")]
Out = Annotated[Path, typer.Option(help="What to write.")]
On = Annotated[str, typer.Option(help="The day as of which it is, such as 2026-11-28.", metavar="DATE")]
OfYear = Annotated[int, typer.Option(help="The year in which the collection ends, such as 2026.")]
Check = Annotated[
    bool | None,
    typer.Option(
        "--check/--no-check",
        help="Say at the end what our own check finds in it. Else of what is short enough to take a few seconds.",
        show_default=False,
    ),
]
SHORT = {"cin": 16 << 20, "903": 16 << 20, "annex-a": 1 << 20, "ssd": 16 << 20}  # bytes that are checked unasked


@contextmanager
def _from_record(label: str) -> Iterator[Any]:
    """The room that writes from the record, and how far it is on a terminal."""
    from kinwork.platform import embedded
    from kinwork.platform.console import set_up

    with embedded.database():
        set_up()
        from kinwork.national_returns import writing

        done = 0

        def tell(number: int) -> None:
            nonlocal done
            done += number
            if done % 500 == 0 and sys.stderr.isatty():
                typer.echo(f"\r{label}: {done:,} children", err=True, nl=False)

        yield writing, tell
        if done >= 500 and sys.stderr.isatty():
            typer.echo(err=True)
        if not done:
            typer.echo(f"{label}: no child is in it.", err=True)


def _say_what_is_found(check: bool | None, return_: str, out: Path, *options: str) -> None:
    """How much our own check finds in what was written, once it is there; on standard error."""
    line = shlex.join(["kinwork", "returns", "check", return_, str(out), *options])
    if check is False:
        return
    if check is None and _length(out) > SHORT[return_]:
        typer.echo(f"It is long, so it was not checked. What is found in it: {line}", err=True)
        return
    try:
        errors, queries = _found_in(return_, out, options)
    except BadReturn as problem:
        typer.echo(f"It could not be checked: {' '.join(str(problem).split())}", err=True)
        return
    if not errors and not queries:
        typer.echo("Our own check finds nothing in it.", err=True)
        return
    counts = " and ".join(
        f"{number:,} {one if number == 1 else many}"
        for number, one, many in ((errors, "error", "errors"), (queries, "query", "queries"))
        if number
    )
    typer.echo(f"Our own check finds {counts} in it. To see them: {line}", err=True)


def _length(out: Path) -> int:
    return sum(path.stat().st_size for path in ([out] if out.is_file() else out.iterdir()))


def _found_in(return_: str, out: Path, options: tuple[str, ...]) -> tuple[int, int]:
    """Errors and queries in a file or folder. Raises ``BadReturn``."""
    said = dict(zip(options[::2], options[1::2], strict=True))
    if return_ in ("cin", "903"):
        from kinwork.returns import running

        year = int(said["--year"])
        if return_ == "cin":
            checked = running.check_cin(out, year).checked
        else:
            checked = running.check_903([out], year, authority=said.get("--authority", "")).checked
        return checked.count("error"), checked.count("query")
    from kinwork.returns import annex_a, ssd

    if return_ == "annex-a":
        severities = Counter(one.severity for one in annex_a.check(out, date.fromisoformat(said["--on"])))
    else:
        severities = Counter(str(one["severity"]) for one in ssd.findings_in(out))
    return severities["error"], severities["query"]


def _today() -> date:
    return date.today()  # noqa: DTZ011 the day where the command is run


def _known_year(year: int) -> int:
    from kinwork.returns.years import period_of

    return period_of(year).year


@write.command("cin")
def write_cin(
    out: Out,
    from_: From = None,
    year: Annotated[
        int, typer.Option(help="The year in which the collection ends; of flat tables, else as the header says.")
    ] = 0,
    check: Check = None,
) -> None:
    """The census file from the record, or from flat tables."""
    with _one_line():
        from kinwork.returns.cin_file import write as parts
        from kinwork.returns.cin_file import year_of
        from kinwork.returns.flat import read_folder, write_whole

        if from_ is None:
            _known_year(year)
            with _from_record("Census") as (writing, tell):
                writing.write_cin(year, out, _today(), tell)
            _say_what_is_found(check, "cin", out, "--year", str(year))
            return
        tables = read_folder(from_)
        write_whole(out, parts(tables, _known_year(year or year_of(tables))))


@write.command("903")
def write_903(out: Out, from_: From = None, year: OfYear = 0, check: Check = None) -> None:
    """SSDA903 from the record or from flat tables: a folder of CSV files, or one XML file where its name ends so."""
    with _one_line():
        from kinwork.returns.flat import as_files, write_folder, write_whole
        from kinwork.returns.ssda903_file import read as read_files
        from kinwork.returns.ssda903_file import write_xml

        if from_ is None:
            _known_year(year)
            with _from_record("SSDA903") as (writing, tell):
                writing.write_903(year, out, _today(), tell)
                authority = writing.codes().ons
            more = ("--authority", authority) if authority else ()
            _say_what_is_found(check, "903", out, "--year", str(year), *more)
            return
        tables = read_files([from_]).tables
        if out.suffix.lower() != ".xml":
            write_folder(out, as_files("903", tables))
        elif "Header" in tables:
            write_whole(out, write_xml(tables))
        else:
            raise BadReturn(f"{from_}: found no Header, expected one: XML is written child by child")


def _day_past(said: str, option: str) -> date:
    day = _day(said, option)
    if day > _today():
        raise BadReturn(f"{option}: found '{said}', expected today or a day before")
    return day


@write.command("annex-a")
def write_annex_a(
    out: Out,
    on: On,
    postcodes: Annotated[Path | None, typer.Option(help="A table of postcodes (CSV or Parquet).")] = None,
    check: Check = None,
) -> None:
    """Ofsted's Annex A from the record, as a workbook."""
    with _one_line():
        day = _day_past(on, "--on")
        with _from_record("Annex A") as (writing, tell):
            writing.write_annex_a(day, out, postcodes, tell)
        _say_what_is_found(check, "annex-a", out, "--on", day.isoformat())


@write.command("csc-api")
def write_csc_api(
    out: Out,
    on: On,
    since: Annotated[str, typer.Option(help="Only who is another since this day.", metavar="DATE")] = "",
    purge: Annotated[Path | None, typer.Option(help="A file of numbers of children who are to go.")] = None,
    check: Check = None,
) -> None:
    """The payload of the department's daily API from the record, a hundred children in each file."""
    with _one_line():
        day = _day_past(on, "--on")
        first = _day_past(since, "--since") if since else None
        if first is not None and first > day:
            raise BadReturn(f"--since: found '{since}', expected a day on or before {on}")
        with _from_record("Payload") as (writing, tell):
            made = writing.write_csc_api(day, out, first, purge, tell)
        if len(made) > 1:
            _out([f"{path}\n" for path in made])
        if check is not False:  # each was checked before it was written: what is wrong is refused
            typer.echo("Our own check finds nothing in it.", err=True)


@write.command("ssd")
def write_ssd(out: Out, on: On, check: Check = None) -> None:
    """The Standard Safeguarding Dataset from the record: a folder with a CSV file for each object."""
    with _one_line():
        day = _day_past(on, "--on")
        with _from_record("Dataset") as (writing, tell):
            writing.write_ssd(day, out, tell)
        _say_what_is_found(check, "ssd", out)


@returns.command("rules")
def rules(
    return_: Annotated[str, typer.Argument(metavar="cin|903")],
    year: Year,
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """The rules of a year: code, error or query, scope, tables, fields, message."""
    with _one_line():
        from kinwork.returns.rulebook import as_plain

        _known_format(format, ("text", "json"))
        found: list[dict[str, Any]] = as_plain(return_, year)
        if format == "json":
            _out([json.dumps(found, ensure_ascii=False, indent=1) + "\n"])
        else:
            _out(f"{one['code']:<10}{one['severity']:<6}{one['scope']:<10}{one['message']}\n" for one in found)


def register(app: typer.Typer) -> None:
    app.add_typer(returns, name="returns")
