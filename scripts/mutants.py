"""Break the rules one by one, and see whether a test notices (docs/adr/0076): `make mutants`, or for some modules
`python scripts/mutants.py kinwork.meetings.agenda …`.

The tests of a module run once, so that everything is imported; then each mutant is a fork of this process, in which the
module's functions get the changed code and its data the changed values. So a mutant costs what its tests cost, and not
the starting of Django. What survives is printed with its line, and written to var/mutants.txt, as soon as it is known.
How far it has got is said too, so that a run that was stopped tells what it has looked at.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import gc
import importlib
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from datetime import time as time_of_day
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAID_EVERY = 10  # mutants
PATIENCE = 6  # times the processor that importing and the tests took unbroken, and some seconds: then it runs for ever
NOTICED, SURVIVED, TOO_LONG = "noticed", "not noticed", "ran too long, which is noticed"

COUNTING = ("periods", "history", "counting", "by_row", "placements", "care", "support", "engine")
CLOCKS = ("tests/unit/test_clock_rules.py", "tests/unit/test_due_command.py")

# Which tests are to notice, without a database. In the order in which they run.
PURE: dict[str, list[str]] = {
    "kinwork.access.roles": ["tests/unit/test_actor.py", "tests/unit/test_roles.py"],
    "kinwork.access.actor": ["tests/unit/test_actor.py", "tests/unit/test_roles.py"],
    "kinwork.meetings.agenda": ["tests/unit/test_agenda.py"],
    "kinwork.meetings.merge": ["tests/unit/test_merge.py", "tests/unit/test_edits.py", "tests/property/test_merge.py"],
    "kinwork.clocks.working_days": ["tests/unit/test_working_days.py"],
    **{f"kinwork.clocks.{name}": [*CLOCKS] for name in COUNTING},
    "kinwork.clocks.local_rules": ["tests/unit/test_due_command.py"],
    "kinwork.clocks.event_rows": ["tests/unit/test_due_command.py"],
    "kinwork.clocks.times": ["tests/unit/test_times.py"],
    "kinwork.clocks.humanize": ["tests/unit/test_humanize.py"],
    "kinwork.clocks.natural_dates": ["tests/unit/test_natural_dates.py", "tests/property/test_dates.py"],
}
# These need the database, and minutes a mutant on a small machine: named one at a time.
WITH_DATABASE: dict[str, list[str]] = {
    "kinwork.meetings.actions.closing": [
        "tests/integration/test_closing_and_writing.py",
        "tests/integration/test_undoing_a_closing.py",
        "tests/integration/test_meeting_day.py",
    ],
    "kinwork.search.merging": ["tests/integration/test_merging.py", "tests/integration/test_same_person.py"],
    "kinwork.cases.policies": ["tests/integration/test_policies.py", "tests/integration/test_who_may.py"],
    "kinwork.cases.person_policies": ["tests/integration/test_policies.py", "tests/integration/test_person_page.py"],
}

# What a module may hold besides functions and classes, and what is put in its place when it is changed.
DATA = int | str | tuple | list | dict | range | frozenset | set | date | time_of_day | timedelta

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


def changes_of(node: ast.AST) -> Iterator[tuple[str, Callable[[Any], ast.AST | None]]]:
    """What can be broken at this node: in words, and how, given a copy of it. None takes a statement away."""
    if isinstance(node, ast.Compare):
        for n, op in enumerate(node.ops):
            if type(op) in COMPARED:
                yield f"compares by {COMPARED[type(op)].__name__}", lambda it, n=n, op=op: _with_op(it, n, op)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"joins by {other.__name__}", lambda it: ast.BoolOp(other(), it.values)
        for n in range(len(node.values)):
            yield f"without operand {n + 1}", lambda it, n=n: _without(it, n)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "without not", lambda it: it.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in COUNTED:
        yield (
            f"counts by {COUNTED[type(node.op)].__name__}",
            lambda it: ast.BinOp(it.left, COUNTED[type(it.op)](), it.right),
        )
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"is {not node.value}", lambda it: ast.Constant(not it.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield f"is {node.value + 1}", lambda it: ast.Constant(it.value + 1)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield "if not", lambda it: _negated(it)
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "without its if", lambda it: ast.comprehension(it.target, it.iter, [], it.is_async)
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield "returns None", lambda it: ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Raise | ast.AugAssign) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ):
        yield "is left out", lambda it: ast.Pass()
    elif isinstance(node, ast.Set) and len(node.elts) > 1:
        for n in range(len(node.elts)):
            yield f"without element {n + 1}", lambda it, n=n: ast.Set(it.elts[:n] + it.elts[n + 1 :])
    elif isinstance(node, ast.Break):
        yield "goes on", lambda it: ast.Continue()


def _with_op(it: ast.Compare, n: int, op: ast.cmpop) -> ast.AST:
    it.ops[n] = COMPARED[type(op)]()
    return it


def _without(it: ast.BoolOp, n: int) -> ast.AST:
    rest = it.values[:n] + it.values[n + 1 :]
    return rest[0] if len(rest) == 1 else ast.BoolOp(it.op, rest)


def _negated(it: Any) -> ast.AST:
    it.test = ast.UnaryOp(ast.Not(), it.test)
    return it


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


class Mutant:
    """One change: where, what, and the module's tree with it."""

    def __init__(self, source: str, number: int, change: int) -> None:
        tree = ast.parse(source)
        node = list(ast.walk(tree))[number]
        words, make = list(changes_of(node))[change]
        before = copy.deepcopy(node)
        made = ast.copy_location(make(copy.deepcopy(node)), node) if not isinstance(node, ast.comprehension) else None
        new = made if made is not None else make(copy.deepcopy(node))
        self.tree = ast.fix_missing_locations(_Swap(node, new).visit(tree))
        self.line = getattr(node, "lineno", getattr(getattr(before, "target", None), "lineno", 0))
        self.words = f"{ast.unparse(before).splitlines()[0][:90]} — {words}"


class _Swap(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST | None) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self.new if node is self.old else super().visit(node)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every change to a module, one at a time. Annotations and what is only for the type checker are left alone."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    alone = {id(part) for node in ast.walk(tree) for said in _not_run(node) for part in ast.walk(said)}
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in alone:
            for change in range(len(list(changes_of(node)))):
                yield Mutant(source, number, change)


def _not_run(node: ast.AST) -> Iterator[ast.AST]:
    for field in ("annotation", "returns"):
        said = getattr(node, field, None)
        if isinstance(said, ast.AST):
            yield said
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield from node.decorator_list


def put_in(module: ModuleType, tree: ast.Module) -> None:
    """The changed code into the functions that are there, whoever holds them; changed values in the old ones' place."""
    fresh: dict[str, Any] = {
        "__name__": module.__name__, "__package__": module.__package__, "__file__": module.__file__,
    }  # fmt: skip
    exec(compile(tree, str(module.__file__), "exec"), fresh)  # noqa: S102 -- this repository's own code, changed
    for value in module.__dict__.values():
        if callable(forget := getattr(value, "cache_clear", None)):
            forget()  # what was worked out unbroken
    for name, new in fresh.items():
        old = module.__dict__.get(name)
        if not name.startswith("__") and old is not None:
            _replace(module, name, old, new)


def _replace(module: ModuleType, name: str, old: Any, new: Any) -> None:
    old, new = getattr(old, "__wrapped__", old), getattr(new, "__wrapped__", new)
    if isinstance(old, FunctionType) and isinstance(new, FunctionType):
        if old.__module__ == module.__name__:
            old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
    elif isinstance(old, type):
        if old.__module__ == module.__name__:
            _replace_class(module, old, new)
    elif isinstance(old, DATA) and old != new and not _holds_classes(old):
        for other in list(sys.modules.values()):
            # In the tests too: what they compare with would be changed there as well, were the file changed.
            if getattr(other, "__name__", "").startswith(("kinwork", "tests")) and other.__dict__.get(name) is old:
                setattr(other, name, new)


def _holds_classes(value: Any) -> bool:
    """Such as the table of roles: the classes that it names are changed where they are."""
    return isinstance(value, dict) and any(isinstance(one, type) for one in value.values())


def _replace_class(module: ModuleType, old: type, new: type) -> None:
    for name, value in vars(new).items():
        before = vars(old).get(name)
        if isinstance(value, property) and isinstance(before, property):
            if value.fget and before.fget:
                _replace(module, name, before.fget, value.fget)
        elif isinstance(value, classmethod | staticmethod) and before is not None:
            _replace(module, name, before.__func__, value.__func__)
        elif isinstance(value, FunctionType) and isinstance(before, FunctionType):
            _replace(module, name, before, value)
        elif not name.startswith("_") and isinstance(value, int | str | tuple | frozenset) and value != before:
            with contextlib.suppress(AttributeError):
                setattr(old, name, value)


def run(tests: list[str], *, quietly: bool) -> int:
    import pytest

    if quietly:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *tests]))


def outcome_of(module: ModuleType, tree: ast.Module, tests: list[str], patience: float) -> str:
    """In a process of its own, which is ended when it takes too much of the processor, or waits ten times as long."""
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_PROF, patience)
        signal.alarm(int(10 * patience))
        try:
            put_in(module, tree)
        except Exception:  # it does not even load
            os._exit(1)
        os._exit(1 if run(tests, quietly=True) else 0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGPROF, signal.SIGALRM):
        return TOO_LONG
    return NOTICED if status else SURVIVED


def examine(name: str, tests: list[str], *, few: int, out: Callable[[str], None]) -> None:
    """All mutants of a module: which of them no test noticed. Says so at once, and every so often how far it is."""
    began, began_processor = time.monotonic(), time.process_time()
    if run(tests, quietly=False):
        raise SystemExit(f"{name}: its tests fail unbroken")
    patience = (time.process_time() - began_processor) * PATIENCE + 10
    module = importlib.import_module(name)
    assert module.__file__ is not None
    path = Path(module.__file__)
    every = list(mutants_of(path))
    chosen = every[:: max(1, len(every) // few)] if few else every
    gc.freeze()  # else pytest, which collects garbage at the end of each run, goes through all of Django each time
    if outcome_of(module, ast.parse(path.read_text(encoding="utf-8")), tests, patience) != SURVIVED:
        raise SystemExit(f"{name}: its tests fail when its own code is put in, so that others would tell nothing")
    out(f"{name}: {len(chosen)} mutants")
    found: Counter[str] = Counter()

    def tell() -> None:
        so_far = f"{found[SURVIVED]} not noticed, {found[TOO_LONG]} ran too long"
        out(f"{name}: {found.total()} of {len(chosen)}: {so_far}, {time.monotonic() - began:.0f} s")

    for one in chosen:
        outcome = outcome_of(module, one.tree, tests, patience)
        found[outcome] += 1
        if outcome != NOTICED:
            out(f"  {path.relative_to(ROOT)}:{one.line}: {one.words}: {outcome}")
        if found.total() % SAID_EVERY == 0 and found.total() < len(chosen):
            tell()
    tell()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("modules", nargs="*", help=f"all pure ones when none is named; or {', '.join(WITH_DATABASE)}")
    asked.add_argument("--few", type=int, default=0, help="about so many of each module, spread over it")
    said = asked.parse_args()
    every = PURE | WITH_DATABASE
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    if not set(said.modules) & set(WITH_DATABASE):
        os.environ["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none"  # pure rules need none
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "mutants.txt").open("w", encoding="utf-8", buffering=1) as kept:  # line by line: see above

        def out(line: str) -> None:
            print(line, flush=True)
            print(line, file=kept)

        for name in said.modules or PURE:
            examine(name, every[name], few=said.few, out=out)


if __name__ == "__main__":
    main()
