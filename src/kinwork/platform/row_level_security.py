"""The second wall (docs/adr/0008): what PostgreSQL itself keeps from the application, however it is asked.

The application connects as a role that owns nothing and cannot bypass row-level security. Rows of a restricted family
are there only for its listed people, its guardian, and whoever has opened it in an emergency; the audit log can only
grow. The policies in code are the first wall; a forgotten filter there, or raw SQL, does not get past this one.

What holds for which table, each room says itself (its ``row_level_security.py``). Here it is applied: anew after every
migration, as the owner of the tables. Nothing depends on what stood before.

PostgreSQL does it; ours are the conditions, because who may know of a restricted family is no tenant's number.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.db import connections

from kinwork.row_level_security import Policy, Tables

from .embedded import APP_ROLE

# Sessions, ways of signing in, counted failures, what is seen and sent: not of Kinwork's record, and may go.
OF_THE_HOUSE = ("django_", "auth_", "account_", "axes_", "mfa_", "socialaccount_", "notices_", "procrastinate_")
THIRD_PARTIES = Tables(read_only=("django_migrations",))

ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
        CREATE ROLE {APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    END IF;
END $$;
"""
GRANTS = f"""
GRANT USAGE ON SCHEMA public TO {APP_ROLE};
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
REVOKE DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public FROM {APP_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
"""


def rooms() -> list[AppConfig]:
    """Kinwork's apps, each after those that it knows: in the order of ``INSTALLED_APPS``."""
    return [config for config in apps.get_app_configs() if config.name.startswith("kinwork.")]


def declared() -> Tables:
    """What all rooms say, as one. A table whose rows two rooms speak for is an error."""
    said = [THIRD_PARTIES]
    for room in rooms():
        name = f"{room.name}.row_level_security"
        if room.name != __package__ and find_spec(name):
            said.append(import_module(name).TABLES)
    policies: dict[str, Policy] = {}
    also: dict[str, list[str]] = {}
    for tables in said:
        if twice := policies.keys() & tables.policies.keys():
            raise ValueError(f"Two rooms say for whom the rows of {min(twice)} are there.")
        policies |= tables.policies
        for table, condition in tables.also.items():
            also.setdefault(table, []).append(condition)
    for table, conditions in also.items():
        policy = policies[table]
        policies[table] = Policy(" AND ".join(f"({one})" for one in (policy.using, *conditions)), policy.check)
    return Tables(
        policies=policies,
        append_only=tuple(table for tables in said for table in tables.append_only),
        read_only=tuple(table for tables in said for table in tables.read_only),
        unread=tuple(table for tables in said for table in tables.unread),
        stays_but={table: columns for tables in said for table, columns in tables.stays_but.items()},
        may_go=tuple(table for tables in said for table in tables.may_go),
        counted=tuple(table for tables in said for table in tables.counted),
    )


def apply(using: str = "default") -> None:
    """Grants and policies as the rooms declare them. The functions that they ask are there (``sql_files.py``)."""
    tables = declared()
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        present = [table for (table,) in cursor.fetchall()]
        # Ids of what may be hidden count time (access/sql/4_ids.sql).
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'id' "
            "AND is_identity = 'YES' AND table_name = ANY (%s) AND table_name <> ALL (%s)",
            [list(tables.policies), list(tables.counted)],
        )
        by_identity = [table for (table,) in cursor.fetchall()]
        cursor.execute(GRANTS)
        for statement in (*_rights(tables, present), *_ids(by_identity), *_policies(tables)):
            cursor.execute(statement)


def _rights(tables: Tables, present: list[str]) -> Iterator[str]:
    for table in tables.append_only:
        yield f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE}"
    for table, columns in tables.stays_but.items():
        yield f"REVOKE UPDATE ON {table} FROM {APP_ROLE}"
        quoted = ", ".join(f'"{column}"' for column in columns)  # "on" is a word of SQL
        yield f"GRANT UPDATE ({quoted}) ON {table} TO {APP_ROLE}"
    for table in tables.may_go:
        yield f"GRANT DELETE ON {table} TO {APP_ROLE}"
    for table in tables.read_only:
        yield f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE}"
    for table in tables.unread:
        yield f"REVOKE SELECT ON {table} FROM {APP_ROLE}"
    for table in present:
        if table.startswith(OF_THE_HOUSE) and table not in (*tables.append_only, *tables.read_only):
            yield f"GRANT DELETE ON {table} TO {APP_ROLE}"
        if table.endswith("event"):  # pghistory's: what was, stays
            yield f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE}"


def _ids(tables: list[str]) -> Iterator[str]:
    for table in tables:
        yield f"ALTER TABLE {table} ALTER COLUMN id DROP IDENTITY, ALTER COLUMN id SET DEFAULT kinwork_new_id()"


def _policies(tables: Tables) -> Iterator[str]:
    for table, policy in tables.policies.items():
        yield (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; DROP POLICY IF EXISTS walls ON {table}; "
            f"CREATE POLICY walls ON {table} FOR ALL TO {APP_ROLE} "
            f"USING ({policy.using}) WITH CHECK ({policy.check or policy.using})"
        )
