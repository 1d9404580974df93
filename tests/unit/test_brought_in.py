"""Files and pasted text read into passages: nothing of it is lost, and what is dangerous or broken is said in words."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from kinwork.origins.composing import composed
from kinwork.origins.differences import differences
from kinwork.origins.models import Passage
from kinwork.origins.reading import CannotRead, Read, within_limits
from kinwork.origins.reading.docx import read_docx
from kinwork.origins.reading.plain import paragraphs, transcript
from kinwork.origins.reading.vtt import read_vtt

MEETING = """WEBVTT

NOTE made by a machine

1
00:00:01.000 --> 00:00:04.000
<v Ada Stone>I went home.</v>

2
00:00:04.000 --> 00:00:06.000
<v Ada Stone>It rained.</v>

00:01:05.500 --> 00:01:09.000
Tom Hollis: And then?

01:00:00.000 --> 01:00:02.000
Yes.
"""


def word(make, *, also: dict[str, bytes] | None = None, without: str = "", turn=lambda name, inside: inside) -> bytes:
    """A Word document, perhaps with parts in it that it should not have."""
    document, made, changed = docx.Document(), io.BytesIO(), io.BytesIO()
    make(document)
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != without:
                target.writestr(name, turn(name, source.read(name)))
        for name, inside in (also or {}).items():
            target.writestr(name, inside)
    return changed.getvalue()


def visit(document) -> None:
    document.add_heading("The visit", 1)
    paragraph = document.add_paragraph("She said ")
    paragraph.add_run("very").bold = True
    paragraph.add_run(" little.")
    document.add_paragraph("maths", style="List Bullet")
    document.add_paragraph("lunch", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Mia", "nursery"


def test_a_word_document_becomes_headings_lists_and_bold_and_nothing_else():
    text = read_docx(word(visit))
    assert text == "# The visit\n\nShe said **very** little.\n\n- maths\n\n- lunch\n\nMia | nursery"
    passages = [one.text for one in paragraphs(text)]
    assert passages == ["# The visit\nShe said **very** little.", "- maths", "- lunch", "Mia | nursery"]


BOMB = b"<w:document>" + b" " * 13_000_000
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(("content", "sentence"), [
    (lambda: b"nothing of the kind", "not a Word document"),
    (lambda: b"PK\x03\x04 broken", "not a Word document"),
    (lambda: OLD + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
    (lambda: OLD + b"Word.Document.8", "save it as .docx"),
    (lambda: word(visit, also={"word/vbaProject.bin": b"x"}), "has macros in it"),
    (lambda: word(visit, turn=lambda name, inside: inside.replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
    ) if name == "[Content_Types].xml" else inside), "can hold macros"),
    (lambda: word(visit, also={"word/big.xml": BOMB}), "unpacks to far more"),
    (lambda: word(visit, also={"word/extra.xml": ENTITIES}), "that no Word writes"),
    (lambda: word(visit, without="word/document.xml"), "is damaged"),
    (lambda: b"PK" + bytes(10_000_001), "larger than 10 MB"),
])  # fmt: skip
def test_a_word_document_that_is_none_or_hides_something_is_refused_in_words(content, sentence):
    with pytest.raises(CannotRead, match=sentence):
        read_docx(content())


def test_a_transcript_with_times_keeps_who_speaks_and_when():
    assert read_vtt(MEETING) == [
        Read("I went home. It rained.", "Ada Stone", 1),
        Read("And then?", "Tom Hollis", 65),
        Read("Yes.", "", 3600),
    ], "what nobody is named for is nobody's"


@pytest.mark.parametrize(("broken", "line"), [
    (MEETING.replace("WEBVTT", "Minutes"), "Line 1:"),
    (MEETING.replace("00:00:04.000 --> 00:00:06.000", "00:00:04 --> 00:00:06"), "Line 10: “00:00:04 --> 00:00:06”"),
    (MEETING.replace("-->", "->", 1), "Line 6: “00:00:01.000 -> 00:00:04.000”"),
    (MEETING + "\nShe also said this.\nAnd this.\n", "Line 19: “She also said this.” has no times"),
])  # fmt: skip
def test_a_broken_transcript_says_the_line_and_leaves_nothing_out_unseen(broken, line):
    with pytest.raises(CannotRead, match=line):
        read_vtt(broken)


def test_who_speaks_is_read_from_lines_as_people_and_programs_write_them():
    written = "Ada Stone   0:03\nI went home.\n\nTom Hollis   1:00:09\nAnd then?\nAda Stone 1:00:12\nNothing."
    assert [(one.speaker, one.begins, one.text) for one in transcript(written)] == [
        ("Ada Stone", 3, "I went home."), ("Tom Hollis", 3609, "And then?"), ("Ada Stone", 3612, "Nothing."),
    ]  # fmt: skip
    beside = "[00:03] Ada: I went home.\nTom: And then?\n\nShe did not answer."
    assert [(one.speaker, one.text) for one in transcript(beside)] == [
        ("Ada", "I went home."), ("Tom", "And then? She did not answer."),
    ]  # fmt: skip
    letter = "Dear Tom,\n\nabout school: she likes it.\n\nNote: it is far."
    assert [one.speaker for one in transcript(letter)] == ["", "", ""], "a letter is no conversation"


@pytest.mark.parametrize("text", ["We sat down. She wept. " * 4_300, "um " * 33_000, "\n\n".join(["word " * 40] * 500)])
def test_a_hundred_thousand_characters_in_passages_that_can_be_read_and_not_a_word_less(text):
    passages = within_limits(paragraphs(text))
    assert " ".join(one.text for one in passages).split() == text.split()
    assert max(len(one.text) for one in passages) < 2_000


def test_more_than_an_entry_holds_and_nothing_at_all_are_refused():
    with pytest.raises(CannotRead, match="150,000 can be brought in at once"):
        within_limits([Read("x" * 150_001)])
    with pytest.raises(CannotRead, match="no text in it"):
        within_limits(paragraphs(" \n\n \ufeff"))


def test_what_was_changed_gives_both_texts_again():
    was, now = "He hit her on Monday, she said.", "He held her on Monday, she says."
    runs = differences(was, now)
    assert "".join(one.text for one in runs if one.how != "in") == was
    assert "".join(one.text for one in runs if one.how != "out") == now
    assert [one.text for one in runs if one.how == "out"] == ["hit", "said"]


def test_the_entry_is_put_together_of_what_stands():
    said = [
        Passage(text="I went home.", speaker="Ada"),
        Passage(text="He hid me.", speaker="Ada", outcome="corrected", as_checked="He hit me."),
        Passage(text="I forgive him.", speaker="Ada", outcome="struck", struck_for="invented"),
        Passage(text="And then?", speaker="Tom", outcome="kept"),
        Passage(text="- one"),
        Passage(text="- two"),
    ]
    assert composed(said) == "**Ada:** I went home.\n\nHe hit me.\n\n**Tom:** And then?\n\n- one\n- two"
