"""Each night recordings whose time is over are deleted, in the queue that all of Kinwork has."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app as queue

from kinwork.bundles.background import QUEUE

from . import keeping


@queue.periodic(cron="47 2 * * *")
@queue.task(name="kinwork.observation.let_recordings_go", queue=QUEUE, queueing_lock="kinwork.observation.let_go")
def let_recordings_go(timestamp: int) -> None:
    """What was kept to its last day."""
    keeping.let_go(timezone.localdate())
