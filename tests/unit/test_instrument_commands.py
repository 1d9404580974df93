"""`kinwork score` and `kinwork instruments`: scores on stdout, one line of what is wrong on stderr."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from kinwork.operations.cli import app

from .test_instrument_files import GHQ_WORDS, HOPE

HEAD = "id," + ",".join(f"q{n}" for n in range(1, 16))
ROWS = f"{HEAD}\na,{','.join('3' * 15)}\nb,{','.join('3' * 14)},\n"


def run(*words):
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def file(tmp_path):
    def write(text, name="answers.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def table(answer):
    assert answer.exit_code == 0, answer.stderr
    return list(csv.DictReader(io.StringIO(answer.stdout)))


def test_scores_come_with_range_direction_counts_rule_and_reason(file):
    whole, part = table(run("score", "score-15", file(ROWS)))
    assert (whole["id"], whole["instrument"], whole["version"], whole["total"]) == ("a", "score-15", "2010", "45")
    assert (whole["total_range"], whole["total_high_is"]) == ("15 to 75", "worse: more difficulties in the family")
    assert (whole["total_rule"], whole["total_why"]) == ("complete", "no published cut-off")
    assert (part["total"], part["total_answered"], part["total_items"], part["total_rule"]) == ("", "14", "15", "all")
    assert part["total_why"] == "14 of 15 answered, and no rule for items left out is published"
    assert (part["overwhelmed"], part["communication"]) == ("15", "15")


def test_each_row_says_which_rule_for_items_left_out_applied(file):
    head = "id," + ",".join(f"q{n}" for n in range(1, 10))
    text = f"{head}\na,4,4,4,4,4,4,4,4,4\nb,4,,,,,,,,\nc,,,,,,,,,\n"
    rows = table(run("score", "reasons-for-involvement-family", file(text)))
    assert [(row["total"], row["total_rule"], row["total_filled"]) for row in rows] == [
        ("36", "complete", "0"), ("12", "fill", "8"), ("", "fill", "0"),
    ]  # fmt: skip
    strict = table(run("score", "reasons-for-involvement-family", file(text), "--missing", "complete"))
    assert [row["total"] for row in strict] == ["36", "", ""]


def test_columns_that_are_no_answers_are_handed_on_and_made_harmless(file):
    text = ROWS.replace("id,", "id,group,").replace("\na,", "\na,=1+1,").replace("\nb,", "\nb,SAU,")
    rows = table(run("score", "score-15", file(text)))
    assert [row["group"] for row in rows] == ["'=1+1", "SAU"]


def test_a_change_for_the_worse_is_a_number_and_a_mean_is_rounded(file):
    assert table(run("score", "life-rating", file("id,q1,q2\na,7,4\n")))[0]["change"] == "-3"
    head = "id," + ",".join(f"q{n}" for n in range(1, 15))
    text = f"{head}\na,2{',1' * 13}\n"
    assert table(run("score", "reasons-for-involvement-worker", file(text)))[0]["mean"] == "1.0714"


def test_as_json_what_holds_for_all_is_said_once(file):
    found = json.loads(run("score", "score-15", file(ROWS), "--format", "json").stdout)
    assert found["scales"][0]["missing"].startswith("no score unless all are answered")
    assert found["scales"][0]["norms"][0]["mean"] == 39
    assert found["completions"][0]["scores"]["total"]["score"] == 45
    assert found["completions"][1]["scores"]["total"]["score"] is None
    assert "A high total is worse." in found["beware"][0]


def test_by_age_where_the_cut_off_is(file):
    text = "id,age,q1,q2,q3,q4\na,15,6.5,7,6.5,6.4\nb,30,6.5,7,6.5,6.4\nc,,6.5,7,6.5,6.4\n"
    rows = table(run("score", "outcome-rating", file(text)))
    assert [row["total_band"] for row in rows] == ["in the clinical range", "not in the clinical range", ""]
    assert rows[2]["total_why"].endswith("and the age is not known")


@pytest.mark.parametrize(
    "text", [ROWS.replace(",", ";"), ROWS.replace(",", "\t"), "\ufeff" + ROWS, ROWS.replace("\n", "\r\n")]
)
def test_files_as_spreadsheets_write_them(file, text):
    assert table(run("score", "score-15", file(text)))[0]["total"] == "45"
    with_mark = text.removeprefix("\ufeff").encode("utf-16")
    assert table(run("score", "score-15", file(with_mark)))[0]["total"] == "45"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ROWS.replace("b,3", "b,7"), "answers.csv, line 3 (id b), q1: found '7', expected 1 to 5 or blank"),
        (ROWS.replace("b,3", "b,3.5"), "line 3 (id b), q1: found '3.5', expected 1 to 5 or blank"),
        (ROWS.replace("b,3", "b,-9"), "line 3 (id b), q1: found '-9', expected 1 to 5 or blank"),
        (ROWS.replace("b,3", "b,NA"), "line 3 (id b), q1: found 'NA', expected 1 to 5 or blank"),
        (ROWS.replace("b,3,3", "b,8,9"), "q1: found '8', expected 1 to 5 or blank (and 1 more)"),
        (ROWS.replace("\nb,", "\na,"), "line 3, id: found 'a', which is on line 2 too, expected each once"),
        (ROWS.replace("\nb,", "\n,"), "line 3, id: found nothing, expected the id of the completion"),
        (ROWS.replace("id,", "name,"), "line 1: no column 'id', expected one that names each completion"),
        (ROWS.replace("q15", "q16"), "line 1: found column 'q16', expected q1 to q15 (and 1 more)"),
        (ROWS.replace("q15", "Q01"), "line 1: 'Q01' stands there twice, expected each column once (and 1 more)"),
        (ROWS.replace("q15", "last"), "line 1: no column q15, expected all that score-15 scores (blank is missing)"),
        (ROWS.replace("b,3,", "b,"), "line 3: 15 cells, expected 16"),
        (HEAD + "\n", "line 1: no rows below the header"),
        ("", "line 1: empty, expected a header: id, q1, q2"),
        ('id,q1\na,"3', "line 2: a quote"),
        (b"\x00\x01\x02\xff", "expected a CSV file"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_scored(file, text, said):
    answer = run("score", "score-15", file(text))
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert said in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("score", "score15", "{file}"), "there is no instrument 'score15': Did you mean “score-15”?"),
        (("score", "score-15", "{file}x"), "No such file or directory"),
        (("score", "score-15", "{file}", "--format", "xml"), "--format: found 'xml', expected csv or json"),
        (
            ("score", "score-15", "{file}", "--missing", "mean"),
            "--missing: found 'mean', expected published or complete",
        ),
        (("score", "score-15", "{file}", "--version", "1"), "'score-15' has no version '1': there are 2010"),
        (("score", "topics-staff", "{file}"), "nothing of it is scored"),
        (("score", "score-15", "{file}", "--folder", "nowhere"), "this is no folder"),
        (("instruments", "--format", "csv"), "--format: found 'csv', expected text or json"),
        (("instruments", "show", "score16"), "Did you mean “score-15”?"),
    ],
)
def test_what_was_asked_wrongly_is_one_line(file, words, said):
    answer = run(*(word.format(file=file(ROWS)) for word in words))
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1


def test_the_list_says_items_range_direction_and_licence():
    text = run("instruments").stdout
    assert "score-15" in text
    assert "15 to 75, high is worse: more difficulties in the family" in text
    assert "wording: licensed. Copyright; a licence is bought from GL Assessment." in text
    one = {found["id"]: found for found in json.loads(run("instruments", "--format", "json").stdout)}["outcome-rating"]
    assert (one["items"], one["range"], one["direction"]) == (4, "0 to 40", "high is better: doing better")
    assert one["wording"] == "licensed"


def test_one_is_shown_whole():
    text = run("instruments", "show", "reasons-for-involvement-family").stdout
    assert "an item left out counts as 1 when at least 1 are answered (Forrester et al. 2013, chapter 2)" in text
    assert (
        "  q6    Parent with depression  [1 Not a problem, 2 A bit of a problem, 3 A problem, 4 A big problem]" in text
    )
    assert "(licensed)" in run("instruments", "show", "ghq-12").stdout
    resource = json.loads(run("instruments", "show", "score-15", "--format", "fhir").stdout)
    assert resource["resourceType"] == "Questionnaire"
    assert json.loads(run("instruments", "show", "score-15", "--format", "json").stdout)["reverse"][0] == 2


def test_a_folder_of_ones_own(file, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "hope.yaml").write_text(HOPE, encoding="utf-8")
    (tmp_path / "own" / "words.yaml").write_text(GHQ_WORDS, encoding="utf-8")
    own = str(tmp_path / "own")
    assert table(run("score", "hope", file("id,q1,q2\na,3,1\n"), "--folder", own))[0]["total"] == "6"
    assert "hope" in run("instruments", "--folder", own).stdout
    assert "q1    We know" in run("instruments", "--folder", own, "show", "hope").stdout
    assert run("instruments", "check", own).stdout == "Nothing wrong.\n"
    (tmp_path / "own" / "hope.yaml").write_text(HOPE.replace("reverse: [2]", "reverse: [9]"), encoding="utf-8")
    answer = run("instruments", "check", own)
    assert answer.exit_code == 1
    assert answer.stdout.startswith("hope.yaml, line 13, reverse: There is no 9 here. There are 1 to 2.")
    assert run("instruments", "check", str(tmp_path / "own" / "hope.yaml")).exit_code == 1
    assert run("score", "hope", file("id,q1,q2\na,3,1\n"), "--folder", own).exit_code == 2


def test_scoring_needs_no_django(file):
    code = (
        "import sys; from kinwork.operations.commands.score import score; from pathlib import Path; "
        f"score('score-15', Path({file(ROWS)!r}), 'csv', '', 'published', None); sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
