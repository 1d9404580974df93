"""Layouts of documents are data: read with all that is wrong said; blocks become page, Word and plain data."""

from __future__ import annotations

import re
import sys
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from kinwork.layouts.blocks import (
    Happening,
    Heading,
    Items,
    Pairs,
    Picture,
    Prose,
    Signatures,
    Table,
    as_light,
    from_plain,
    is_empty,
    to_plain,
)
from kinwork.layouts.html import blocks_as_html
from kinwork.layouts.known import KNOWN
from kinwork.layouts.reading import MOST_LETTERS, NoLayout, layout_from, read_layout, shipped
from kinwork.layouts.word import Paper, as_docx
from kinwork.operations import cli

GOOD = """key: core_group_report
name: Report to the core group
version: 1
sections:
  - key: happened
    title: What happened
    source: entries
    with: {significant: yes, since: last time, kinds: [visit, meeting]}
"""
BLOCKS = (
    Heading("Kian"),
    Prose("# A heading\n**Bold** <b>\n\n1. one\n2. two\n\n- a\n  - b"),
    Happening("3 March 2026: visit", "at home", "He said\x0b “no”.", ("Added.",), ref="entry:1", href="/there/"),
    Items(("first", "second"), is_numbered=True),
    Pairs((("Why", "because\nof this"),), title="A question"),
    Table(("What", "Who"), (("Ring", "Tom"),), (70, 30), refs=("step:1",)),
    Picture("<svg></svg>", "", 10, 10, alt="Ada, mother of Kian"),
    Signatures((("Manager", "", ""),)),
)


def wrong(text):
    with pytest.raises(NoLayout) as found:
        read_layout(text)
    return [str(one) for one in found.value.problems]


@pytest.mark.parametrize(
    ("right", "instead", "said"),
    [
        ("source: entries", "source: entrys",
         "line 7, section “happened”: There is no source “entrys”. Did you mean “entries”?"),
        ("source: entries", "source: horoscope", "There is no source “horoscope”. There are: words, four questions"),
        ("title:", "titel:", "line 6, section 1: “titel” is no field here. Did you mean “title”?"),
        ("since: last time", "since: yesterday", "“since” is “yesterday”. Write “all”, “last time”, “opening”"),
        ("kinds: [visit", "kinds: [vist", "“kinds” is “vist”. Did you mean “visit”?"),
        ("significant: yes", "significant: perhaps", "“significant” is “perhaps”. Write yes or no."),
        ("significant: yes", "most: 0", "“most” is “0”. Write a whole number from 1 to 1000."),
        ("version: 1", "version: one", "line 3: “version” is “one”. Write a whole number"),
        ("name: Report", "name: Report: to", "line 2: There is a colon inside the words."),
        ("key: core_group_report", "key: Core group", "line 1: “key” is “Core group”. Write small letters"),
        ("version: 1\n", "", "“version” is missing. Every layout has key, name, version and sections."),
        ("  - key: happened", "\t- key: happened", "line 5: There is a tab. Indent with spaces."),
        ("sections:", "about: everybody\nsections:", "“about” is “everybody”. Write one of: child, family, either."),
        ("version: 1", "version: 1\nversion: 2", "line 4: “version” stands here twice. Keep one."),
        (GOOD, "", "There is nothing in it."),
        (GOOD, "[" * 5000, "nested too deep"),
        (GOOD, "x" * (MOST_LETTERS + 1), "A layout has at most 60,000."),
        (GOOD, GOOD + GOOD.partition("sections:\n")[2], "line 9, section “happened”: Another section has this key."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_layout_is_said_with_its_line_and_what_would_be_right(right, instead, said):
    assert read_layout(GOOD).sections[0].options["kinds"] == ("visit", "meeting")
    found = wrong(GOOD.replace(right, instead, 1))
    assert any(said in one for one in found), found


def test_all_that_is_wrong_is_said_at_once():
    assert len(wrong(GOOD.replace("entries", "entrys").replace("version: 1", "version: x"))) == 2


def test_every_layout_that_comes_is_one_cites_its_guidance_and_is_short():
    names = {
        "child_and_family_assessment", "section_47_enquiry", "conference_report", "review_conference_report",
        "family_help_plan", "protection_plan", "care_plan", "care_review_report", "pathway_plan",
        "pre_proceedings_letter", "written_agreement", "hand_over_pack", "closure_summary", "court_chronology",
        "court_statement", "first_visit_pack", "familys_own_pack",
    }  # fmt: skip
    assert set(shipped()) == names
    for text in shipped().values():
        layout = layout_from(text)
        assert layout.basis
        assert layout.purpose
        assert 2 <= len(layout.sections) <= 18
    page = (Path(__file__).parents[2] / "docs" / "layouts.md").read_text("utf-8")
    assert [f"`{key}`" for key in KNOWN if f"| `{key}` |" not in page] == []


def test_blocks_are_kept_as_plain_data_and_are_the_same_again():
    for one in BLOCKS:
        plain = to_plain(one)
        again = from_plain(plain)
        assert to_plain(again) == plain
        assert "/there/" not in str(plain), "where it is edited is not kept"
    assert is_empty([Heading("Only a heading"), Prose("  "), Items(())])
    assert not is_empty([Heading("x"), Table(("a",), (("b",),))])


def test_on_a_page_everything_is_escaped_and_edited_where_it_stands():
    html = blocks_as_html(BLOCKS)
    assert "&lt;b&gt;" in html
    assert '<a class="govuk-link kw-small kw-noprint" href="/there/">' in html
    assert '<th scope="col">What</th>' in html
    assert '<col class="kw-w70">' in html
    assert "style=" not in html, "the page’s policy forbids it"
    assert re.findall(r"<h(\d)", html) == ["3", "3", "3"]


def test_what_somebody_goes_on_writing_from_reads_the_same():
    light = as_light(BLOCKS[:6])
    assert "## Kian" in light
    assert "**3 March 2026: visit** (at home)" in light
    assert "- Ring: Tom" in light


def test_a_word_document_has_real_headings_lists_and_tables():
    png = (Path(__file__).parents[2] / "src/kinwork/platform").rglob("*.png")
    picture = next((one.read_bytes() for one in png), None) or _dot()
    made = as_docx(
        Paper("A title", ("About Kian",), "Tom Hollis", datetime(2026, 3, 3, 12, tzinfo=UTC), "Confidential"),
        [("First", BLOCKS)], lambda svg, wide, high: picture,
    )  # fmt: skip
    found = Document(BytesIO(made))
    styles = [one.style.name for one in found.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 1
    assert {"Heading 2", "List Bullet", "List Number"} <= set(styles)
    assert [cell.text for cell in found.tables[0].rows[0].cells] == ["What", "Who"]
    assert found.core_properties.author == "Tom Hollis"
    assert found.core_properties.language == "en-GB"
    with zipfile.ZipFile(BytesIO(made)) as parts:
        body = parts.read("word/document.xml").decode()
    assert 'descr="Ada, mother of Kian"' in body
    assert body.count("<w:tblHeader/>") == 2
    numbers = re.findall(r'<w:numId w:val="(\d+)"', body)
    assert len(set(numbers)) == 2, "each list of numbers begins anew"
    assert "\x0b" not in body


def _word(*sections):
    """A document of these sections: what it holds, and its lines with whether each stays with the next."""
    about = Paper("A title", ("About Kian",), "Tom Hollis", datetime(2026, 3, 3, 12, tzinfo=UTC), "Confidential")
    found = Document(BytesIO(as_docx(about, sections, lambda svg, wide, high: _dot())))
    return found, {one.text: one.paragraph_format.keep_with_next for one in found.paragraphs}


def test_a_signature_in_word_never_stands_on_a_page_of_its_own():
    signed = ("Signatures", [Signatures((("Manager", "", ""),))])
    _, stays = _word(("First", [Prose("Some words."), Prose("The last words.")]), signed)
    assert stays["The last words."]
    assert not stays["Some words."]
    found, _ = _word(("First", [Table(("What",), (("Ring",), ("Call",)))]), signed)
    for row in found.tables[0].rows:
        assert row.cells[0].paragraphs[0].paragraph_format.keep_with_next


def test_a_short_table_in_word_goes_to_the_next_page_whole_and_a_long_one_parts_between_rows():
    def stay(count):
        found, _ = _word(("First", [Table(("What",), tuple((str(n),) for n in range(count)))]))
        return [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in found.tables[0].rows]

    assert stay(3) == [True, True, True, False]
    assert stay(30) == [True, *[False] * 30], "its heads stay with the first row"


def test_tables_in_word_stand_in_the_text_with_room_around_their_words():
    found, _ = _word(("First", [Table(("What", "Who"), (("Ring", "Tom"),))]))
    table = found.tables[0].rows[0]._tr.getparent().tblPr
    named = [one.tag.partition("}")[2] for one in table]
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    assert named == order, "the schema wants them in this order, or Word mends the file"
    modes = [one for one in found.settings.element.iter(qn("w:compatSetting")) if "compatibilityMode" in one.values()]
    assert [one.get(qn("w:val")) for one in modes] == ["15"], "else tables hang into the margin"


def test_a_question_has_no_colon_after_it_in_word():
    _, stays = _word(("First", [Pairs((("Why now?", "She rang."), ("Until", "June")))]))
    assert {"Why now? She rang.", "Until: June"} <= set(stays)


def _dot():
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return out.getvalue()


def test_the_command_checks_a_file_and_prints_one_to_begin_with(tmp_path, monkeypatch, capsys):
    def run(*typed):
        monkeypatch.setattr(sys, "argv", ["kinwork", "layouts", *typed])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        told = capsys.readouterr()
        return ended.value.code or 0, told.out, told.err

    file = tmp_path / "layout.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert run("check", str(file)) == (0, "Report to the core group, version 1: 1 sections. Nothing wrong.\n", "")
    file.write_text(GOOD.replace("entries", "entrys"), encoding="utf-8")
    code, out, _ = run("check", str(file))
    assert code == 1
    assert out == f"{file}: line 7, section “happened”: There is no source “entrys”. Did you mean “entries”?\n"
    assert run("check", str(tmp_path / "none.yaml"))[0] == 2
    assert run("print", "care_plan")[1] == shipped()["care_plan"]
    assert run("print", "horoscope")[0] == 2
