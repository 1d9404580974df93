"""All tables at once: what the migrations make of an empty database, kept as SQL in ``schema.sql``.

Migrations stay the one truth: what they make step by step takes most of a minute, and this file a second. It is made
from them by ``scripts/schema.py``, a test holds both beside each other, and a database that has any table is migrated
as ever. See ADR 0042.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from importlib import metadata, resources
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

FILE = "schema.sql"
# In one transaction all of it would take nine thousand locks, more than a PostgreSQL as it comes has for a few at once.
AT_ONCE = 1_000  # statements
LOCK = 7223
BEING_MADE = "kinwork_being_made"  # a table that is there while the others are made
# Of the session that made the dump, not of the tables.
OF_THE_SESSION = re.compile(r"(SET \w+ = .*;$|SELECT pg_catalog\.set_config|\\(un)?restrict|--|$)")
QUOTE = re.compile(r"\$\w*\$")  # before and after the body of a function


def fingerprint(of: Collection[tuple[str, str]] | None = None) -> str:
    """Of all that makes it: our migrations by what is in them, others' by name, with their packages' versions.

    Triggers of third parties (pghistory, pgtrigger) are written by the installed version, whatever a migration says.
    Of some migrations only (``(app, name)`` each), where asked.
    """
    made = hashlib.sha256()
    packages = {"django", "pghistory", "pgtrigger"}
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        if of is not None and (app, name) not in of:
            continue
        made.update(f"{app}.{name}\n".encode())
        if migration.__module__.startswith("kinwork."):
            file = _file(migration)
            made.update(file.read_bytes())
            if file.with_suffix(".sql").is_file():  # what kinwork.at_once.AllAtOnce makes
                made.update(file.with_suffix(".sql").read_bytes())
        else:
            packages.add(migration.__module__.partition(".")[0])
    brought_by = metadata.packages_distributions()
    for package in sorted(packages):
        made.update(f"{package} {metadata.version(brought_by[package][0])}\n".encode())
    return made.hexdigest()[:32]


def _file(migration: Any) -> Path:
    package, _, name = migration.__module__.rpartition(".")
    return Path(str(resources.files(package) / f"{name}.py"))


def kept() -> str:
    """The file as it is, empty where there is none."""
    file = resources.files("kinwork.platform") / FILE
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def is_true_of_its_migrations(sql: str) -> bool:
    """Whether a file is what the migrations that it names still make: the rest can then be made on top of it."""
    names = set(re.findall(r"^    \('(\w+)', '(\w+)', now\(\)\)[,;]$", sql, re.MULTILINE))
    said = header(sql)
    return bool(names) and said["sum"] == checksum(sql) and said["made from"] == fingerprint(names)


def with_header(body: str, version: int) -> str:
    """The file for this SQL, as a server of this version said it."""
    about = "Made from the migrations by scripts/schema.py; not to be changed by hand."
    said = {"made from": fingerprint(), "sum": checksum(body), "PostgreSQL": str(version)}
    return f"-- {about}\n" + "".join(f"-- {name}: {value}\n" for name, value in said.items()) + body


def checksum(sql: str) -> str:
    """Of all lines after the header."""
    body = "".join(line for line in sql.splitlines(keepends=True) if not line.startswith("-- "))
    return hashlib.sha256(body.encode()).hexdigest()[:32]


def header(sql: str) -> dict[str, str]:
    """What the file says of itself: ``made from`` (a fingerprint), ``sum``, ``PostgreSQL`` (whose words it uses).

    >>> header("-- made from: ab\\n-- PostgreSQL: 18\\nCREATE TABLE x ();")
    {'made from': 'ab', 'PostgreSQL': '18'}
    """
    return dict(re.findall(r"^-- ([\w ]+): (\w+)$", sql, re.MULTILINE))


def without_session_settings(dump: str) -> str:
    r"""A dump without what belongs to the session that made it. Bodies of functions stay as they are.

    >>> without_session_settings("SET x = 1;\n-- Name: a\n\nCREATE TABLE a ();\n\\restrict z\n")
    'CREATE TABLE a ();\n'
    >>> without_session_settings("AS $$\n-- why\nSET x = 1;\n$$;\nSET y = 1;\n")
    'AS $$\n-- why\nSET x = 1;\n$$;\n'
    """
    lines, inside = [], False
    for line in dump.splitlines():
        if inside or not OF_THE_SESSION.match(line):
            lines.append(line)
        inside ^= len(QUOTE.findall(line)) % 2 == 1
    return "\n".join(lines) + "\n"


def statements(sql: str) -> Iterator[str]:
    r"""The statements of a file, each with its line ends.

    >>> list(statements("A;\nCREATE AS $$\n x;\n$$;\nINSERT ('a;\n;');\nB\n"))
    ['A;\n', 'CREATE AS $$\n x;\n$$;\n', "INSERT ('a;\n;');\n", 'B\n']
    """
    said, in_body, in_text = "", False, False
    for line in sql.splitlines(keepends=True):
        said += line
        if not in_text:
            in_body ^= len(QUOTE.findall(line)) % 2 == 1
        if not in_body and not line.startswith("--"):
            in_text ^= line.count("'") % 2 == 1
        if line.rstrip().endswith(";") and not in_body and not in_text:
            yield said
            said = ""
    if said.strip():
        yield said


def _pieces(sql: str) -> Iterator[str]:
    each = statements(sql)
    while piece := "".join(islice(each, AT_ONCE)):
        yield piece


def load(connection: BaseDatabaseWrapper) -> bool:
    """Make all tables of an empty database, and note the migrations as done. What was cut off is begun anew.

    False, with nothing done, where it has any table; also where the server is older than the one whose words the
    file uses. Migrations make the tables then.
    """
    sql = kept()
    with connection.cursor() as cursor:
        if not sql or not _may_be_made(connection):
            return False
        cursor.execute("SHOW server_version_num")
        if int(cursor.fetchone()[0]) // 10_000 < int(header(sql)["PostgreSQL"]):
            return False
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # two that start at once: the second waits, and looks
        try:
            return _may_be_made(connection) and _make(connection, sql)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _may_be_made(connection: BaseDatabaseWrapper) -> bool:
    """Nothing is there, or only what was made until it was cut off."""
    there = connection.introspection.table_names()
    return not there or BEING_MADE in there


def _make(connection: BaseDatabaseWrapper, sql: str) -> bool:
    if connection.introspection.table_names():
        _take_away(connection)
    for piece in (f"CREATE TABLE public.{BEING_MADE} ();", *_pieces(sql), f"DROP TABLE public.{BEING_MADE};"):
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SET LOCAL check_function_bodies = false")  # they name tables that come after them
            cursor.execute(piece)
    return True


# By kind, what there is of it beside the mark, which goes last of all.
_THERE = """
SELECT 'TABLE', c.oid::regclass::text FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> %(mark)s
UNION ALL
SELECT 'ROUTINE', p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT 'TYPE', t.oid::regtype::text FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE t.typnamespace = 'public'::regnamespace AND (t.typtype = 'e' OR c.relkind = 'c')
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
"""


def _take_away(connection: BaseDatabaseWrapper) -> None:
    """What was made before it was cut off: no one has written into it yet."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE, {"mark": BEING_MADE})
        for kind, name in cursor.fetchall():
            cursor.execute(f"DROP {kind} IF EXISTS {name} CASCADE")
        cursor.execute(f"DROP TABLE public.{BEING_MADE}")
