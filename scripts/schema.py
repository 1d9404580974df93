"""Makes ``src/kinwork/platform/schema.sql`` anew from the migrations: run it whenever there is a new one.

Where the file is still what the migrations that it names make, only those that came since are made, on top of it.
``--check`` makes all of them one by one, and only says whether that is the file (exit status 1 where not).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ["KINWORK_ENV"] = "development"
os.environ["KINWORK_VAR"] = os.environ.get("KINWORK_SCHEMA_VAR") or tempfile.mkdtemp(prefix="kinwork-schema-")
os.environ.setdefault("KINWORK_SECRET_KEY", "only-to-make-the-schema-" + "0123456789" * 4)
os.environ.pop("DATABASE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "kinwork.platform.settings"

from kinwork.platform import embedded

MADE_AFTERWARDS = {"django_migrations", "django_content_type", "auth_permission"}  # after every ``migrate``
FILE = Path(__file__).resolve().parents[1] / "src" / "kinwork" / "platform" / "schema.sql"


def migrated(*, all_of_them: bool) -> str:
    """What the migrations make of an empty database, as SQL: one by one, or those that the file does not name."""
    import django

    django.setup()
    from django.db import connections

    from kinwork.platform import schema_loader
    from kinwork.platform.quick_migrations import Executor

    owner = connections["owner"]
    if not all_of_them and schema_loader.is_true_of_its_migrations(schema_loader.kept()):
        schema_loader.load(owner)
    executor = Executor(owner)
    graph = executor.loader.graph
    # Django draws up every model that knows another anew at each step: the room with a hundred tables comes last.
    last = [node for node in graph.leaf_nodes() if any(app == "children" for app, _ in graph.forwards_plan(node))]
    executor.migrate([*(node for node in graph.leaf_nodes() if node not in last), *last])
    with owner.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0]) // 10_000
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        done = [f"    ('{app}', '{name}', now())" for app, name in cursor.fetchall()]
        for table in owner.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608
            if cursor.fetchone()[0] and table not in MADE_AFTERWARDS:
                raise SystemExit(f"A migration puts rows into {table}: the snapshot would not have them.")
    made = schema_loader.without_session_settings(dumped(os.environ["KINWORK_OWNER_URL"], version))
    noted = "INSERT INTO public.django_migrations (app, name, applied) VALUES\n" + ",\n".join(done) + ";\n"
    return schema_loader.with_header(once_more(made, version) + noted, version)


def dumped(url: str, version: int) -> str:
    """The tables of a database as SQL."""
    from kinwork.operations.backup import tool

    command = [tool("pg_dump", version), "--schema-only", "--no-owner", "--no-privileges", f"--dbname={url}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def once_more(sql: str, version: int) -> str:
    """The same from a database made by it: PostgreSQL says some conditions otherwise then."""
    import psycopg
    from psycopg.conninfo import make_conninfo

    from kinwork.platform import schema_loader

    url = os.environ["KINWORK_OWNER_URL"]
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("CREATE DATABASE once_more")
    again = make_conninfo(url, dbname="once_more")
    with psycopg.connect(again) as server:
        server.execute("SET check_function_bodies = false")
        server.execute(sql.encode())
    return schema_loader.without_session_settings(dumped(again, version))


def main() -> int:
    """Write the file, or compare with it."""
    with embedded.database("schema"):
        made = migrated(all_of_them="--check" in sys.argv[1:])
        from django.db import connections

        connections.close_all()
    if sys.argv[1:] == ["--check"]:
        if made == FILE.read_text(encoding="utf-8"):
            return 0
        print("src/kinwork/platform/schema.sql is not what the migrations make: run .venv/bin/python scripts/schema.py")
        return 1
    FILE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
