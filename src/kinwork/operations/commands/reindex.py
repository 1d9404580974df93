"""``kinwork reindex``: what the database keeps of the record, made anew."""

from __future__ import annotations

import sys

import typer

from kinwork.platform import embedded
from kinwork.platform.console import set_up


def reindex() -> None:
    """Make anew by what people and families are found, and what figures are read from. People may go on working."""
    with embedded.database():
        set_up()
        from django.core.management import call_command
        from django.db import connections

        from kinwork.families import indexing as of_families
        from kinwork.people import indexing

        from ..checks import KEPT

        call_command("migrate", database="owner", verbosity=0, interactive=False)
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_person")
            [(number,)] = cursor.fetchall()
        with typer.progressbar(length=number, label="Indexing people", file=sys.stderr) as bar:
            done = indexing.reindex("owner", progress=bar.update)
        of_families.reindex("owner")
        for kept in KEPT.values():
            kept.make_anew("owner")
    typer.echo(f"{done:,} people are indexed.")


def register(app: typer.Typer) -> None:
    """Put this command on ``kinwork``."""
    app.command()(reindex)
