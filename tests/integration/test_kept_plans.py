"""What a test took back does not make PostgreSQL plan every hand-written read anew; what changed tables does."""

import pytest
from django.db import connection, transaction
from psycopg import Cursor

from kinwork.access import sql

pytestmark = pytest.mark.django_db
ASKED = "SELECT count(*), 'kept' FROM access_user"


def is_prepared() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement = %s", [ASKED])
        return bool(cursor.fetchone()[0])


def test_a_plan_stays_after_a_rollback_until_tables_change():
    with transaction.atomic():
        sql.tuples(ASKED)
        transaction.set_rollback(True)
    assert is_prepared()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE changes (id bigint)")
        cursor.execute("ALTER TABLE changes ADD words text")
    assert not is_prepared()


def test_nor_is_it_gone_after_all_was_taken_back():
    other = connection.copy()  # made as Django makes each
    try:
        other.ensure_connection()
        other.set_autocommit(False)
        Cursor(other.connection).execute(ASKED, prepare=True)
        other.rollback()
        Cursor(other.connection).execute(ASKED, prepare=True)
        [(plans,)] = other.connection.execute("SELECT generic_plans FROM pg_prepared_statements").fetchall()
    finally:
        other.close()
    assert plans == 2
