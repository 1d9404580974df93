"""The month of a subject access request, what is found and taken out, and how pages are numbered and bound."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from kinwork.bundles.clock import Asking, clock
from kinwork.bundles.finding import Cut, Known, Other, cut, find, sentence_around, still_there
from kinwork.paper import as_loose_sheets
from kinwork.paper.binding import TO_PAGE, Bound, Numbers, bind, sha256


@pytest.mark.parametrize(
    ("received", "more", "due"),
    [
        # Information Commissioner's Office, Right of access: received on 3 September, due on 3 October, here a Saturday
        (date(2026, 9, 3), {}, date(2026, 10, 5)),
        (date(2026, 3, 31), {}, date(2026, 4, 30)),  # no 31st of April: its last day
        (date(2027, 1, 30), {}, date(2027, 3, 1)),  # 28 February 2027 is a Sunday
        (date(2026, 11, 25), {}, date(2026, 12, 29)),  # Christmas Day, the weekend, and the day instead of Boxing Day
        (date(2026, 9, 1), {"is_extended": True}, date(2026, 12, 1)),  # three months from the first day
        # proof of who they are came on the 10th: the month begins there
        (date(2026, 9, 1), {"identity_asked_on": date(2026, 9, 2), "identity_shown_on": date(2026, 9, 10)},
         date(2026, 10, 12)),
        # asked on the 7th, answered on the 9th: three days do not count (article 12A)
        (date(2026, 9, 1), {"asked": [Asking(date(2026, 9, 7), date(2026, 9, 9))]}, date(2026, 10, 5)),
        # two questions that overlap: each day once
        (date(2026, 9, 1), {"asked": [Asking(date(2026, 9, 7), date(2026, 9, 9)),
                                      Asking(date(2026, 9, 8), date(2026, 9, 10))]}, date(2026, 10, 5)),
        # what was asked before proof came stops nothing that ran
        (date(2026, 9, 1), {"identity_asked_on": date(2026, 9, 1), "identity_shown_on": date(2026, 9, 10),
                            "asked": [Asking(date(2026, 9, 2), date(2026, 9, 4))]}, date(2026, 10, 12)),
    ],
)  # fmt: skip
def test_the_month_ends_on_the_day_that_was_counted_by_hand(received, more, due):
    assert clock(received, **more).due == due


def test_while_we_wait_for_them_nothing_is_due():
    waits = clock(date(2026, 9, 1), identity_asked_on=date(2026, 9, 2))
    assert (waits.due, waits.waits_for) == (None, "proof of who they are")
    assert clock(date(2026, 9, 1), asked=[Asking(date(2026, 9, 2), None)]).due is None


OTHERS = [
    Other("Doris Quennell", ("Doris", "Quennell", "Dot"), ("07700 900461", "12 Larch Walk", "ZZ1 1ZZ")),
    Other("Will Marlow", ("Will", "Marlow")),
    Other("Mrs Ashdown", ("Ashdown",), (), "I"),
]
KNOWN = Known.of(OTHERS, own=("Mia Marlow", "Mia", "Marlow"), own_numbers=("07700 900100",))


def found(text):
    return [(one.words, one.whose, one.why) for one in find(text, KNOWN)]


def test_names_numbers_and_addresses_of_others_are_found_and_ones_own_are_not():
    text = "Mia Marlow lives with DORIS\nQuennell at 12 Larch Walk, ZZ1 1ZZ. Mia: 07700 900100. Dot’s: 07700 900461."
    assert [one[0] for one in found(text)] == ["DORIS\nQuennell", "12 Larch Walk", "ZZ1 1ZZ", "Dot", "07700 900461"]
    assert found("Mrs Ashdown rang.") == [("Mrs Ashdown", "Mrs Ashdown", "I")]
    assert found("He will mark it. Will came, so did Marlow.") == [("Will", "Will Marlow", "T")]
    assert found("Write to nan@example.org or 020 7946 0018, born 01/02/2011.") == [
        ("nan@example.org", "", "T"), ("020 7946 0018", "", "T"),
    ]  # fmt: skip
    assert found("Doritos and Quennells") == []  # parts of other words


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from("TIH"))))
def test_nothing_that_is_cut_stays_and_all_else_does(text, places):
    cuts = [Cut(at, min(at + length, len(text)), why) for at, length, why in places if at < len(text)]
    left = cut(text, cuts)
    gone = {n for one in cuts for n in range(one.starts, one.ends)}
    assert "".join(piece for piece, _ in left.pieces) == "".join(c for n, c in enumerate(text) if n not in gone)
    assert all(bool(piece) != bool(letter) for piece, letter in left.pieces)


def test_a_sentence_goes_with_its_end_and_leaves_its_neighbours():
    text = "She came at nine. Nan Doris drinks!\nWe left"
    assert text[slice(*sentence_around(text, 22, 27))] == "Nan Doris drinks!"
    assert text[slice(*sentence_around(text, 39, 43))] == "We left"


def test_what_can_still_be_read_is_found_however_paper_breaks_it():
    assert still_there(["Doris Quennell"], "Mia and [T].", "Mia and Do-\nris") == []
    assert still_there(["Doris Quennell"], "Mia and [T].", "Mia and Dor\nis Quen nell") == ["Doris Quennell"]
    assert still_there(["Doris"], "Doris, she said. [T]", "Doris, she\nsaid. [T]") == []  # left in on purpose, once
    assert still_there(["Doris"], "Doris, she said. [T]", "Doris, she said. Doris") == ["Doris"]


def sheets(folder, name, words, pages=1):
    file = folder / f"{name}.pdf"
    page = '<p style="break-after: page">{}</p>'
    file.write_bytes(
        as_loose_sheets("<html><body>" + "".join(page.format(words) for _ in range(pages)) + "</body></html>")
    )
    with pikepdf.open(file) as pdf:
        return file, len(pdf.pages)


def bound(tmp_path, sections, front_words):
    parts = []
    for n, (letter, title) in enumerate(sections):
        file, pages = sheets(tmp_path, str(n), f"{title} words", 2)
        parts.append(Bound(file, pages, title, letter, f"Section {letter}" if letter else "All", (("Mark", 1),)))
    front, pages = sheets(tmp_path, "front", front_words)
    numbers = Numbers(pages, parts)
    out = tmp_path / "out.pdf"
    told = []
    print_ = bind(front, numbers, out, title="Bundle for the court", foot="Confidential", progress=told.append)
    return numbers, out, print_, told


def test_a_court_reads_the_same_number_on_the_page_in_the_index_and_in_its_reader(tmp_path):
    """Numbers begin anew in each section: A1, A2, B1 (Family Procedure Rules, Practice Direction 27A, 2026)."""
    link = f'<a href="{TO_PAGE}5">Plan</a>'
    sections = [("A", "Order"), ("A", "Letter"), ("D", "Plan")]
    numbers, out, said, told = bound(tmp_path, sections, link)
    assert [line.label for line in numbers.lines] == ["A1", "A3", "D1"]
    assert told == [1, 3, 5, 7]
    assert said == sha256(out)
    reader = PdfReader(out)
    assert reader.page_labels == list(numbers.labels()) == ["i", "A1", "A2", "A3", "A4", "D1", "D2"]
    for label, page in zip(reader.page_labels, reader.pages, strict=True):
        assert label in page.extract_text().split()
    assert [one.title for one in reader.outline if not isinstance(one, list)] == [
        "Index", "A. Section A", "D. Section D",
    ]  # fmt: skip
    [annotation] = [note.get_object() for note in reader.pages[0]["/Annots"]]
    assert reader.get_page_number(annotation["/Dest"][0].get_object()) == 5
    assert "/A" not in annotation
    assert reader.metadata.title == "Bundle for the court"
    assert set(reader.metadata) <= {"/Title", "/Producer"}


def test_an_answer_counts_through(tmp_path):
    numbers, out, _, _ = bound(tmp_path, [("", "One"), ("", "Two")], "Index")
    assert list(numbers.labels()) == ["1", "2", "3", "4", "5"]
    assert [line.is_first_of_section for line in numbers.lines] == [True, False]
    assert "/PageLabels" not in PdfReader(BytesIO(out.read_bytes())).trailer["/Root"]
