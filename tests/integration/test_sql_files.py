"""The database's functions stand in files, and what stands in them is what the database does."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.db import connection

from kinwork.people.naming import BEFORE_A_NAME
from kinwork.platform import row_level_security, sql_files
from kinwork.row_level_security import Policy, Tables

pytestmark = pytest.mark.django_db

CREATED = re.compile(r"CREATE (?:OR REPLACE )?FUNCTION (\w+)\s*\(", re.IGNORECASE)


def value(sql: str):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_every_function_of_ours_in_the_database_has_its_file():
    said = [name for statement in sql_files.statements() for name in CREATED.findall(statement)]
    assert len(said) == len(set(said)), "no function stands in two places"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE proname LIKE 'kinwork\\_%' OR proname = '_pgh_attach_context'"
        )
        assert {name for (name,) in cursor.fetchall()} == set(said)


def test_all_of_it_may_be_installed_again_and_changes_nothing(as_owner):
    everything = """
        SELECT md5(string_agg(what, '' ORDER BY what)) FROM (
            SELECT pg_get_functiondef(p.oid) || coalesce(p.proacl::text, '') FROM pg_proc p
            WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
            UNION ALL SELECT concat_ws(' ', tablename, qual, with_check) FROM pg_policies
            UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
            UNION ALL SELECT relname || coalesce(relacl::text, '') FROM pg_class
        ) AS said (what)"""
    with as_owner():
        before = value(everything)
        sql_files.install()
        assert value(everything) == before


def test_a_changed_file_is_a_changed_function(as_owner, tmp_path, monkeypatch):
    (tmp_path / "sql").mkdir()
    body = "CREATE OR REPLACE FUNCTION kinwork_told() RETURNS text LANGUAGE sql AS $$ SELECT '{}' $$;"
    file = tmp_path / "sql" / "told.sql"
    room = SimpleNamespace(name="kinwork.visits", path=str(tmp_path))
    rooms = [*row_level_security.rooms(), room]
    monkeypatch.setattr(sql_files.row_level_security, "rooms", lambda: rooms)
    monkeypatch.setattr(sql_files.row_level_security, "apply", lambda using: None)
    with as_owner():
        for word in ("before", "after"):
            file.write_text(body.format(word))
            sql_files.install()
            assert value("SELECT kinwork_told()") == word


def test_two_rooms_do_not_speak_for_the_same_rows(monkeypatch):
    twice = Tables(policies={"families_family": Policy("true")})
    monkeypatch.setattr(row_level_security, "THIRD_PARTIES", twice)
    with pytest.raises(ValueError, match="families_family"):
        row_level_security.declared()


def test_the_search_joins_the_same_small_words_as_the_index():
    assert value("SELECT kinwork_before_a_name()") == list(BEFORE_A_NAME)
