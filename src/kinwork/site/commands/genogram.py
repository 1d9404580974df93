"""``kinwork genogram FILE``: draws a family file, without any database."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from ..say import say, stop


def genogram(
    file: Annotated[str, typer.Argument(help="A family as YAML or JSON; - reads standard input.")],
    format: Annotated[str, typer.Option("--format", help="svg, json or text.")] = "svg",
    output: Annotated[str, typer.Option("--output", help="Where to write; - is standard output.")] = "-",
) -> None:
    """Draw a family: everybody once, generations in rows, in the standard symbols."""
    if format not in ("svg", "json", "text"):
        raise stop(f"--format: found '{format}', expected svg, json or text")
    text = _read(file)
    from kinwork.genogram import ImpossibleFamily, check, describe, draw_svg, from_text, lay_out

    try:
        family = from_text(text)
        layout = lay_out(family)
    except ImpossibleFamily as problem:
        more = len(problem.findings) - 1
        said = f"{file}: {problem.findings[0]}"
        raise stop(said + (f" (and {more} more)" if more else "")) from None
    for finding in check(family):
        say(f"kinwork: {file}: {finding} (drawn all the same)")
    if format == "svg":
        made = draw_svg(layout) + "\n"
    elif format == "json":
        made = json.dumps(layout.as_plain(), indent=1, ensure_ascii=False) + "\n"
    else:
        made = describe(family)
    _write(output, made)


def _read(file: str) -> str:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8")
    except OSError as problem:
        raise stop(f"{file}: {problem.strerror or problem}, expected a family file") from None
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise stop(f"{file}: line {line}: not UTF-8 text, expected YAML or JSON") from None


def _write(output: str, made: str) -> None:
    if output == "-":
        sys.stdout.buffer.write(made.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    try:
        Path(output).write_text(made, encoding="utf-8")
    except OSError as problem:
        raise stop(f"{output}: {problem.strerror or problem}, expected a file to write") from None
