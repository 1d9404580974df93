"""Work in the background: a queue in the database itself (procrastinate), and whoever works it off.

A job's arguments are ids. It runs as the person who asked; what it may read is what they may read. One that was cut
off, because its worker was killed or the machine stopped, is begun again by the next worker and goes on where it was.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import JobAborted

from kinwork.record import attaching
from kinwork.surveys import actions as surveys
from kinwork.training import coaching

from . import making

QUEUE = "bundles"
TRIES = 5
DEAD_AFTER = 30  # seconds without a sign of life
STOP_WITHIN = 20  # seconds for the part in hand
log = logging.getLogger(__name__)


@queue.task(
    name="kinwork.bundles.make",
    queue=QUEUE,
    pass_context=True,
    retry=RetryStrategy(max_attempts=TRIES, linear_wait=20),
)
def make(context: JobContext, bundle_id: int, user_id: int) -> None:
    """Make a bundle. What goes wrong by chance is tried again; what is wrong for good is said on its page."""
    try:
        making.make(bundle_id, user_id, context.should_abort)
    except making.Stopped:
        raise JobAborted from None
    except Exception as problem:
        # Its words may name somebody: only its kind is noted.
        log.error("Bundle %s could not be made: %s", bundle_id, type(problem).__name__)
        if context.job.attempts >= TRIES:
            making.fail(bundle_id, f"It failed {TRIES} times ({type(problem).__name__}). Ask whoever runs Kinwork.")
        raise RuntimeError(type(problem).__name__) from None


@queue.periodic(cron="* * * * *")
@queue.task(name="kinwork.bundles.again", queue=QUEUE, queueing_lock="kinwork.bundles.again")
async def again(timestamp: int) -> None:
    """What was cut off begins again."""
    await begin_again()


@queue.periodic(cron="17 3 * * *")
@queue.task(name="kinwork.bundles.let_expire", queue=QUEUE, queueing_lock="kinwork.bundles.let_expire")
def let_expire(timestamp: int) -> None:
    """What was kept long enough goes."""
    making.let_expire(timezone.localdate())


@queue.periodic(cron="37 3 * * *")
@queue.task(name="kinwork.record.let_files_go", queue=QUEUE, queueing_lock="kinwork.record.let_files_go")
def let_files_go(timestamp: int) -> None:
    """Files that no entry ever had."""
    attaching.let_go(timezone.now())


@queue.periodic(cron="7 6 * * *")
@queue.task(name="kinwork.surveys.move_on", queue=QUEUE, queueing_lock="kinwork.surveys.move_on")
def move_surveys_on(timestamp: int) -> None:
    """Staff surveys that open, remind or close today."""
    surveys.move_on(timezone.localdate())


@queue.periodic(cron="41 6 * * *")
@queue.task(name="kinwork.training.remind", queue=QUEUE, queueing_lock="kinwork.training.remind")
def remind_of_practising(timestamp: int) -> None:
    """What colleagues practise that is due today."""
    coaching.remind(timezone.localdate())


async def begin_again() -> int:
    """Give back to the queue what a worker had in hand that is no more."""
    stalled = list(await queue.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=DEAD_AFTER))
    for job in stalled:
        await queue.job_manager.retry_job(job)
    return len(stalled)


def defer(bundle_id: int) -> None:
    """Ask for a bundle to be made: in the transaction that asks for it, so that neither is there without the other."""
    from .models import Bundle

    user_id = Bundle.objects.values_list("by_id", flat=True).get(pk=bundle_id)
    make.configure(lock=f"bundle {bundle_id}").defer(bundle_id=bundle_id, user_id=user_id)


def work(*, until_empty: bool = False, **options: Any) -> None:
    """Work the queue off until a signal comes; ``until_empty``: until nothing is left in it."""
    with queue.replace_connector(queue.connector.get_worker_connector()):  # type: ignore[attr-defined]
        queue.run_worker(
            queues=[QUEUE],
            name="kinwork",
            wait=not until_empty,
            delete_jobs="successful",
            shutdown_graceful_timeout=STOP_WITHIN,
            stalled_worker_timeout=DEAD_AFTER,
            **options,
        )


def waiting_since() -> timedelta | None:
    """For how long the oldest job that could be done has waited; nothing where none does. One statement."""
    from kinwork.access.sql import tuples

    [(seconds,)] = tuples(
        "SELECT extract(epoch FROM now() - min(e.at))::float FROM procrastinate_jobs j "
        "JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred' "
        "WHERE j.status = 'todo' AND j.queue_name = %(queue)s AND coalesce(j.scheduled_at, now()) <= now()",
        queue=QUEUE,
    )
    return None if seconds is None else timedelta(seconds=seconds)
