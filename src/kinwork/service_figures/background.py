"""Counted every night, in the queue that works beside the server (docs/adr/0125)."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app as queue

from . import actions

log = logging.getLogger(__name__)


@queue.periodic(cron="41 3 * * *")
@queue.task(name="kinwork.service_figures.count", queue="bundles", queueing_lock="kinwork.service_figures.count")
def count(timestamp: int) -> None:
    """All indicators anew. A figure that cannot be counted is nobody's to read in a log: only what kind of problem."""
    try:
        actions.count_now(None)
    except Exception as problem:
        log.error("The indicators could not be counted: %s", type(problem).__name__)
        raise RuntimeError(type(problem).__name__) from None
