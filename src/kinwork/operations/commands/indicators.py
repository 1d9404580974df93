"""``kinwork extract`` and ``kinwork indicators``: the extract without names, and what follows from one or many."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kinwork.platform import embedded
from kinwork.platform.console import say, set_up, stop


def extract(
    folder: Annotated[Path, typer.Argument(help="A folder that does not exist yet, or is empty.", metavar="DIR")],
    by: Annotated[str, typer.Option(help="Email of the head of service at whose request it is drawn.")],
) -> None:
    """Write the extract of this authority without names: Parquet files for indicators across authorities."""
    with embedded.database():
        set_up()
        from django.utils import timezone

        from kinwork.access.actor import NotAllowed
        from kinwork.access.models import User
        from kinwork.indicators.files import BadExtract
        from kinwork.service_figures.actions import draw_extract
        from kinwork.units.queries import load_actor

        who = User.objects.filter(email__iexact=by.strip(), is_active=True).first()
        if who is None:
            raise stop(f"--by: found no account '{by}', expected the email of the head of service")
        try:
            quarters = draw_extract(load_actor(who, timezone.localdate()), folder)
        except NotAllowed:
            raise stop(f"--by: {by} may not have the extract drawn; the head of service may") from None
        except BadExtract as problem:
            raise stop(str(problem)) from None
    say(f"{folder}: {quarters} quarters. It is personal data without names: its README.md says what holds for its use.")


def indicators(
    folders: Annotated[list[Path], typer.Argument(help="Extracts, one of each authority.", metavar="DIR…")],
    format: Annotated[str, typer.Option("--format", help="csv or json.")] = "csv",
    spark: Annotated[str, typer.Option(help="Run on Spark: local[2], spark://…, yarn.", metavar="MASTER")] = "",
) -> None:
    """Every indicator of one or many extracts, quarter by quarter; on this machine, or on Spark. Needs no database."""
    from kinwork.indicators.files import BadExtract
    from kinwork.indicators.telling import told

    try:
        sys.stdout.buffer.write(told(folders, format, spark))
    except BadExtract as problem:
        raise stop(str(problem)) from None


def register(app: typer.Typer) -> None:
    """Put these commands on ``kinwork``."""
    app.command()(extract)
    app.command()(indicators)
