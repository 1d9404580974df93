"""Inside a room, too, one module knows another and never both each other: who reads one need not read a circle.

import-linter watches who knows whom among rooms; this watches within them. An import inside a function counts, and one
for types only: both hide a circle, and neither mends it.
"""

from __future__ import annotations

import ast
import doctest
import importlib
import re
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import kinwork
import kinwork.statistics

SOURCE = Path(kinwork.__file__).parent
PURE = ("audit", "clocks", "genogram", "instruments", "paper", "returns", "statistics")
# Pure, beside the others: whoever reads the plan looks for them among the first.
ALONE = ("genogram", "clocks", "returns", "instruments", "statistics", "audit", "indicators", "layouts", "light_text",
         "without_names", "paper")  # fmt: skip
ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


def modules_of(room: Path) -> dict[str, Path]:
    """The room's modules by their dotted name."""
    found = {}
    for path in sorted(room.rglob("*.py")):
        if "migrations" not in path.parts:
            parts = path.relative_to(room.parent).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported_by(name: str, path: Path, modules: dict[str, Path], above: str) -> set[str]:
    """Which of these modules a module imports, anywhere in it."""
    found = set()
    package = name.split(".") if path.stem == "__init__" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            named = [alias.name.removeprefix(above) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *(node.module or "").split(".")]).strip(".").removeprefix(above)
            # "from . import figures" names a module; "from .figures import Figures" something in one
            named = [f"{base}.{alias.name}" if f"{base}.{alias.name}" in modules else base for alias in node.names]
        else:
            continue
        found.update(one for one in named if one in modules and one != name)
    return found


def circle_in(room: Path, above: str = "kinwork.") -> list[str]:
    """The modules of one circle, the first once more at the end; empty where there is none."""
    modules = modules_of(room)
    graph = {name: imported_by(name, path, modules, above) for name, path in modules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        return list(circle.args[1])
    return []


def test_all_rooms_are_looked_at():
    assert {*PURE, "access", "cases", "genograms", "meetings", "platform"} <= set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_no_module_of_a_room_knows_one_that_knows_it(room):
    assert circle_in(SOURCE / room) == []


@pytest.mark.parametrize(
    "back",
    [
        "from .low import thing",
        "from . import low",
        "from kinwork.shed.low import thing",
        "import kinwork.shed.low",
        "from kinwork.shed import low",
        "def late():\n    from .low import thing",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .low import thing",
    ],
)
def test_a_circle_is_seen_however_it_is_written(tmp_path, back):
    room = tmp_path / "shed"
    room.mkdir()
    (room / "__init__.py").write_text("from .low import thing\n")
    (room / "low.py").write_text("from .middle import other\n")
    (room / "middle.py").write_text("from .high import more\n")
    (room / "high.py").write_text(back)
    assert set(circle_in(room)) == {"shed.low", "shed.middle", "shed.high"}
    (room / "high.py").write_text("from datetime import date\n")
    assert circle_in(room) == []


SHARED = sorted(path.stem for path in SOURCE.glob("*.py") if path.stem != "__init__")  # by all rooms


@pytest.mark.parametrize("name", [*SHARED, *(name for room in PURE for name in modules_of(SOURCE / room))])
def test_every_example_of_a_pure_room_says_what_it_says(name):
    assert doctest.testmod(importlib.import_module(f"kinwork.{name}")).failed == 0


HEAVY = {"scipy", "statsmodels", "pandas", "weasyprint", "altair", "great_tables"}
MAY_BE_HEAVY = ("statistics", "audit")  # themselves loaded when something of them is asked


def loads_at_once(path: Path) -> set[str]:
    """What a module asks of these while it is loaded itself: not what a function of it asks."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.partition(".")[0] in HEAVY}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            if node.module.partition(".")[0] in HEAVY:
                found.add(node.module)
            if node.module == "kinwork.statistics":
                found |= {alias.name for alias in node.names if alias.name in kinwork.statistics.__all__}
    return found


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in MAY_BE_HEAVY])
def test_what_takes_long_to_load_is_loaded_when_it_is_asked(room):
    """``from kinwork import statistics``, then ``statistics.correlation(…)``: scipy was a quarter of each start."""
    found = {name: loads_at_once(path) for name, path in modules_of(SOURCE / room).items()}
    assert {name: heavy for name, heavy in found.items() if heavy} == {}


def test_the_plan_of_the_house_has_each_room_once_and_in_the_order_that_is_enforced():
    """In CONTRIBUTING, read by whoever begins; in pyproject.toml, read by import-linter."""
    root = SOURCE.parent.parent
    plan = (root / "CONTRIBUTING.md").read_text(encoding="utf-8").split("src/kinwork/\n")[1].split("```")[0]
    drawn = [word for word in re.findall(r"[a-z_]+", plan) if word in ROOMS and word != "record"]
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(one["layers"] for one in contracts["contracts"] if one["type"] == "layers")
    floors = [re.findall(r"kinwork\.(\w+)", layer) for layer in layers]
    height = {room: len(floors) - at for at, rooms in enumerate(floors) for room in rooms}
    assert sorted(drawn) == sorted({*ROOMS} - {"record"}), "each once, and none that is not there"
    assert set(height) == set(ROOMS)
    stands = [height[room] for room in drawn if room not in ALONE]
    assert stands == sorted(stands), "from what knows no one to what knows all"
