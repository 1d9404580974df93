"""``kinwork erasures``: the list of what was erased, and erasing it again after a restore; used by ``restore`` too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kinwork.platform import embedded
from kinwork.platform.console import set_up, stop

if TYPE_CHECKING:
    from kinwork.retention.kept_list import Line

commands = typer.Typer(help="What was erased, for after a restore.", no_args_is_help=True)
Lists = Annotated[
    list[Path] | None,
    typer.Option("--list", metavar="FILE", help="A list of what was erased, several times; else KINWORK_ERASURES."),
]


def beside(backup: Path) -> Path:
    """Where the list lies among backups: one for all that are in a folder."""
    from kinwork.retention.kept_list import NAME

    return backup.resolve().with_name(NAME)


def read_lists(named: list[Path] | None, backup: Path | None = None) -> tuple[list[Line], list[str]]:
    """All that the lists say, and what is wrong with any. One that was named must be there."""
    from kinwork.retention.kept_list import Damaged, places, read

    where = named or [path for path in [*places(), *([beside(backup)] if backup else [])] if path.exists()]
    lines, wrong = [], []
    for path in where:
        try:
            lines += read(path)
        except OSError as problem:
            raise stop(f"{path}: {problem.strerror}") from None
        except Damaged as problem:
            wrong.append(f"The list {path} is not used: {problem}.")
    if not where:
        wrong.append("There is no list of what was erased: if anything was erased after this backup, it is back.")
    return lines, wrong


def replay_and_say(lines: list[Line], wrong: list[str]) -> bool:
    """Erase again what this database holds and the lists say is erased, and say it. Whether all went well."""
    from django.utils import timezone

    from kinwork.retention.again import not_here, replay

    for sentence in wrong:
        typer.echo(sentence)
    for one in not_here(lines):
        typer.echo(
            f"Erased after this backup: {timezone.localtime(one.at):%Y-%m-%d %H:%M}, "
            f"families {', '.join(map(str, one.families))}, decided by users {one.proposed_by} and {one.decided_by}."
        )
    told = replay(lines)
    for one, why in told.refused:
        typer.echo(f"Not erased again: families {', '.join(map(str, one.families))}: {why}")
    if told.refused:
        typer.echo("Correct these records in Kinwork, then run `kinwork erasures replay`.")
    if told.foreign:
        typer.echo(f"{told.foreign:,} of another installation are left out.")
    typer.echo(f"Erased again: {told.again:,} of {told.again + len(told.refused):,}, {told.rows:,} rows.")
    return not told.refused and not any("not used" in sentence for sentence in wrong)


@commands.command("replay")
def replay_command(lists: Lists = None) -> None:
    """Erase again what came back by a restore. `kinwork restore` does so by itself; twice does no harm."""
    with embedded.database():
        set_up()
        lines, wrong = read_lists(lists)
        is_well = replay_and_say(lines, wrong)
    raise typer.Exit(0 if is_well else 1)


@commands.command()
def keep(lists: Lists = None) -> None:
    """Bring the list up to date, as each erasure and each backup does."""
    with embedded.database():
        set_up()
        from kinwork.retention.kept_list import bring_up_to_date, from_database, places

        where = lists or places()
        wrong = bring_up_to_date(where)
        number = len(from_database())
    for sentence in wrong:
        typer.echo(sentence)
    typer.echo(f"{number:,} erasures, at {len(where) - len(wrong)} of {len(where)} places.")
    raise typer.Exit(1 if wrong else 0)


def register(app: typer.Typer) -> None:
    """Put these commands on ``kinwork``."""
    app.add_typer(commands, name="erasures")
