"""``kinwork layouts``: layouts of documents, as files. Needs no database and imports no Django."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kinwork.platform.console import stop

layouts = typer.Typer(help="Layouts of documents: files that an authority can change.", no_args_is_help=True)


@layouts.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="The layout, as YAML.")],
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Whether a file is a layout: all that is wrong, each with its line and with what would be right."""
    from kinwork.layouts.reading import MOST_LETTERS, NoLayout, read_layout

    if format not in ("text", "json"):
        raise stop(f"--format: found '{format}', expected text or json")
    try:
        with file.open(encoding="utf-8-sig") as opened:
            text = opened.read(MOST_LETTERS + 1)
    except UnicodeDecodeError:
        raise stop(f"{file}: this is no text in UTF-8") from None
    except OSError as problem:
        raise stop(f"{file}: {problem.strerror or problem}") from None
    try:
        layout = read_layout(text)
    except NoLayout as wrong:
        problems = [
            {"line": one.line, "where": one.where, "what": one.what, "right": one.right} for one in wrong.problems
        ]
        said = [f"{file}: {one}" for one in wrong.problems]
        typer.echo(
            json.dumps({"layout": None, "problems": problems}, indent=2) if format == "json" else "\n".join(said)
        )
        raise typer.Exit(1) from None
    if format == "json":
        found = {"key": layout.key, "name": layout.name, "version": layout.version, "sections": len(layout.sections)}
        typer.echo(json.dumps({"layout": found, "problems": []}, indent=2))
    else:
        typer.echo(f"{layout.name}, version {layout.version}: {len(layout.sections)} sections. Nothing wrong.")


@layouts.command("print")
def print_layout(
    key: Annotated[str, typer.Argument(help="Which; without one, all that there are.")] = "",
) -> None:
    """A layout that comes with Kinwork, to copy and change; or what there are."""
    from kinwork.layouts.reading import layout_from, shipped

    texts = shipped()
    if not key:
        for name, text in texts.items():
            typer.echo(f"{name:30} {layout_from(text).name}")
    elif key in texts:
        typer.echo(texts[key], nl=False)
    else:
        raise stop(f"there is no layout '{key}', expected one of: {', '.join(texts)}")
