"""What commands without a database share: how bad input is said, and options that several take."""

from __future__ import annotations

import typer

from kinwork.statistics.problems import BadData


def stop(problem: BadData) -> typer.Exit:
    """Bad input: one line on stderr, status 2."""
    typer.echo(f"kinwork: {' '.join(str(problem).split())}", err=True)
    return typer.Exit(2)


def checked_format(format: str) -> None:
    if format not in ("text", "json"):
        raise BadData(f"--format: found '{format}', expected text or json")


def decimal_sign(decimal: str) -> str:
    """The sign itself, from its name or itself."""
    signs = {"point": ".", ".": ".", "comma": ",", ",": ","}
    if decimal not in signs:
        raise BadData(f"--decimal: found '{decimal}', expected point or comma")
    return signs[decimal]
