"""What commands have in common: words to the person at the terminal, and starting Django."""

from __future__ import annotations

import os
import secrets

import typer

from . import embedded


def say(text: str) -> None:
    """A message for the person at the terminal."""
    typer.echo(text, err=True)


def stop(text: str) -> typer.Exit:
    """Bad input: one line, status 2."""
    say(f"kinwork: {text}")
    return typer.Exit(2)


def set_up() -> None:
    """Start Django with the environment's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinwork.platform.settings")
    if os.environ.get("KINWORK_ENV") == "development" and not os.environ.get("KINWORK_SECRET_KEY"):
        os.environ["KINWORK_SECRET_KEY"] = _laptop_key()
    import django

    django.setup()


def _laptop_key() -> str:
    """A key of this checkout, so that restarting the server signs nobody out in mid-sentence."""
    path = embedded.var_folder() / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(64))
        path.chmod(0o600)
    return path.read_text().strip()


OF_BEFORE = "the database is new, or of an earlier version than this Kinwork: run `kinwork migrate` first"


def waits_for_migrations() -> bool:
    """Whether the database is not yet as this version needs it. After :func:`set_up`."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
