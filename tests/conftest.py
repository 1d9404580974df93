"""Fixtures of the whole test run."""

from __future__ import annotations

import fcntl
import gc
import os
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from factory.random import reseed_random

from kinwork.platform import embedded
from tests.pages import Client

from . import factories
from .day_of_run import of_this_day

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

# What takes longest begins first, so that no core is left waiting for it at the end.
LONGEST_FIRST = [
    "tests/browser",
    "tests/integration/test_nonsense.py",
    "tests/integration/test_each_role.py",
    "tests/integration/test_policies.py",
    "tests/integration/test_backup.py",
    "tests/integration/test_command.py",
    "tests/integration/test_installing.py",
    "tests/integration/test_every_reading_is_noted.py",
    "tests/property",
]


def _room_first(item: pytest.Item) -> int:
    return next((n for n, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start)), len(LONGEST_FIRST))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In a run on several cores (``-n 2``); otherwise in the order that pytest-django gives."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=_room_first)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What has been loaded stays to the end; to look through it for what can be thrown away is a tenth of the run.

    Nor was it looked through while it was loaded (``tests/settings.py``).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log) -> LoadScopeScheduling:
    """Whoever has nothing left to do takes the next file whole, since its tests share what they are set in.

    All of the browser's files are one, and come first: they share a server and a browser. Two browsers at once would
    take each other's core, and what people do within a second would take several.
    """
    from xdist.scheduler import LoadScopeScheduling

    class WholeFiles(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return "tests/browser" if file.startswith("tests/browser/") else file

    config.option.loadscopereorder = False  # it would begin with the files that hold most tests
    return WholeFiles(config, log)


_of_which: list[str] = []  # the file whose tests run


def _give_way(file: str) -> None:
    """In a run on several cores the browser goes first: what people do within a second is to take no longer beside
    the rest.
    """
    if "PYTEST_XDIST_WORKER" in os.environ and not file.startswith("tests/browser/"):
        os.nice(max(0, 10 - os.nice(0)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """The same made-up names each time: else a test that looks for "Ada" fails on the day somebody is called Adams.

    Before the first test of a file, also the day that it is.
    """
    module = item.getparent(pytest.Module)
    if module is not None and _of_which[-1:] != [module.nodeid]:
        _of_which[:] = [module.nodeid]
        of_this_day(module.obj)
        _give_way(module.nodeid)
    reseed_random(item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object]):
    """Workers make their databases one after another: each locks all tables and indexes, and the server knows of so
    many locks as two of them need.
    """
    if fixturedef.argname not in ("django_db_setup", "database"):
        return (yield)
    with (embedded.var_folder() / "test-databases.lock").open("w") as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        return (yield)


@pytest.fixture
def rowan(db) -> SimpleNamespace:
    """A systemic unit with its members as attributes (grace, tom, priya, maureen, leah) and ``unit``."""
    unit, staff = factories.unit_with_staff()
    return SimpleNamespace(unit=unit, **staff)


@pytest.fixture
def client() -> Client:
    """In place of pytest-django's: reads pages as a browser shows them."""
    return Client()


@pytest.fixture
def sign_in(client: Client):
    """Sign somebody in and give their client."""

    def as_(who) -> Client:
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.defaults["HTTP_ACCEPT"] = "text/html"
        return client

    return as_
