"""``kinwork due``: what is due for each child of a file of events. Needs no database and imports no Django."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kinwork.platform.console import stop

if TYPE_CHECKING:
    from kinwork.clocks.events import Event
    from kinwork.clocks.obligation import Obligation
    from kinwork.clocks.rules import Rules

CHUNK = 1 << 18  # characters written at once


def due(
    events: Annotated[Path, typer.Option(help="Events as CSV: child, event, date; time, detail, recorded.")],
    rules: Annotated[str, typer.Option(help="Whose rules: england.")] = "england",
    on: Annotated[str, typer.Option(help="As of which day, such as 2026-11-28; else today.", metavar="DATE")] = "",
    local: Annotated[Path | None, typer.Option(help="The authority's own periods, as YAML.")] = None,
    format: Annotated[str, typer.Option("--format", help="text, json or csv.")] = "text",
) -> None:
    """What is due for each child: why, since when, by when, what met it, how late, by which law or guidance."""
    from kinwork.clocks.event_rows import EventRows, day_of

    from ..due_formats import FORMATS
    from ..event_file import BadFile, children

    if format not in FORMATS:
        raise stop(f"--format: found '{format}', expected text, json or csv")
    day = day_of(on) if on else date.today()  # noqa: DTZ011 the day where the command is run
    if day is None:
        raise stop(f"--on: found '{on}', expected a day that exists, such as 2026-11-28")
    book = _rules(rules, local)
    collects = gc.isenabled()
    gc.disable()  # millions of small things, and no circle among them
    try:
        with _bar(events) as tell:
            found = children(events, EventRows(book.ids), progress=tell)
            _write(FORMATS[format](_owed(found, day, book), book.name, day))
    except BadFile as problem:
        raise stop(f"{events}: {problem}") from None
    except BrokenPipeError:  # whoever read it has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as problem:
        raise stop(f"{events}: not done: {problem.strerror or problem}") from None
    finally:
        if collects:
            gc.enable()


@contextmanager
def _bar(events: Path) -> Iterator[Callable[[int], object] | None]:
    """How far it has got, for whoever waits at a terminal while the answer goes elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty() or not events.is_file():
        yield None
        return
    with typer.progressbar(length=2 * events.stat().st_size, label="What is due", file=sys.stderr) as bar:
        yield bar.update


def _rules(name: str, local: Path | None) -> Rules:
    from kinwork.clocks.local_rules import BadLocalRules, with_local
    from kinwork.clocks.rules import england

    if name != "england":
        raise stop(f"--rules: found '{name}', expected england")
    if local is None:
        return england()
    try:
        return with_local(england(), local.read_text(encoding="utf-8-sig"))
    except BadLocalRules as problem:
        raise stop(f"{local}: {problem}") from None
    except UnicodeDecodeError:
        raise stop(f"{local}: not UTF-8 text, expected YAML") from None
    except OSError as problem:
        raise stop(f"{local}: {problem.strerror or problem}, expected a YAML file of local rules") from None


def _owed(found: Iterator[tuple[str, list[Event]]], day: date, book: Rules) -> Iterator[tuple[str, list[Obligation]]]:
    from kinwork.clocks.engine import obligations_of

    for child, events in found:
        yield child, obligations_of(events, day, book)


def _write(parts: Iterator[str]) -> None:
    held: list[str] = []
    size = 0
    out = sys.stdout.buffer
    for part in parts:
        held.append(part)
        size += len(part)
        if size > CHUNK:
            out.write("".join(held).encode("utf-8", "replace"))
            held, size = [], 0
    out.write("".join(held).encode("utf-8", "replace"))
    out.flush()
