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
        (b"unit,ghq\nRSW,1\nR\x81,2\n", "line 3: not UTF-8 text"),
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


def ghq_of(file, cells, *words, mark=","):
    """The means of two groups of four, as the command reads their cells."""
    rows = "".join(f'{"RSW" if i < 4 else "SAU"}{mark}"{cell}"\n' for i, cell in enumerate(cells))
    answer = run(
        "compare", file(f"unit{mark}ghq\n{rows}"), "--by", "unit", "--outcome", "ghq", "--format", "json", *words
    )
    if answer.exit_code:
        return answer.stderr, ""
    found = json.loads(answer.stdout)["comparisons"][0]
    return [group["mean"] for group in found["groups"]], " ".join(found["assumptions"])


@pytest.mark.parametrize(
    ("cells", "mark", "means", "named"),
    [
        (["3,5", "4,0", "5", "6,5", "1", "2,5", "3", "3,5"], ",", [4.75, 2.5], "decimal commas (3,5 is read as 3.5)"),
        (["40.0%", "30%", "50%", "20%", "1%", "2%", "3%", "4%"], ",", [35, 2.5], "percent signs"),
        (["£350.00", "£1,200", "£50", "£0", "£1", "£2", "£3", "£4"], ",", [400, 2.5], "currency signs"),
        (["1.234,5", "0,5", "1", "4", "1", "2", "3", "4"], ";", [310, 2.5], "decimal commas"),
        (["1 200", "800", "1", "1999", "1", "2", "3", "4"], "\t", [1000, 2.5], "blanks between thousands"),
        (["(4)", "(14)", "14", "4", "1", "2", "3", "4"], ",", "found '(4)'", ""),
        (["3,500", "4,250", "5,125", "1,000", "2,000", "3,000", "4,000", "5,000"], ",", "say decimal comma or", ""),
        (["3.5", "4,5", "5", "6", "1", "2", "3", "4"], ",", "line 3, ghq: found '4,5', expected a decimal point", ""),
        (
            ["40%", "0.3", "50%", "2%", "1%", "2%", "3%", "4%"],
            ",",
            "found '0.3', expected % as in the column's other",
            "",
        ),
        (["1,23,4", "2,3,4", "1,1,1", "2,2,2"] * 2, ",", "line 2, ghq: found '1,23,4', expected a number", ""),
        (["12 weeks", "1 week", "3 weeks", "4 weeks"] * 2, ",", "without the unit 'weeks': 12", ""),
        (["2024-01-05", "2024-02-01"] * 4, ",", "line 2, ghq: found '2024-01-05', a date", ""),
        (["#DIV/0!", "2", "3", "4"] * 2, ",", "line 2, ghq: found '#DIV/0!'", ""),
    ],
)
def test_a_column_that_looks_like_numbers_is_numbers_or_refused_but_never_words(file, cells, mark, means, named):
    found, told = ghq_of(file, cells, mark=mark)
    assert means in found if isinstance(means, str) else found == pytest.approx(means)
    assert named in told


def test_what_the_writing_leaves_open_is_said_by_hand_or_by_the_other_columns(file):
    cells = ["3,500", "4,250", "5,125", "1,000", "2,000", "3,000", "4,000", "5,000"]
    assert ghq_of(file, cells, "--decimal", "comma")[0] == pytest.approx([3.46875, 3.5])
    assert ghq_of(file, cells, "--decimal", "point")[0] == pytest.approx([3468.75, 3500])
    text = "unit;ghq;age\n" + "".join(f"{u};{x};{a}\n" for u, x, a in zip("aaaabbbb", cells, ["3,5"] * 8, strict=True))
    answer = run("compare", file(text), "--by", "unit", "--outcome", "ghq", "--format", "json")
    assert json.loads(answer.stdout)["comparisons"][0]["groups"][0]["mean"] == pytest.approx(3.46875)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("first", ["", "sep=;\n"])
def test_files_as_excel_writes_them_are_read(tmp_path, encoding, first):
    path = tmp_path / "cases.csv"
    path.write_bytes(f"{first}unité;ghq\r\nRSW;1\r\nRSW;2\r\nSAU;3\r\nSAU;5\r\n".encode(encoding))
    answer = run("compare", str(path), "--by", "unité", "--outcome", "ghq")
    assert answer.exit_code == 0, answer.output
    assert ("was read as Windows-1252" in answer.stderr) is (encoding == "cp1252")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"unit,ghq,unit\na,1,b\n", "column 'unit' stands there twice (columns 1 and 3): rename one"),
        (
            b"unit,ghq\na,3,5\n",
            'line 2: 3 cells, expected 2 as in the header; a number with a comma needs quotes ("3,5")',
        ),
        (b"PK\x03\x04....", "found an Excel workbook, expected a CSV file"),
        (b"sep=;\nunit;ghq\na;six\na;5\nb;1\nb;2\n", "line 3, ghq: found 'six', expected a number"),
    ],
)
def test_what_excel_leaves_in_a_file_gets_a_line_that_helps(tmp_path, content, says):
    path = tmp_path / "cases.csv"
    path.write_bytes(content)
    answer = run("compare", str(path), "--by", "unit", "--outcome", "ghq")
    assert (answer.exit_code, answer.stderr.count("\n")) == (2, 1)
    assert says in answer.stderr


def test_codes_for_missing_are_one_list_and_labels_in_two_ways_are_asked_about(file):
    codes = ["NA", "null", "none", "-", "#N/A", "."]
    rows = [("LA1", "yes"), ("LA1", "no"), ("LA2", "no"), ("LA2", "yes"), *(("LA2", code) for code in codes)]
    text = "area,home\n" + "".join(f"{area},{home}\n" for area, home in rows)
    answer = run("compare", file(text), "--by", "area", "--outcome", "home", "--format", "json")
    assert (
        json.loads(answer.stdout)["comparisons"][0]["groups"][1] | {"n": 2, "missing": 6}
        == (json.loads(answer.stdout)["comparisons"][0]["groups"][1])
    )
    for twice in (text + "la1,yes\n", text + "LA1,Yes\n"):
        asked = run("compare", file(twice), "--by", "area", "--outcome", "home")
        assert asked.exit_code == 2
        assert "one label written in two ways? say --labels together if so, --labels apart if not" in asked.stderr
        assert "line 12" in asked.stderr
        together = run("compare", file(twice), "--by", "area", "--outcome", "home", "--labels", "together")
        assert together.exit_code == 0, together.output


def test_words_in_an_order_that_is_given(file):
    text = "unit,rater,value\n" + "".join(
        f"{u},{r},{v}\n" for u, pair in enumerate([("low", "low"), ("high", "medium"), ("high", "high")])
        for r, v in zip("ab", pair, strict=True)
    )  # fmt: skip
    refused = run("agreement", file(text), "--scale", "ordinal")
    assert "--levels with the words from lowest to highest" in refused.stderr
    answer = run("agreement", file(text), "--scale", "ordinal", "--levels", "low,medium,high", "--format", "json")
    found = {measure["name"]: measure["value"] for measure in json.loads(answer.stdout)["measures"]}
    assert found["agreement within 1"] == 1
    assert found["weighted kappa (quadratic)"] == pytest.approx(0.8, abs=0.05)
