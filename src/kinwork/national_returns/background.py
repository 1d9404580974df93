"""Looks in the background: one after the other, by the worker that makes bundles too (docs/adr/0125)."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import JobAborted

from kinwork.bundles.background import QUEUE, TRIES
from kinwork.returns.years import year_on

from . import looking
from .models import Look

log = logging.getLogger(__name__)


@queue.task(
    name="kinwork.national_returns.look",
    queue=QUEUE,
    pass_context=True,
    retry=RetryStrategy(max_attempts=TRIES, linear_wait=20),
)
def look(context: JobContext, look_id: int) -> None:
    """Work a look out. What goes wrong by chance is tried again."""
    try:
        looking.look(look_id, context.should_abort)
    except looking.Stopped:
        raise JobAborted from None
    except Exception as problem:
        # Its words may hold what stands in a record: only its kind is noted.
        log.error("Look %s at the returns could not be worked out: %s", look_id, type(problem).__name__)
        if context.job.attempts >= TRIES:
            looking.fail(look_id, f"It failed {TRIES} times ({type(problem).__name__}). Ask whoever runs Kinwork.")
        raise RuntimeError(type(problem).__name__) from None


@queue.periodic(cron="7 4 * * *")
@queue.task(name="kinwork.national_returns.every_night", queue=QUEUE, queueing_lock="kinwork.national_returns.night")
def every_night(timestamp: int) -> None:
    """In the morning, both pages say what the record says."""
    today = timezone.localdate()
    with transaction.atomic():
        defer(Look.objects.create(year=year_on(today), on=today, at=timezone.now()).pk)


def defer(look_id: int) -> None:
    """Ask for a look: in the transaction that makes its row."""
    look.configure(lock="national returns").defer(look_id=look_id)
