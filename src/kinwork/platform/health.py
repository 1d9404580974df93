"""Whether the database answers, asked so that nobody waits long for a database that does not."""

from __future__ import annotations

import threading
from concurrent.futures import Future

from django.db import Error, connection

PATIENCE = 2.0  # seconds; whoever watches a machine takes longer for an answer of its own
_lock = threading.Lock()
_asked: Future[bool] | None = None


def database_answers() -> bool:
    """Ask it beside the request. While one question is still out, no second one is sent after it."""
    global _asked
    with _lock:
        if _asked is None or _asked.done():
            _asked = Future()
            # A daemon: ending the server does not wait for what never comes.
            threading.Thread(target=_ask, args=[_asked], name="kinwork health", daemon=True).start()
        asked = _asked
    try:
        return asked.result(timeout=PATIENCE)
    except TimeoutError:
        return False


def _ask(asked: Future[bool]) -> None:
    answered = False
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        answered = True
    except Error:
        pass
    finally:
        connection.close()  # back to the pool: this thread is no request, at whose end Django would
        asked.set_result(answered)
