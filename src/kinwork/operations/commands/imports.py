"""``kinwork import …``: what other systems export, brought into the record; looked at first."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from kinwork.platform import embedded
from kinwork.platform.console import OF_BEFORE, set_up, stop, waits_for_migrations
from kinwork.returns.problems import BadReturn
from kinwork.whole_numbers import whole

imports = typer.Typer(
    help="What other systems export: what it would do, bring it in, list it, take it back.", no_args_is_help=True
)
BringIn = Annotated[bool, typer.Option("--bring-in", help="Write it. Without this, only what it would do is told.")]
Doubtful = Annotated[
    str, typer.Option("--doubtful", help="People who may be here already: make (new ones, listed), or leave them out.")
]
Format = Annotated[str, typer.Option("--format", help="text or json.")]
USING = "owner"
NEW = "the database is new: say kinwork invite EMAIL NAME --role hos --authority NAME first"


def _checked(doubtful: str, format: str) -> None:
    for option, found, known in (("--doubtful", doubtful, ("make", "leave")), ("--format", format, ("text", "json"))):
        if found not in known:
            raise stop(f"{option}: found '{found}', expected {' or '.join(known)}")


@contextmanager
def _record() -> Iterator[None]:
    with embedded.database():
        set_up()
        if waits_for_migrations():  # to look changes nothing, so it is not for this command to bring it up to date
            raise stop(OF_BEFORE)
        yield


@contextmanager
def _bar(length: int, label: str) -> Iterator[Callable[[int], Any]]:
    """How far it has got, for whoever waits at a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with typer.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update


def _out(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _run(kind: str, path: Path, *, bring_in: bool, doubtful: str, format: str) -> None:
    _checked(doubtful, format)
    try:
        from kinwork.imports import files

        extract = files.read(kind, path)
        digest = files.digest_of_files(path)
    except BadReturn as problem:
        raise stop(" ".join(str(problem).split())) from None
    except OSError as problem:
        raise stop(f"{path}: {problem.strerror or problem}") from None
    with _record():
        from kinwork.access.models import Authority
        from kinwork.imports import actions, telling

        if bring_in and not Authority.objects.exists():
            raise stop(NEW)
        prepared = actions.prepare(extract, path.name, USING)
        if doubtful == "leave":
            actions.leave_doubted(prepared)
        with _bar(prepared.people, "Bringing in" if bring_in else "Looking") as tell:
            report = actions.bring_in(prepared, digest, tell) if bring_in else actions.look(prepared, tell)
        if report.openings:
            with _bar(len(report.openings), "Working out what is due") as tell:
                actions.work_out(report.openings, tell)
        if format == "json":
            _out(json.dumps(telling.as_plain(report), ensure_ascii=False, indent=1) + "\n")
        else:
            _out("".join(telling.as_text(report)))


@imports.command("annex-a")
def annex_a(
    file: Annotated[Path, typer.Argument(help="Ofsted's Annex A, as the council filled it in (xlsx).")],
    bring_in: BringIn = False,
    doubtful: Doubtful = "make",
    format: Format = "text",
) -> None:
    """Ofsted's Annex A: its eleven lists."""
    _run("annex-a", file, bring_in=bring_in, doubtful=doubtful, format=format)


@imports.command("ssd")
def ssd(
    folder: Annotated[Path, typer.Argument(help="The folder with a CSV file for each object of the dataset.")],
    bring_in: BringIn = False,
    doubtful: Doubtful = "make",
    format: Format = "text",
) -> None:
    """The Standard Safeguarding Dataset."""
    _run("ssd", folder, bring_in=bring_in, doubtful=doubtful, format=format)


@imports.command("list")
def list_(format: Format = "text") -> None:
    """What was brought in, and taken back."""
    _checked("make", format)
    with _record():
        from kinwork.imports import actions

        found = [
            {
                "id": one.pk,
                "import": one.kind,
                "file": one.name,
                "at": one.at.isoformat(timespec="seconds"),
                "people": one.counts.get("made", {}).get("people.person", 0),
                "families": one.counts.get("made", {}).get("families.family", 0),
                "rows_made": sum(one.counts.get("made", {}).values()),
                "rows_changed": sum(one.counts.get("changed", {}).values()),
                "taken_back_at": one.taken_back_at.isoformat(timespec="seconds") if one.taken_back_at else None,
            }
            for one in actions.imports(USING)
        ]
    if format == "json":
        _out(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        return
    for row in found:
        state = f"taken back {row['taken_back_at']}" if row["taken_back_at"] else ""
        _out(
            f"{row['id']:>4}  {row['at']}  {row['import']:<8} {row['people']:>8,} people "
            f"{row['rows_made']:>10,} rows made {row['rows_changed']:>8,} changed  {row['file']}  {state}".rstrip()
            + "\n"
        )
    if not found:
        _out("Nothing has been brought in.\n")


@imports.command("take-back")
def take_back(
    number: Annotated[str, typer.Argument(metavar="ID", help="Which import, as kinwork import list has it.")],
) -> None:
    """Take an import out of the record as a whole, where no one has worked on it since."""
    pk = whole(number, 2**31)
    if pk is None:
        raise stop(f"found '{number[:40]}', expected the number of an import, as kinwork import list has it")
    with _record():
        from kinwork.imports import actions, telling
        from kinwork.imports.taking_back import StandsInTheWay

        try:
            done = actions.take_back(pk, USING)
        except LookupError:
            raise stop(f"import {pk}: found no such import, expected one of kinwork import list") from None
        except StandsInTheWay as problem:
            raise stop(f"import {pk} stays: {problem}") from None
        actions.work_out(done.openings)
    for head, counts in (("Gone", done.gone), ("As before", done.put_back), ("Kept, since others need it", done.kept)):
        if counts:
            _out(
                f"{head}: "
                + ", ".join(f"{n:,} {telling.NAMES.get(t, t.rpartition('.')[2])}" for t, n in counts.items())
                + ".\n"
            )


def register(app: typer.Typer) -> None:
    """Put this command on ``kinwork``."""
    app.add_typer(imports, name="import")
