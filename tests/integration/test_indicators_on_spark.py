"""Every indicator on DuckDB and on Spark, over several authorities: the same file, the same figures (docs/adr/0152)."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from kinwork.indicators.engines import points
from kinwork.indicators.files import write
from kinwork.indicators.measures import INDICATORS
from tests.generated_extracts import empty, made_up

ROOT = Path(__file__).parents[2]
# A small local run is quicker without what Spark does for large ones: compiling each stage, planning anew on the way.
QUICK = (
    "--conf spark.sql.codegen.wholeStage=false --conf spark.sql.adaptive.enabled=false "
    "--driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' pyspark-shell"
)


def test_spark_and_duckdb_find_the_same(tmp_path):
    folders = [tmp_path / code for code in ("linden", "marsh", "north-fell", "bare")]
    for seed, folder in enumerate(folders[:3]):
        write(folder, made_up(folder.name, seed, years=3, children=40))
    write(folders[3], empty() | {"periods": made_up("bare", 9, years=1)["periods"]})
    here = points(folders)
    python = subprocess.run(["sh", "scripts/spark.sh"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    said = subprocess.run(
        [python.strip(), "-m", "kinwork.indicators", "--format", "json", "--spark", "local[1]", *map(str, folders)],
        cwd=tmp_path, capture_output=True, text=True,
        env=os.environ
        | {"PYTHONPATH": str(ROOT / "src"), "JAVA_HOME": str(ROOT / "var/spark/java"), "PYSPARK_SUBMIT_ARGS": QUICK},
    )  # fmt: skip
    assert said.returncode == 0, said.stderr[-2000:]
    there = json.loads(said.stdout)
    assert {one.indicator for one in here} == {one.key for one in INDICATORS}
    assert [(p.authority, p.unit, p.indicator, p.quarter.isoformat(), p.n) for p in here] == [
        (one["authority"], one["unit"], one["indicator"], one["quarter"], one["n"]) for one in there
    ]
    for name in ("numerator", "denominator", "value"):
        found = [getattr(one, name) for one in here]
        assert [one[name] for one in there] == [None if one is None else pytest.approx(one, abs=1e-9) for one in found]
    known = {point.indicator for point in here if point.value is not None}
    assert known == {one.key for one in INDICATORS}, "of every one something is known: none is equal for being empty"
