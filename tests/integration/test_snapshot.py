"""An empty database gets all its tables at once: the same ones, and only where it is empty."""

from __future__ import annotations

import os
import subprocess

import psycopg
import pytest
from django.core.management import call_command
from django.db import DataError, connection
from psycopg.conninfo import make_conninfo

from kinwork.operations.backup import tool
from kinwork.platform import embedded, schema_loader


@pytest.fixture
def empty_database(django_db_blocker):
    """A database of this test alone, as the one that Django is connected to; its connection string."""
    url, name = os.environ["DATABASE_URL"], f"kinwork_snapshot_{os.getpid()}"
    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), psycopg.connect(make_conninfo(url, dbname="postgres"), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        connection.close()
        connection.settings_dict["NAME"] = name
        yield make_conninfo(url, dbname=name)
        connection.close()
        connection.settings_dict["NAME"] = usual
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_what_is_loaded_is_what_the_migrations_made(empty_database):
    assert schema_loader.load(connection)
    version = int(schema_loader.header(schema_loader.kept())["PostgreSQL"])
    command = [tool("pg_dump", version), "--schema-only", "--no-owner", "--no-privileges", f"--dbname={empty_database}"]
    dump = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert schema_loader.without_session_settings(dump) in schema_loader.kept()
    connection.close()
    call_command("migrate", check_unapplied=True, verbosity=0, interactive=False)  # status 1 were there more to do
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_policies")
        assert cursor.fetchone()[0] > 30, "the walls stand too"


def test_what_was_cut_off_is_begun_anew(empty_database, monkeypatch):
    whole = schema_loader._pieces
    monkeypatch.setattr(schema_loader, "_pieces", lambda sql: [*list(whole(sql))[:4], "SELECT 1 / 0"])
    with pytest.raises(DataError):
        schema_loader.load(connection)
    assert len(connection.introspection.table_names()) > 400, "some of it is there, and its mark"
    monkeypatch.setattr(schema_loader, "_pieces", whole)
    assert schema_loader.load(connection)
    assert schema_loader.BEING_MADE not in connection.introspection.table_names()
    assert not schema_loader.load(connection), "whole, and not made twice"


def test_no_transaction_takes_more_locks_than_a_server_has_for_each_of_many(empty_database, monkeypatch):
    """Of a PostgreSQL as it comes: 64 for each of 100 connections, of which this may have half."""
    taken = []
    with psycopg.connect(empty_database, autocommit=True) as beside:

        def pieces(sql):
            for piece in whole(sql):
                yield f"{piece} SELECT pg_notify('made', count(*)::text) FROM pg_locks WHERE pid = pg_backend_pid();"

        whole = schema_loader._pieces
        monkeypatch.setattr(schema_loader, "_pieces", pieces)
        beside.execute("LISTEN made")
        assert schema_loader.load(connection)
        taken = [int(one.payload) for one in beside.notifies(timeout=2, stop_after=7)]
    assert len(taken) == len(list(whole(schema_loader.kept())))
    assert max(taken) < 64 * 100 / 2


def test_the_embedded_server_has_locks_for_all_tables_at_once(empty_database):
    with psycopg.connect(empty_database) as connected:
        [where] = connected.execute("SHOW data_directory").fetchone()
        if not where.endswith("test-postgres"):
            pytest.skip("a server that was given is its operator's")
        assert connected.execute("SHOW max_locks_per_transaction").fetchone() == (str(embedded.ENOUGH_LOCKS),)


def test_a_database_that_has_a_table_is_migrated_as_ever(empty_database):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE somebody_elses (id int)")
    assert not schema_loader.load(connection)
    assert connection.introspection.table_names() == ["somebody_elses"]


def test_a_server_older_than_the_snapshot_is_migrated_as_ever(empty_database, monkeypatch):
    newer = schema_loader.kept().replace("-- PostgreSQL: 18", "-- PostgreSQL: 99", 1)
    monkeypatch.setattr(schema_loader, "kept", lambda: newer)
    assert not schema_loader.load(connection)
    assert not connection.introspection.table_names()
