"""``kinwork genogram FILE``: results on stdout, messages on stderr, status 2 and one line for bad input."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

GOOD = "people: {amy: {name: Amy, sex: F}, bob: {sex: M}}\nunions: {u: {partners: [amy, bob]}}\n"


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    code = "from kinwork.operations.cli import main; main()"
    command = [sys.executable, "-c", code, "genogram", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "family.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_json_has_what_the_contract_says(file):
    found = run(str(file), "--format", "json")
    assert found.returncode == 0, found.stderr
    data = json.loads(found.stdout)
    assert list(data) == ["width", "height", "people", "unions", "edges", "crossings", "warnings"]
    assert [one["id"] for one in data["people"]] == ["amy", "bob"]
    assert set(data["people"][0]) == {"id", "x", "y", "generation"}
    assert data["crossings"] == 0


def test_svg_is_what_comes_and_output_writes_it(file, tmp_path):
    found = run(str(file))
    assert found.stdout.startswith("<svg")
    out = tmp_path / "amy.svg"
    assert run(str(file), "--output", str(out)).stdout == ""
    assert out.read_text(encoding="utf-8") == found.stdout


def test_text_from_standard_input():
    found = run("-", "--format", "text", stdin=GOOD)
    assert "Amy: female." in found.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("people:\n  amy: {born: 199x}\n", "line 2: people.amy.born: found '199x', expected a year"),
        ("people: [", "line 2: neither YAML nor JSON"),
        ("people: {a: {}, b: {}}\nunions:\n  u: {partners: [a], children: [b]}\n  v: {partners: [b], children: [a]}\n",
         "own ancestor"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_status_two(text, said):
    found = run("-", stdin=text)
    assert found.returncode == 2
    assert found.stdout == ""
    assert found.stderr.count("\n") == 1
    assert said in found.stderr


def test_improbable_is_drawn_with_a_warning():
    text = "people: {m: {sex: F, born: 1990}, c: {born: 1999}}\nunions: {u: {partners: [m], children: [c]}}"
    found = run("-", stdin=text)
    assert found.returncode == 0
    assert "at most 9" in found.stderr
    assert found.stdout.startswith("<svg")


def test_a_drawing_that_fails_is_one_line_and_the_words_are_told_all_the_same(file):
    """A fault of the engine's own: no traceback, no half of a file, and what says where to look."""
    code = "from kinwork.genogram import layout; layout.arrange = lambda *_, **__: {}['amy']"
    for kind in ("svg", "json", "text"):
        command = [
            sys.executable,
            "-c",
            f"{code}; from kinwork.operations.cli import main; main()",
            "genogram",
            str(file),
        ]
        found = subprocess.run([*command, "--format", kind], capture_output=True, text=True, check=False)
        if kind == "text":
            assert (found.returncode, found.stderr) == (0, "")
            assert "Amy: female." in found.stdout
        else:
            assert (found.returncode, found.stdout, found.stderr.count("\n")) == (2, "", 1)
            assert "could not be drawn, a fault of Kinwork's own (KeyError in " in found.stderr
            assert "--format text" in found.stderr


def test_no_such_file_and_no_such_format(file):
    assert run("/nowhere/at/all.yaml").returncode == 2
    found = run(str(file), "--format", "pdf")
    assert (found.returncode, found.stderr.count("\n")) == (2, 1)


def test_no_django_is_imported():
    rooms = "kinwork.operations.cli, kinwork.genogram"
    code = f"import sys, {rooms}; sys.exit(any(m in sys.modules for m in ('django', 'psycopg')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
