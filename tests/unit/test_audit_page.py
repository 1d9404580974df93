"""The page of a document: tables as printed, every cell's verdict in sign and words, nothing by colour alone."""

import subprocess
import sys

import pytest
from lxml import html

from kinwork.audit import audit_table, gallery, read_table
from kinwork.audit.across import check_across
from kinwork.audit.report_page import by_document, index, page


@pytest.fixture(scope="module")
def forrester():
    audited = [(table, audit_table(table)) for table in gallery.tables().values()]
    documents = by_document(audited)
    name = next(name for name in documents if name.startswith("Forrester"))
    return html.document_fromstring(page(name, documents[name], check_across([t for t, _ in documents[name]])))


def test_a_table_stands_as_it_was_printed(forrester):
    table = forrester.xpath("//section[.//h2[starts-with(., 'Table 6.7')]]//table")[0]
    assert [th.text_content() for th in table.xpath(".//thead//th")] == ["LA1n = 40", "LA2n = 27", "LA3n = 38"]
    cells = [td.text.strip() for td in table.xpath(".//tbody//td")]
    assert cells == ["9.88 (2.98)", "11.21 (5.23)", "12.82 (6.78)"]


def test_every_sign_leads_to_a_check_and_is_said_in_words(forrester):
    ids = {element.get("id") for element in forrester.xpath("//*[@id]")}
    signs = forrester.xpath("//a[@class='sign']")
    assert len(signs) > 100
    for sign in signs:
        assert sign.get("href").lstrip("#") in ids
        words = sign.xpath("./span[@class='hidden']")[0].text
        assert words.startswith(("holds:", "does not hold:", "cannot be told:"))
        assert sign.getparent().get("title")


def test_the_box_stands_in_the_text(forrester):
    check = forrester.xpath("//dt[contains(., 'ghq-F')]/following-sibling::dd[1]")[0].text
    assert "(box 3.091 to 3.146)" in check


def test_each_id_once_and_a_language(forrester):
    ids = [element.get("id") for element in forrester.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    assert forrester.get("lang") == "en-GB"
    assert [h.text_content() for h in forrester.xpath("//h1")] == [
        "Forrester et al. 2013, Reclaiming Social Work? An Evaluation of Systemic Units"
    ]


def test_between_the_tables_of_one_report():
    found = {r.id: r for r in check_across(list(gallery.tables().values()))}
    assert found["across:6.2/6.7:LA2:n"].verdict == "inconsistent"
    assert found["across:6.2/6.7:LA1:n"].verdict == "consistent"
    assert {r.verdict for r in found.values()} == {"consistent", "inconsistent"}


def small(number, source, n, value):
    return read_table(
        f'{{table: "{number}", source: {source}, groups: {{a: {{n: {n}, label: "LA 1"}}}}, '
        f'rows: {{cost: {{label: "Cost", cells: {{a: {{value: "{value}"}}}}}}}}}}'
    )


def test_only_what_is_nearly_the_same_is_called_different():
    def compared(*tables):
        return [(r.id, r.verdict) for r in check_across(tables)]

    one = small("1", "report", 40, "1200")
    assert compared(one, small("2", "report", 41, "1250")) == [
        ("across:1/2:a:n", "inconsistent"), ("across:1/2:cost/a:value", "inconsistent"),
    ]  # fmt: skip
    assert compared(one, small("2", "report", 131, "9999")) == []  # other people, another thing
    assert compared(one, small("2", "another report", 41, "1250")) == []
    assert compared(one, small("2", "report", 40, "1.2e3".replace("1.2e3", "1200.4")))[1][1] == "consistent"


def test_what_a_report_prints_cannot_break_out_of_the_page():
    table = read_table(
        '{table: "<b>1", title: "</title><script>", groups: {a: {label: "<i>"}}, '
        'rows: {x: {label: "\\"&", cells: {a: {count: 1}}}}}'
    )
    text = page("<script>", [(table, audit_table(table))])
    assert "<script>" not in text
    assert "<i>" not in text


def test_pages_and_their_index(tmp_path):
    code = "from kinwork.operations.cli import main; main()"
    arguments = ["audit", "--gallery", "--format", "html", "--output", str(tmp_path / "gallery")]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
    written = {path.name for path in (tmp_path / "gallery").iterdir()}
    assert len(written) == 6
    links = html.parse(str(tmp_path / "gallery" / "index.html")).xpath("//a/@href")
    assert set(links) == written - {"index.html"}


def test_an_index_without_documents_is_still_a_page():
    assert "<h1>Nothing</h1>" in index("Nothing", [])
