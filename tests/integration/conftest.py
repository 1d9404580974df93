"""Here everything runs as the role that the application has in the database, behind the walls."""

from __future__ import annotations

import pytest
from django.db import connection

from kinwork.platform.embedded import APP_ROLE


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
