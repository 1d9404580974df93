"""``kinwork audit``: published tables checked against themselves. Needs no database and imports no Django."""

from __future__ import annotations

import gc
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kinwork.audit.report_page import Audited
    from kinwork.audit.results import Result

FORMATS = ("text", "json", "html")
GALLERY = "Tables of five evaluations"


def audit(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Tables, one in each YAML file.")
    ] = None,
    format: Annotated[str, typer.Option("--format", help="text, json or html.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Exit status 1 where anything is inconsistent.")] = False,
    gallery: Annotated[bool, typer.Option("--gallery", help="Audit the tables that come with Kinwork.")] = False,
    output: Annotated[
        Path | None, typer.Option(help="With html: a folder for one page per document and an index.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--from", help="List the tables of a DOCX, HTML or CSV file; write skeletons.")
    ] = None,
    into: Annotated[Path | None, typer.Option(help="With --from: the folder for the skeleton files.")] = None,
) -> None:
    """Recompute what a report's tables print, and say what holds."""
    if format not in FORMATS:
        raise _stop(f"--format: found '{format}', expected {', '.join(FORMATS[:-1])} or {FORMATS[-1]}")
    if output is not None and format != "html":
        raise _stop(f"--output: found it with --format {format}, expected --format html")
    if source is not None:
        _import(source, into)
        return
    if not files and not gallery:
        raise _stop("FILE: found none, expected one or more table files (YAML), --gallery or --from REPORT")
    gc.disable()  # a process of a second or two is over before its rubbish matters
    audited, across = _audited(files or [], gallery)
    if format == "json":
        _say(_as_json(audited, across))
    elif format == "html":
        _as_html(audited, across, output, GALLERY if gallery and not files else "Published tables")
    else:
        from kinwork.audit.report_text import report, report_across

        texts = [report(table, results) for table, results in audited]
        _say("\n".join([*texts, report_across(across)] if across else texts))
    found = [result for _, results in audited for result in results] + across
    if strict and any(result.is_inconsistent for result in found):
        raise typer.Exit(1)


def _audited(files: list[Path], gallery: bool) -> tuple[list[Audited], list[Result]]:
    from kinwork.audit import checking
    from kinwork.audit import gallery as shipped
    from kinwork.audit.table import BadTable

    try:
        tables = [checking.read_file(path) for path in [*(shipped.paths() if gallery else []), *files]]
    except BadTable as problem:
        raise _stop(str(problem)) from None
    across: list[Result] = []
    if len(tables) > 1:
        from kinwork.audit.across import check_across

        across = check_across(tables)
    return [(table, checking.audit_table(table)) for table in tables], across


def _as_json(audited: list[Audited], across: list[Result]) -> str:
    every: list[dict[str, object]] = [
        {"table": table.number, "results": [result.as_json() for result in results]} for table, results in audited
    ]
    if across:
        every.append({"table": "across", "results": [result.as_json() for result in across]})
    return json.dumps(every[0] if len(every) == 1 else every, indent=2, ensure_ascii=False)


def _as_html(audited: list[Audited], across: list[Result], folder: Path | None, title: str) -> None:
    from kinwork.audit.report_page import by_document, index, page

    documents = by_document(audited)
    if folder is None:
        name = next(iter(documents)) if len(documents) == 1 else title
        _say(page(name, audited, across))
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        pages, stems = [], list[str]()
        for name, tables in documents.items():
            stem = re.sub(r"[^a-z0-9]+", "-", name.lower())[:60].strip("-") or "report"
            same = sum(taken == stem for taken in stems)  # two long titles may begin alike
            stems.append(stem)
            file = f"{stem}-{same + 1}.html" if same or stem == "index" else f"{stem}.html"
            numbers = {table.number for table, _ in tables}
            mine = [r for r in across if set(r.id.split(":")[1].split("/")) <= numbers]
            (folder / file).write_text(page(name, tables, mine, back="index.html"), encoding="utf-8")
            pages.append((file, name, tables))
        (folder / "index.html").write_text(index(title, pages), encoding="utf-8")
    except OSError as problem:
        raise _stop(f"--output: found {folder} ({problem.strerror}), expected a folder that can be written") from None
    typer.echo(f"Wrote {len(pages) + 1} pages to {folder}.", err=True)


def _import(source: Path, into: Path | None) -> None:
    from kinwork.audit.importing import UnreadableReport, tables_of
    from kinwork.audit.skeleton import skeleton

    try:
        found = tables_of(source)
    except UnreadableReport as problem:
        raise _stop(str(problem)) from None
    for number, table in enumerate(found, 1):
        file = f"{re.sub(r'[^a-z0-9]+', '-', source.stem.lower()).strip('-')}-table-{number}.yaml"
        written = skeleton(table, number, source.name)
        place = ""
        if into is not None:
            path = into / file
            try:
                into.mkdir(parents=True, exist_ok=True)
                with path.open("x", encoding="utf-8") as out:
                    out.write(written.text)
            except FileExistsError:
                raise _stop(f"--into: found {path} already there, expected a folder without it") from None
            except OSError as problem:
                raise _stop(
                    f"--into: found {into} ({problem.strerror}), expected a folder that can be written"
                ) from None
            place = f" -> {path}"
        _say(f"{number}. {table.caption or 'without caption'}: {written.rows} rows, {written.columns} columns{place}")
        for question in written.questions:
            _say(f"     check {question}")
    if into is None:
        typer.echo("Say --into FOLDER to write a skeleton for each.", err=True)


def _say(text: str) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal without £ still gets its report
    typer.echo(text.rstrip("\n"))


def _stop(text: str) -> typer.Exit:
    typer.echo(f"kinwork: {text}", err=True)
    return typer.Exit(2)
