"""``kinwork export archive``, ``verify`` and ``ssd``: the door out."""

from __future__ import annotations

import getpass
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from kinwork.platform import embedded
from kinwork.platform.console import OF_BEFORE, say, set_up, stop, waits_for_migrations

from . import backing_up, returns

export = typer.Typer(help="Everything that the record holds, for an authority that leaves.", no_args_is_help=True)
MOST_REASON = 120
To = Annotated[Path, typer.Option("--to", metavar="PATH", help="What to write: it must not be there yet.")]


class _Bar:
    """How far it is, part by part, for whoever sits at the terminal."""

    def __init__(self) -> None:
        self.bar: Any = None

    def begins(self, what: str, number: int) -> None:
        self.ends()
        if sys.stderr.isatty():
            self.bar = typer.progressbar(length=number, label=f"{what:10}", file=sys.stderr, show_pos=True)
            self.bar.__enter__()

    def did(self, number: int) -> None:
        if self.bar is not None:
            self.bar.update(number)

    def ends(self) -> None:
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
            self.bar = None


def _who() -> str:
    """The account of this machine, and whose it was before it became another's."""
    try:
        account = getpass.getuser()
    except (KeyError, OSError):
        account = str(os.getuid())
    before = os.environ.get("SUDO_USER", "")
    return f"{account} ({before})" if before and before != account else account


def _words(said: str, option: str) -> str:
    words = " ".join(said.split())
    if not words:
        raise stop(f"{option}: say why, such as {option} 'Moving to another system, decided on 3 March'")
    if len(words) > MOST_REASON:
        raise stop(f"{option}: found {len(words)} letters, expected {MOST_REASON} at most")
    return words


@export.command("archive")
def archive(
    to: To,
    reason: Annotated[str, typer.Option(help="Why it is exported; it stands in the access log and in the archive.")],
    for_: Annotated[
        list[str] | None,
        typer.Option("--for", metavar="age1…", help="Who can read it, several times; else KINWORK_BACKUP_TO."),
    ] = None,
    key: Annotated[str, typer.Option("--key", help="A file with a key that is to read it.")] = "",
    in_the_clear: Annotated[
        bool, typer.Option("--in-the-clear", help="Not encrypted: a folder, or a ZIP where PATH ends in .zip.")
    ] = False,
    recordings: Annotated[
        str, typer.Option(metavar="WHY", help="Recordings of practice too, and why they are needed.")
    ] = "",
) -> None:
    """Everything that the record holds as an open archive: tables, history, access log, documents, files, a page for
    each family. Restricted families and sealed records are in it. People go on working.
    """
    why = _words(reason, "--reason")
    recorded = _words(recordings, "--recordings") if recordings else ""
    if in_the_clear and (for_ or key):
        raise stop("--in-the-clear: found --for or --key too, expected one or the other")
    recipients = [] if in_the_clear else backing_up.recipients(for_, key, "--for", "--in-the-clear")
    from .. import archive_file

    if to.exists() or to.is_symlink():
        raise stop(f"{to} is there already: choose another name")
    if not to.absolute().parent.is_dir():
        raise stop(f"{to.parent} is no folder")
    if (left := archive_file.aside(to)).exists():
        raise stop(f"{left} is left of an export that was cut off: delete it first")
    with embedded.database():
        set_up()
        from django.utils import timezone

        from kinwork.archive.making import Asked, make

        if waits_for_migrations():
            raise stop(OF_BEFORE)
        bar = _Bar()
        try:
            with archive_file.new_bag(to, recipients) as bag:
                made = make(bag, Asked(_who(), why, timezone.localdate(), recorded), bar)
        except OSError as problem:
            raise stop(f"nothing was exported: {problem.strerror or problem}") from None
        finally:
            bar.ends()
    say(f"{to}: {made.rows:,} rows of {made.tables:,} tables, {made.files:,} files.")
    say(f"Check it where it is to stay: kinwork export verify {to.name} --expect, with the sum that follows.")
    if in_the_clear:
        say("It is not encrypted: whoever has it reads everything, restricted families and sealed records too.")
    for one in made.lost:
        say(f"Not in it: {one}")
    typer.echo(made.sha256)
    raise typer.Exit(1 if made.lost else 0)


@export.command("verify")
def verify(
    path: Annotated[Path, typer.Argument(help="What `kinwork export archive` wrote.", metavar="PATH")],
    key: backing_up.KeyFile = "",
    expect: Annotated[str | None, typer.Option(help="The sum that the export printed.", metavar="SHA256")] = None,
) -> None:
    """Whether an archive is whole and as it was written. Needs no database."""
    if not path.exists():
        raise stop(f"{path}: no such file or folder")
    from kinwork.archive.unzipping import NotWhole

    from .. import archive_file
    from ..encryption import Broken

    keys = None
    if archive_file.is_encrypted(path):
        keys = backing_up.keys(key)
        if keys is None:
            raise stop("it is encrypted: say --key FILE or set KINWORK_BACKUP_KEY")
    try:
        found = archive_file.verify(path, keys)
    except (NotWhole, Broken) as problem:
        typer.echo(f"It is not whole: {problem}.")
        raise typer.Exit(1) from None
    except OSError as problem:
        raise stop(f"{path}: {problem.strerror or problem}") from None
    wrong = [*found.wrong]
    if expect is not None and found.sha256 != expect.strip().lower():
        wrong.append(f"Its sum is {found.sha256 or 'not there'}, expected {expect or 'a sum: --expect was empty'}.")
    for sentence in wrong:
        typer.echo(sentence)
    typer.echo(
        f"{found.files:,} files, {found.rows:,} rows of {found.tables:,} tables, "
        f"of {found.info.get('Bagging-Date', 'no day')}: {'not whole' if wrong else 'whole'}."
    )
    raise typer.Exit(1 if wrong else 0)


@export.command("ssd")
def ssd(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder to write to.")],
    on: Annotated[
        str, typer.Option(help="The day as of which it is, such as 2026-11-28; else today.", metavar="DATE")
    ] = "",
) -> None:
    """The Standard Safeguarding Dataset alone, as `kinwork returns write ssd` writes it."""
    returns.write_ssd(out=to, on=on or date.today().isoformat())  # noqa: DTZ011 the day where the command is run


def register(app: typer.Typer) -> None:
    """Put these commands on ``kinwork``."""
    app.add_typer(export, name="export")
