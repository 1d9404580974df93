"""Here everything runs as the role that the application has in the database, behind the walls."""

from __future__ import annotations

import shutil

import pytest
from django.db import connection, transaction

from kinwork.platform.embedded import APP_ROLE
from tests.servers import folder_of_servers


@pytest.fixture(autouse=True)
def as_the_application(request):
    """Lowered to the application's role for the length of a test that has a database."""
    if not {"db", "transactional_db"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APP_ROLE}")
    yield
    with connection.cursor() as cursor:
        if not connection.needs_rollback:
            cursor.execute("RESET ROLE")


@pytest.fixture(scope="module")
def one_scene(django_db_setup, django_db_blocker):
    """A transaction around all tests of a file, as the application: what the file's own fixtures of this scope make in
    it is there for each test, and each test takes back only what it did itself.

    For a scene that takes long to make. Not beside tests that commit (``transactional_db``); and what the scene gives
    is only read (ids, for example), since what tests change of Python's objects nobody takes back.
    """
    with django_db_blocker.unblock():
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {APP_ROLE}")
            _scenes.append(1)
            yield
            _scenes.pop()
            transaction.set_rollback(True)
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


_scenes: list[int] = []  # the one that is set, if one is


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest):
    """What a scene leaves for the end of its transaction (keys to other tables) is looked at when it is made.

    Else every test of the file does so again at its end, for the whole scene, and takes that back too.
    """
    made = yield
    if fixturedef.scope == "module" and _scenes:
        connection.check_constraints()
    return made


@pytest.fixture
def as_owner():
    """Back to the tables' owner, in a ``with`` block: for setting a scene, or for what only an operator may do."""
    from contextlib import contextmanager

    @contextmanager
    def owner():
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        yield
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {APP_ROLE}")

    return owner


@pytest.fixture
def place():
    """A folder for servers, that the unprivileged account may enter which root has to lower itself to."""
    folder = folder_of_servers()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
