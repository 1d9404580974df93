"""``kinwork obligations``: what is due, worked out anew; and the same every day from within ``kinwork serve``."""

from __future__ import annotations

import logging
from datetime import date
from threading import Thread
from time import sleep

import typer

from kinwork.platform import embedded
from kinwork.platform.console import set_up

log = logging.getLogger(__name__)
LOOKS_EVERY = 600  # seconds


def obligations() -> None:
    """Work out anew what is due in every open family. A birthday may bring something that no one recorded."""
    with embedded.database():
        set_up()
        from kinwork.obligations.rebuilding import rebuild_all

        number = rebuild_all()
    typer.echo(f"{number:,} families.")


def every_day() -> None:
    """From now on it is worked out beside the server, when a day has begun."""
    Thread(target=_look, name="kinwork due", daemon=True).start()


def _look() -> None:
    done = None
    while True:
        done = if_new_day(done)
        sleep(LOOKS_EVERY)


def if_new_day(done: date | None) -> date | None:
    """Work it out if that was not done today; the day on which it was done last. A problem is tried again later."""
    from django.db import connections
    from django.utils import timezone

    from kinwork.approvals.actions import send_up
    from kinwork.obligations.rebuilding import rebuild_all

    today = timezone.localdate()
    if done == today:
        return done
    try:
        rebuild_all(today)
        send_up()
    except Exception as problem:
        log.error("What is due could not be worked out: %s", type(problem).__name__)
        return done
    finally:
        connections.close_all()
    return today


def register(app: typer.Typer) -> None:
    """Put this command on ``kinwork``."""
    app.command()(obligations)
