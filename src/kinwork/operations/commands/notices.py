"""``kinwork notices send-daily``: the email of the day, for a timer; and the same from within ``kinwork serve``."""

from __future__ import annotations

import logging
from datetime import time
from threading import Event, Thread

import typer

from kinwork.platform import embedded
from kinwork.platform.console import set_up, stop

log = logging.getLogger(__name__)
LOOKS_EVERY = 300  # seconds
commands = typer.Typer(help="What is new for people, by email.", no_args_is_help=True)


@commands.command("send-daily")
def send_daily() -> None:
    """Email everyone who has something new since yesterday. Once a day each, however often this is run."""
    with embedded.database():
        set_up()
        from kinwork.notices import daily
        from kinwork.transfers.actions import raise_overdue

        raise_overdue()  # before the emails, so that they tell of it
        written = daily.send_daily()
    typer.echo(f"{written:,} emails.")


@commands.callback()
def _group() -> None:
    """What is new for people, by email."""


def clock(words: str) -> time | None:
    """A time of day as the setting has it; nothing for nothing."""
    if not words:
        return None
    try:
        return time.fromisoformat(words)
    except ValueError:
        raise stop(f"KINWORK_DIGEST_AT: found '{words}', expected a time such as 07:30, or nothing") from None


def every_day() -> Event | None:
    """From now on the emails of the day are sent beside the server, from the hour that is set; ``set()`` ends it."""
    from django.conf import settings

    at = clock(settings.KINWORK_DIGEST_AT)
    if at is None or (settings.IS_DEVELOPMENT and not settings.EMAIL_HOST):
        return None
    ended = Event()
    Thread(target=_look, args=(at, ended), name="kinwork daily", daemon=True).start()
    return ended


def _look(at: time, ended: Event) -> None:
    while not ended.wait(LOOKS_EVERY):
        send_if_time(at)


def send_if_time(at: time) -> int:
    """Send what is due today, if it is late enough. A problem is noted without its words, and tried again later."""
    from django.db import connections
    from django.utils import timezone

    from kinwork.notices import daily
    from kinwork.transfers.actions import raise_overdue

    if timezone.localtime().time() < at:
        return 0
    try:
        raise_overdue()
        return daily.send_daily()
    except Exception as problem:
        log.error("The emails of the day could not be sent: %s", type(problem).__name__)
        return 0
    finally:
        connections.close_all()


def register(app: typer.Typer) -> None:
    """Put these commands on ``kinwork``."""
    app.add_typer(commands, name="notices")
