"""``kinwork audit`` at the terminal: exit status, JSON, messages; and what it does not import."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kinwork.audit import gallery

GHQ = gallery.FOLDER / "forrester-2013-table-6.7.yaml"
STAFF = gallery.FOLDER / "baginsky-2011-table-3.1.yaml"


def kinwork(*arguments, **more):
    code = "import sys; from kinwork.operations.cli import main; sys.argv[0] = 'kinwork'; main()"
    return subprocess.run([sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, **more)


def test_text_for_people():
    done = kinwork("audit", GHQ)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Table 6.7. Social Worker responses to the GHQ" in done.stdout
    assert "inconsistent  ghq-F" in done.stdout
    assert "box 3.091 to 3.146" in done.stdout


def test_json_has_the_shape_of_the_contract():
    done = kinwork("audit", GHQ, "--format", "json")
    found = json.loads(done.stdout)
    assert found["table"] == "6.7"
    first = found["results"][0]
    assert {name: first[name] for name in ("id", "check", "verdict", "printed", "p_verdict", "stars_verdict")} == {
        "id": "ghq-F",
        "check": "anova",
        "verdict": "inconsistent",
        "printed": "2.59",
        "p_verdict": "inconsistent",
        "stars_verdict": "inconsistent",
    }
    assert first["low"] < first["recomputed"] < first["high"]
    assert 0.048 < first["p"] < 0.049
    assert {"cell:ghq/LA1:grim", "cell:ghq/LA2:sd"} <= {result["id"] for result in found["results"]}


def test_several_files_are_a_list_in_json():
    found = json.loads(kinwork("audit", GHQ, STAFF, "--format", "json").stdout)
    assert [one["table"] for one in found][:2] == ["6.7", "3.1"]


@pytest.mark.parametrize(("path", "status"), [(GHQ, 1), (STAFF, 0)])
def test_strict_fails_where_anything_is_inconsistent(path, status):
    assert kinwork("audit", path, "--strict").returncode == status
    assert kinwork("audit", path).returncode == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "table: '1'\ngroups: {a: {n: forty}}\nrows: {}\n",
            'table.yaml, line 2, groups.a.n: found "forty"; expected a whole number',
        ),
        ("table: '1'\ngroups: {a: {}}\nrows:\n  x: {cells: {b: {count: 1}}}\n", "line 4"),
        ("table: [\n", "table.yaml, line"),
        ("", "found an empty file"),
    ],
)
def test_bad_input_is_one_line_and_status_2(tmp_path, text, expected):
    (tmp_path / "table.yaml").write_text(text)
    done = kinwork("audit", "table.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kinwork: ")
    assert done.stderr.count("\n") == 1
    assert expected in done.stderr


@pytest.mark.parametrize("arguments", [("nowhere.yaml",), (), ("--format", "xml", str(GHQ)), (".",)])
def test_no_file_no_folder_no_format(tmp_path, arguments):
    done = kinwork("audit", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "expected" in done.stderr
    assert "Traceback" not in done.stderr


def test_bytes_that_are_no_text(tmp_path):
    (tmp_path / "table.yaml").write_bytes(b"table: '1'\ntitle: caf\xe9\n")
    done = kinwork("audit", "table.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "table.yaml, line 2: found bytes that are not UTF-8" in done.stderr


def test_it_needs_no_database_and_starts_without_what_it_does_not_use():
    code = (
        "import sys, atexit; from kinwork.operations.cli import main\n"
        "heavy = {'django', 'psycopg', 'numpy', 'scipy', 'lxml', 'docx'}\n"
        "atexit.register(lambda: print(sorted(heavy & set(sys.modules))))\n"
        f"sys.argv = ['kinwork', 'audit', {str(STAFF)!r}]; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_project_ships_its_gallery():
    assert all(Path(path).is_relative_to(gallery.FOLDER) for path in gallery.paths())
