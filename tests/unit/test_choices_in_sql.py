"""SQL says no choice by heart: in Python it is bound from its enum, in a ``.sql`` file it is a value of the column's.

A value that is quoted wrongly is no error to PostgreSQL: the statement runs, and finds nothing.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

import kinwork

SOURCE = Path(kinwork.__file__).parent
BOUND = "\0"  # stands for what an f-string puts in
IS_SQL = re.compile(r"\b(SELECT|FROM|WHERE|JOIN|AND|OR|CASE|UPDATE|ORDER BY|FILTER|USING)\b")
COLUMN = r'(?:\b(?P<table>\w+)\.)?"?\b(?P<column>[a-z_]\w*)"?(?:::\w+)?'
LITERALS = re.compile(r"'((?:[^']|'')*)'")
SAME = r"(?:=|<>|!=|IS\s+(?:NOT\s+)?DISTINCT\s+FROM)"
COMPARED = [
    re.compile(rf"{COLUMN}\s*{SAME}\s*(?P<said>'[^']*')"),
    re.compile(rf"(?P<said>'[^']*')\s*{SAME}\s*{COLUMN}"),
    re.compile(rf"{COLUMN}\s+(?:NOT\s+)?IN\s*\((?P<said>\s*'[^()]*)\)"),
    re.compile(rf"{COLUMN}\s*{SAME}\s*(?:ANY|ALL)\s*\(\s*ARRAY\[(?P<said>[^\]]*)\]"),
    re.compile(rf"\bCASE\s+{COLUMN}\s+(?P<said>WHEN\b.*?)\bEND\b", re.DOTALL),
    re.compile(rf"{COLUMN}\s+ELSE\s+(?P<said>'[^']*')"),  # or else it counts as this
]
WHENS = re.compile(r"\bWHEN\s+('[^']*')")
NAMED = re.compile(
    r"(?:\b(?:FROM|JOIN|UPDATE|INTO|USING|ON)\s+|,\s*)(?P<table>[a-z]+_[a-z_]+)(?:\s+(?:AS\s+)?(?P<alias>[a-z]\w*))?"
)

Said = tuple[str, str, str]  # the table or its alias (empty where none is named), the column, the value


def compared(sql: str) -> Iterator[Said]:
    """Quoted values that are compared with a column, in this SQL."""
    for pattern in COMPARED:
        for found in pattern.finditer(sql):
            said = " ".join(WHENS.findall(found["said"])) if "WHEN" in found["said"] else found["said"]
            for value in LITERALS.findall(said):
                if value and BOUND not in value:
                    yield found["table"] or "", found["column"], value


@cache
def choices_of_columns() -> dict[str, dict[str, set[str]]]:
    """What each column with choices may hold: by column, then by table."""
    found: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("kinwork."):
            for field in model._meta.concrete_fields:
                if field.choices:
                    found[field.column][model._meta.db_table] = {str(value) for value, _ in field.flatchoices}
    return found


def enums_below(kind: type) -> set[type]:
    below = {one for one in kind.__subclasses__() if one.__module__.startswith("kinwork.")}
    return below.union(*(enums_below(one) for one in kind.__subclasses__()), set())


@cache
def every_choice() -> set[str]:
    return {str(one.value) for enum in enums_below(models.TextChoices) | enums_below(StrEnum) for one in enum}


# Equal to a choice by chance: where it stands, the column, the value, and what it is there.
ANOTHER_THING: dict[Said, str] = {
    ("unusual_access", "what", "house"): "what kinwork_near_home() answers",
    ("unusual_access", "what", "near"): "what kinwork_near_home() answers",
    ("units", "tally", "children"): "which of its counts a row holds",
    ("background", "type", "deferred"): "an event of the queue, to procrastinate",
    ("background", "status", "todo"): "a job of the queue, to procrastinate",
    ("checks", "relkind", "S"): "a sequence, to PostgreSQL",
    ("row_level_security", "is_identity", "YES"): "what the information schema says",
}


def sql_in(path: Path) -> Iterator[str]:
    """All SQL in a module's strings; docstrings are none."""
    text = path.read_text(encoding="utf-8")
    if not IS_SQL.search(text):
        return
    tree = ast.parse(text)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            said = "".join(part.value if isinstance(part, ast.Constant) else BOUND for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside | docs:
            said = node.value
        else:
            continue
        if IS_SQL.search(said):
            yield said


def unbound_in(path: Path) -> list[Said]:
    """Values in a module's SQL that stand there by heart, and are a choice's or compared with a choice's column."""
    columns, choices = set(choices_of_columns()), every_choice()
    said = [(path.stem, column, value) for sql in sql_in(path) for _, column, value in compared(sql)]
    return [one for one in said if (one[1] in columns or one[2] in choices) and one not in ANOTHER_THING]


def statements_of(sql: str) -> Iterator[str]:
    """A ``.sql`` file's statements without comments; a function is one."""
    text = re.sub(r"--[^\n]*", "", sql)
    parts = re.split(r"(\$\w*\$)", text)
    statement, is_body = "", False
    for part in parts:
        if re.fullmatch(r"\$\w*\$", part):
            is_body = not is_body
        elif is_body:
            statement += part
        else:
            first, *others = part.split(";")
            statement += first
            for other in others:
                yield statement
                statement = other
    yield statement


def unknown_in(sql: str) -> list[Said]:
    """Values in a ``.sql`` file that the column with which they are compared never holds."""
    columns = choices_of_columns()
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    wrong = []
    for statement in statements_of(sql):
        named = {found["alias"] or found["table"]: found["table"] for found in NAMED.finditer(statement)}
        named |= {table: table for table in list(named.values())}
        asked = {table for table in named.values() if table in tables}
        for alias, column, value in compared(statement):
            if column not in columns:
                continue
            of = {named[alias]} if alias in named else asked
            known = [columns[column][table] for table in of if table in columns[column]]
            if known and not any(value in one for one in known):
                wrong.append((alias, column, value))
            elif not known and not (of and of <= tables):
                wrong.append((alias, column, value))  # of which table is not to be seen
    return wrong


MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def test_no_choice_is_written_by_heart_in_a_modules_sql():
    assert {str(path.relative_to(SOURCE)): said for path in MODULES if (said := unbound_in(path))} == {}


def test_every_choice_in_a_file_of_sql_is_one_that_its_column_holds():
    files = sorted(SOURCE.rglob("sql/*.sql"))
    assert len(files) > 10
    assert {str(path.relative_to(SOURCE)): wrong for path in files if (wrong := unknown_in(path.read_text()))} == {}


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 FROM meetings_plannedconversation c WHERE c.state = 'done'",
        "SELECT 1 FROM meetings_task WHERE 'open' = state",
        "WHERE state NOT IN ('open', 'planned')",
        "WHERE t.state = ANY (ARRAY['open'])",
        "SELECT CASE state WHEN 'open' THEN 1 ELSE 0 END",
        "SELECT CASE WHEN t.is_late THEN t.state ELSE 'open' END",
        "AND x.state IS DISTINCT FROM 'nowhere'",
        "SELECT 1 FROM elsewhere WHERE something = 'emergency'",
    ],
)
def test_what_is_written_by_heart_is_found_however_it_is_compared(tmp_path, sql):
    module = tmp_path / "reads.py"
    module.write_text(f'READ = """{sql}"""\nBOUND = f"""{sql}"""\n')
    assert len(unbound_in(module)) >= 2


def test_what_an_enum_puts_in_is_bound(tmp_path):
    module = tmp_path / "reads.py"
    module.write_text("READ = f\"SELECT 1 FROM meetings_task WHERE state = '{TaskState.OPEN}' AND what <> ''\"\n")
    assert unbound_in(module) == []


@pytest.mark.parametrize(
    ("sql", "is_right"),
    [
        ("SELECT 1 FROM meetings_plannedconversation c WHERE c.state = 'happened'", True),
        ("SELECT 1 FROM meetings_plannedconversation c WHERE c.state = 'done'", False),
        ("SELECT 1 FROM meetings_task t, meetings_plannedconversation c WHERE t.state = 'done'", True),
        ("SELECT 1 FROM meetings_task t, meetings_plannedconversation c WHERE c.state = 'done'", False),
        ("SELECT 1 FROM meetings_task WHERE state IN ('open', 'nowhere')", False),
        ("CREATE FUNCTION f() AS $$ SELECT 1; SELECT 2 FROM meetings_task t WHERE t.state <> 'shut' $$;", False),
        ("SELECT 1 WHERE z.state = 'open'", False),  # whose state?
        ("SELECT 1 FROM meetings_task -- WHERE state = 'nowhere'", True),
    ],
)
def test_a_value_that_its_column_never_holds_is_found_in_a_file(sql, is_right):
    assert (unknown_in(sql) == []) is is_right
