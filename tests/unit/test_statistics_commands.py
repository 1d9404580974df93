"""`kinwork compare` and `kinwork agreement`: answers on stdout, one line of what is wrong on stderr."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from kinwork import statistics
from kinwork.operations.cli import app

CASES = """unit,ghq,home
RSW,3,yes
RSW,4,no
RSW,5,yes
RSW,6,yes
SAU,1,no
SAU,2,no
SAU,,no
SAU,3.5,yes
"""


def run(*words):
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def file(tmp_path):
    def write(text, name="cases.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_every_name_that_the_package_offers_is_there():
    """They are found when first used, so that a wrong place would be seen by nobody else."""
    assert [name for name in statistics.__all__ if not callable(getattr(statistics, name, None))] == []


def test_compare_gives_each_outcome_and_adjusts(file):
    answer = run("compare", file(CASES), "--by", "unit", "--outcome", "ghq", "home", "--format", "json")
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    ghq, home = found["comparisons"]
    assert [(group["name"], group["n"], group["missing"]) for group in ghq["groups"]] == [("RSW", 4, 0), ("SAU", 3, 1)]
    assert ghq["groups"][0]["mean"] == pytest.approx(4.5)
    assert home["test"] == "Fisher's exact test"
    assert ghq["p_adjusted"] == pytest.approx(min(1, 2 * ghq["p"]))
    assert ghq["effect"]["interval"]["low"] < ghq["effect"]["value"] < ghq["effect"]["interval"]["high"]


def test_the_test_may_be_asked_for_and_a_plot_keeps_its_data(file, tmp_path):
    plot = tmp_path / "effects.svg"
    answer = run("compare", file(CASES), "--by", "unit", "--outcome", "ghq", "--test", "welch", "--plot", str(plot))
    assert answer.exit_code == 0, answer.output
    assert "Welch" in answer.stdout
    assert plot.read_text().startswith("<svg")
    assert plot.with_suffix(".data.csv").read_text().startswith("label,estimate,low,high")


@pytest.mark.parametrize(
    ("text", "words", "says"),
    [
        (CASES.replace("6,yes", '"6,5",yes'), (), "cases.csv, line 5, ghq: found '6,5', expected a decimal point"),
        (CASES.replace("6,yes", "six,yes"), (), "cases.csv, line 5, ghq: found 'six', expected a number"),
        (CASES.replace("6,yes", "6%,yes"), (), "line 5, ghq: found '6%', expected a number without the percent sign"),
        (CASES.replace("6,yes", "6"), (), "cases.csv, line 5: 2 cells, expected 3"),
        (CASES.replace("SAU", "RSW"), (), "cases.csv, unit: found 1 group, expected at least 2"),
        (CASES, ("--outcome", "ghk"), "no column 'ghk', expected one of: unit, ghq, home"),
        (CASES, ("--test", "z"), "--test: found 'z', expected one of"),
        (CASES, ("--format", "xml"), "--format: found 'xml'"),
        (CASES, ("--plot", "effects.doc"), "expected a name ending in .svg or .png"),
        ("", (), "line 1: empty"),
        ("unit,ghq\n", (), "no rows below the header"),
        ("unit,unit\n1,2\n", (), "'unit' stands there twice"),
    ],
)
def test_bad_input_is_one_line_and_status_two(file, text, words, says):
    answer = run("compare", file(text), "--by", "unit", "--outcome", "ghq", *words)
    assert answer.exit_code == 2
    assert says in answer.stderr
    assert answer.stderr.strip().count("\n") == 0
    assert answer.stdout == ""


def test_no_such_file():
    answer = run("compare", "nowhere.csv", "--by", "unit", "--outcome", "ghq")
    assert (answer.exit_code, answer.stderr) == (2, "kinwork: nowhere.csv: no such file, expected a CSV file\n")


def test_european_files_are_read_when_said(file):
    text = "unit;ghq\nRSW;3,5\nRSW;4\nSAU;1,5\nSAU;2\n"
    answer = run("compare", file(text), "--by", "unit", "--outcome", "ghq", "--decimal", "comma", "--format", "json")
    assert json.loads(answer.stdout)["comparisons"][0]["groups"][0]["mean"] == pytest.approx(3.75)


RATINGS = "unit,rater,value\n" + "".join(
    f"{unit},{rater},{value}\n"
    for unit, values in enumerate([(1, 1), (2, 2), (3, 3), (3, 2), (1, 1)])
    for rater, value in zip("ab", values, strict=True)
)


def test_agreement_lists_every_measure_with_its_interval(file):
    answer = run("agreement", file(RATINGS), "--scale", "ordinal", "--format", "json")
    assert answer.exit_code == 0, answer.output
    found = {measure["name"]: measure for measure in json.loads(answer.stdout)["measures"]}
    assert found["exact agreement"]["value"] == pytest.approx(0.8)
    assert found["agreement within 1"]["value"] == 1
    assert {f"ICC({form},{of})" for form in "123" for of in "1k"} <= set(found)
    for name in ("Cohen's kappa", "Fleiss' kappa", "Krippendorff's alpha", "Gwet's AC1", "weighted kappa (linear)"):
        assert found[name]["low"] <= found[name]["value"] <= found[name]["high"], name


@pytest.mark.parametrize(
    ("text", "scale", "says"),
    [
        (RATINGS, "metric", "found scale 'metric', expected one of: nominal, ordinal, interval, ratio"),
        (RATINGS + "0,a,2\n", "ordinal", "line 12: rater 'a' rated unit '0' on line 2 already"),
        (RATINGS.replace("3,b,2", "3,b,two"), "interval", "line 9, value: found 'two'"),
        (RATINGS.replace(",b,", ",a2,").replace("rater", "who"), "nominal", "no column 'rater', expected unit, rater"),
        (RATINGS.replace("3,b,2", ",b,2"), "nominal", "line 9, unit: empty"),
        ("unit,rater,value\n1,a,1\n2,a,2\n", "nominal", "found 1 rater"),
    ],
)
def test_bad_ratings_are_one_line_and_status_two(file, text, scale, says):
    answer = run("agreement", file(text), "--scale", scale)
    assert answer.exit_code == 2
    assert says in answer.stderr
    assert answer.stderr.strip().count("\n") == 0


def test_words_may_be_categories(file):
    text = "unit,rater,value\n1,a,safe\n1,b,safe\n2,a,harm\n2,b,safe\n3,a,harm\n3,b,harm\n"
    answer = run("agreement", file(text), "--scale", "nominal", "--format", "json")
    found = {measure["name"]: measure for measure in json.loads(answer.stdout)["measures"]}
    assert found["exact agreement"]["value"] == pytest.approx(2 / 3)


def test_no_django_is_loaded(file):
    code = (
        "import sys; sys.argv = ['kinwork', 'compare', sys.argv[1], '--by', 'unit', '--outcome', 'ghq']\n"
        "from kinwork.operations.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('django' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code, file(CASES)], capture_output=True, text=True, check=True)
    assert answer.stdout.strip().endswith("False")


def test_tabs_semicolons_and_trailing_columns_are_read(file):
    for mark in ("\t", ";"):
        text = "unit,ghq,,\nRSW,1,,\nRSW,2,,\nSAU,3,,\nSAU,5,,\n".replace(",", mark)
        answer = run("compare", file(text), "--by", "unit", "--outcome", "ghq")
        assert answer.exit_code == 0, answer.output


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b'unit,ghq\nRSW,"1\nRSW,2\n', 'line 3: a quote (") that is never closed'),
        (b"unit,ghq\nRSW,1\nSAU,1\x00\n", "line 3: a null character"),
        ("unit,ghq\nRSW,1\nR\xe9,2\n".encode("latin-1"), "line 3: not UTF-8 text"),
        (b"unit,ghq\nRSW,1\nRSW,1e300\nSAU,1\nSAU,2\n", "line 3, ghq: found '1e300', expected a number of at most"),
        (b"unit,ghq\nRSW,\nSAU,\n", "ghq: no values"),
        (b"unit,ghq\nRSW,1\n,2\n,3\nSAU,4\nSAU,5\n", "2 rows have no group: perhaps a merged cell"),
        ("unit,ghq\nRSW,£1\nSAU,2\n".encode(), "without the currency sign: 1"),
    ],
)
def test_what_a_file_can_have_wrong_is_one_line(tmp_path, text, says):
    path = tmp_path / "cases.csv"
    path.write_bytes(text)
    answer = run("compare", str(path), "--by", "unit", "--outcome", "ghq")
    assert answer.exit_code == 2
    assert says in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_rows_without_a_group_are_told(file):
    text = "unit,ghq\nRSW,1\nRSW,2\n,9\nSAU,4\nSAU,5\n"
    answer = run("compare", file(text), "--by", "unit", "--outcome", "ghq")
    assert answer.exit_code == 0
    assert "1 row has no group (column unit) and took no part." in answer.stdout
