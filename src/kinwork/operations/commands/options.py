"""What commands without a database share: how bad input is said, and options that several take."""

from __future__ import annotations

import typer

from kinwork.statistics.labels import KEEP
from kinwork.statistics.problems import BadData


def stop(problem: BadData) -> typer.Exit:
    """Bad input: one line on stderr, status 2."""
    typer.echo(f"kinwork: {' '.join(str(problem).split())}", err=True)
    return typer.Exit(2)


def checked_format(format: str) -> None:
    if format not in ("text", "json"):
        raise BadData(f"--format: found '{format}', expected text or json")


def decimal_sign(decimal: str) -> str:
    """The sign itself, from its name or itself; "auto" leaves it to the cells."""
    signs = {"auto": "auto", "point": ".", ".": ".", "comma": ",", ",": ","}
    if decimal not in signs:
        raise BadData(f"--decimal: found '{decimal}', expected auto, point or comma")
    return signs[decimal]


def checked_labels(labels: str) -> str:
    """What becomes of labels that differ only by capitals or blanks."""
    if labels not in KEEP:
        raise BadData(f"--labels: found '{labels}', expected {', '.join(KEEP[:-1])} or {KEEP[-1]}")
    return labels
