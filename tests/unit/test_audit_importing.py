"""Tables out of Word, web pages and CSV, as skeletons to complete, with questions about what is doubtful."""

import subprocess
import sys

import docx
import pytest

from kinwork.audit import audit_table, read_table
from kinwork.audit.importing import FoundTable, UnreadableReport, tables_of
from kinwork.audit.skeleton import skeleton

PAGE = """<html><body><table>
<caption>Table 6.7: Responses to the GHQ</caption>
<tr><th></th><th>LA1 (n = 40)</th><th>LA2 (n=27)</th><th>Yes</th></tr>
<tr><td>Total score</td><td>9.88 (2.98)</td><td>11.21 (5.23)*</td><td>26 (81.3%)</td></tr>
<tr><td rowspan="2">Cost</td><td colspan="2">£1,234,567</td><td>n/a</td></tr>
<tr><td>12</td><td>3.5</td><td>81.3%</td></tr>
</table><table><tr><td>layout</td></tr></table></body></html>"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "report.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_web_page(page):
    (table,) = tables_of(page)
    assert table.caption == "Table 6.7: Responses to the GHQ"
    assert table.rows[2] == ("Cost", "£1,234,567", None, "n/a")
    assert table.rows[3] == (None, "12", "3.5", "81.3%")


def test_the_skeleton_is_a_table_file_that_can_be_audited(page):
    made = skeleton(tables_of(page)[0], 1, "report.html")
    table = read_table(made.text)
    assert (table.number, table.title) == ("6.7", "Responses to the GHQ")
    assert {g.id: g.n for g in table.groups.values()} == {"LA1": 40, "LA2": 27, "x_Yes": None}
    score = table.rows["total_score"].cells
    assert (score["LA1"].mean.text, score["LA1"].sd.text) == ("9.88", "2.98")
    assert (score["x_Yes"].count, score["x_Yes"].percent.text) == (26, "81.3")
    assert table.rows["cost"].cells["LA1"].value.text == "1234567"
    assert [r.verdict for r in audit_table(table)] == ["undetermined"]  # 26 (81.3 %) has no base yet


def test_what_is_doubtful_is_asked_and_left_out(page):
    made = skeleton(tables_of(page)[0], 1, "report.html")
    assert "LA2" not in read_table(made.text).rows["total_score"].cells
    assert any('"11.21 (5.23)*" is no plain figure' in question for question in made.questions)
    assert any("the row after Cost: no label, or it is part of a merged cell" in q for q in made.questions)
    assert '# LA2: printed "11.21 (5.23)*"' in made.text


def test_a_word_document_with_merged_cells(tmp_path):
    document = docx.Document()
    document.add_paragraph("Table 3. Allocation")
    table = document.add_table(rows=3, cols=3)
    for y, row in enumerate([("", "Before", ""), ("Families", "64", "67"), ("Rate", "5,8", "4.5")]):
        for x, text in enumerate(row):
            table.cell(y, x).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    path = tmp_path / "report.docx"
    document.save(path)
    (found,) = tables_of(path)
    assert found.caption == "Table 3. Allocation"
    assert found.rows[0] == ("", "Before", None)
    made = skeleton(found, 1, "report.docx")
    read = read_table(made.text)
    assert [g.id for g in read.groups.values()] == ["Before", "Before_2"]
    assert read.rows["families"].cells["Before_2"].count == 67
    assert any("a full stop as the decimal mark" in question for question in made.questions)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_any_of_three_marks(tmp_path, mark):
    path = tmp_path / "table.csv"
    path.write_text(
        "\ufeff" + "\n".join(mark.join(row) for row in [("", "LA1", "LA2"), ("Children", "27", "")]), "utf-8"
    )
    (found,) = tables_of(path)
    assert found.rows[1] == ("Children", "27", "")
    assert read_table(skeleton(found, 1, "x").text).rows["children"].cells["LA1"].count == 27


def test_a_csv_file_of_windows_or_of_excel(tmp_path):
    text = "sep=;\nRow;LA1;LA2\nEnquêtes;27;4\n"
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        path = tmp_path / "table.csv"
        path.write_bytes(text.encode(encoding))
        assert tables_of(path)[0].rows[1] == ("Enquêtes", "27", "4")


def made_of(*rows):
    found = FoundTable("Table 2. Outcomes", tuple(rows))
    made = skeleton(found, 1, "report.html")
    return read_table(made.text), made.questions


def test_a_count_with_its_base_and_a_median_with_its_quartiles():
    table, _ = made_of(("", "LA1"), ("In care", "17/69 (25%)"), ("Seen", "12 of 40"), ("Days", "12.5 [8.0, 19.0]"))
    care, seen, days = (row.cells["LA1"] for row in table.rows.values())
    assert (care.count, care.base, care.percent.text) == (17, 69, "25")
    assert (seen.count, seen.base) == (12, 40)
    assert (days.value.text, days.mean) == ("12.5", None)
    assert "8.0 and 19.0" in days.note
    assert [r.verdict for r in audit_table(table) if r.id == "cell:in_care/LA1:percent"] == ["consistent"]


def test_columns_of_n_that_take_turns_with_figures_are_the_rows_own_sizes():
    table, _ = made_of(("", "n", "Unit", "N", "Team"), ("Score", "38", "9.88 (2.98)", "1,027", "11.21 (5.23)"))
    assert list(table.groups) == ["Unit", "Team"]
    assert table.rows["score"].n == {"Unit": 38, "Team": 1027}


def test_an_n_that_nobody_said_what_it_is_of_is_asked_for_before_anything_is_accused():
    table, questions = made_of(
        ("", "Unit (n = 40)", "Team (n = 30)", "Observations"), ("Agreed", "12 (31%)", "9 (30%)", "69")
    )
    assert any("the column Observations prints an n for each row" in question for question in questions)
    found = {result.id: result for result in audit_table(table)}
    assert found["cell:agreed/Team:percent"].verdict == "consistent"
    care = found["cell:agreed/Unit:percent"]  # 12 of 39: one did not answer
    assert care.verdict == "undetermined"
    assert "the row prints its own n, 69, under Observations" in care.message


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("report.pdf", b"%PDF", "a report as .docx, .html or .csv"),
        ("report.docx", b"not a zip", "a .docx file"),
        ("report.html", b"<p>no table</p>", "at least one table"),
        ("report.html", b"", "expected"),
        ("report.csv", b"a\x81,b\n1,2\n", "a CSV file saved as UTF-8"),
        ("report.csv", b'a,"b\n1,2\n', "expected"),
        ("report.csv", b"", "at least one table"),
    ],
)
def test_what_cannot_be_read_says_what_was_expected(tmp_path, name, content, expected):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableReport, match=name) as problem:
        tables_of(path)
    assert expected in str(problem.value)


def kinwork(*arguments):
    code = "from kinwork.operations.cli import main; main()"
    return subprocess.run([sys.executable, "-c", code, "audit", *map(str, arguments)], capture_output=True, text=True)


def test_the_command_lists_tables_and_writes_skeletons(page, tmp_path):
    done = kinwork("--from", page)
    assert done.returncode == 0
    assert "1. Table 6.7: Responses to the GHQ: 3 rows, 3 columns" in done.stdout
    assert "--into FOLDER" in done.stderr
    done = kinwork("--from", page, "--into", tmp_path / "tables")
    path = tmp_path / "tables" / "report-table-1.yaml"
    assert path.exists()
    assert kinwork(path).returncode == 0
    again = kinwork("--from", page, "--into", tmp_path / "tables")
    assert again.returncode == 2
    assert "already there" in again.stderr


def test_the_command_refuses_what_it_cannot_read(tmp_path):
    done = kinwork("--from", tmp_path / "nowhere.docx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "nowhere.docx" in done.stderr
