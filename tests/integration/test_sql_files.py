"""The database's functions stand in files, and what stands in them is what the database does."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from kinwork.cases.models import Allocation, Involvement
from kinwork.cases.queries import unit_holding
from kinwork.people.naming import BEFORE_A_NAME
from kinwork.platform import row_level_security, sql_files
from kinwork.row_level_security import Policy, Tables
from tests.factories import actor, family_in, unit_with_staff

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


def test_which_unit_holds_a_family_is_planned_as_if_it_were_written_out():
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN SELECT h.* FROM families_family f LEFT JOIN LATERAL kinwork_holding(f.id) h ON true")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "cases_allocation" in plan
    assert "Function Scan" not in plan


def test_the_unit_that_holds_a_family_is_that_of_its_last_involvement(rowan):
    other, _ = unit_with_staff("Hazel", prefix="h-")
    family = family_in(rowan.unit, opened=date(2020, 1, 1))
    held = Allocation.objects.get(involvement__family=family)
    Allocation.objects.filter(pk=held.pk).update(during=DateRange(date(2020, 1, 1), date(2020, 6, 1)))
    Allocation.objects.create(involvement=held.involvement, unit=other, during=DateRange(date(2020, 6, 1), None))
    actor(rowan.grace)
    assert unit_holding(family.pk) == other.pk == value(f"SELECT kinwork_unit_of({family.pk})")
    Involvement.objects.filter(family=family).update(closed_on=date(2021, 1, 1), closed_by=rowan.grace)
    assert unit_holding(family.pk) == other.pk, "also when it is closed"
    again = Involvement.objects.create(
        family=family, opened_on=date(2022, 1, 1), why_open="Again.", trying_to_do="Make things safer."
    )
    assert unit_holding(family.pk) is None, "opened again, and nobody's yet: not the unit's that had it once"
    Allocation.objects.create(involvement=again, unit=rowan.unit, during=DateRange(date(2022, 1, 1), None))
    assert unit_holding(family.pk) == rowan.unit.pk
