"""``kinwork genogram FILE``: draws a family file, without any database."""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kinwork.platform.console import say, stop

if TYPE_CHECKING:
    from kinwork.genogram import Family


def genogram(
    file: Annotated[str, typer.Argument(help="A family as YAML or JSON; - reads standard input.")],
    format: Annotated[str, typer.Option("--format", help="svg, json or text.")] = "svg",
    output: Annotated[str, typer.Option("--output", help="Where to write; - is standard output.")] = "-",
) -> None:
    """Draw a family: everybody once, generations in rows, in the standard symbols."""
    if format not in ("svg", "json", "text"):
        raise stop(f"--format: found '{format}', expected svg, json or text")
    text = _read(file)
    from kinwork.genogram import ImpossibleFamily, check, from_text

    try:
        family = from_text(text)
        findings = check(family)
        if any(one.impossible for one in findings):
            raise ImpossibleFamily([one for one in findings if one.impossible])
        made = _made(family, format)
    except ImpossibleFamily as problem:
        more = len(problem.findings) - 1
        said = f"{file}: {problem.findings[0]}"
        raise stop(said + (f" (and {more} more)" if more else "")) from None
    except Exception as problem:
        at = traceback.extract_tb(problem.__traceback__)[-1]
        fault = f"{type(problem).__name__} in {Path(at.filename).name}, line {at.lineno}"
        # a picture that fails takes the words with it no more than on a page
        instead = "" if format == "text" else "; --format text tells the same family in words"
        raise stop(f"{file}: could not be drawn, a fault of Kinwork's own ({fault}){instead}") from None
    for finding in findings:
        say(f"kinwork: {file}: {finding} (drawn all the same)")
    _write(output, made)


def _made(family: Family, format: str) -> str:
    from kinwork.genogram import describe, draw_svg, lay_out

    if format == "text":
        return describe(family)
    layout = lay_out(family)
    return (draw_svg(layout) if format == "svg" else json.dumps(layout.as_plain(), indent=1, ensure_ascii=False)) + "\n"


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
