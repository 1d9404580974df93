"""The reading age beside plain words: syllables, sentences, and that longer and harder text is said to be older."""

from __future__ import annotations

import pytest

from kinwork.faces.pictures import PICTURES, picture_for
from kinwork.faces.reading_age import OLDEST, YOUNGEST, reading_age, sentences_in, syllables

# Counted aloud.
SPOKEN = {
    1: "cat dog the we come made whole asked lived makes goes hours friend school two eye tried rhythm's breathe",
    2: "mother school-bus worried little wanted people being table apple happy going quiet doctor needed houses",
    3: "appointment family everyone social-worker important together September violence remember idea",
    4: "information education society usually experience",
    5: "accommodation responsibility's university",
}  # fmt: skip


def test_syllables_as_they_are_spoken():
    off = [(word, number, syllables(word)) for number, words in SPOKEN.items() for word in words.split()]
    wrong = [one for one in off if one[1] != one[2]]
    assert len(wrong) <= 3, wrong
    assert all(abs(said - found) <= 1 for _, said, found in off)


def test_one_text_by_hand():
    found = reading_age("We want Kian to be safe. Tom will come on Monday at ten.")
    assert (found.sentences, found.words) == (2, 13)
    # Fifteen syllables: 0.39 × 6.5 + 11.8 × 15/13 − 15.59 = 0.56, and five years.
    assert found.age == 6


def test_what_is_hard_to_read_is_older():
    plain = "Tom will come on Monday. He will ask you how things are. Please tell him."
    stiff = (
        "The local authority has ascertained that parental engagement with the multi-agency intervention has remained "
        "inconsistent, notwithstanding considerable encouragement from the professionals responsible."
    )
    easy, hard = reading_age(plain), reading_age(stiff)
    assert easy.age <= 7
    assert not easy.is_high
    assert hard.age == OLDEST
    assert hard.is_high
    assert hard.long == (stiff,)
    assert easy.long == ()


@pytest.mark.parametrize("text", ["", "   \n", "…", "•\n-\n"])
def test_without_words_there_is_no_age(text):
    assert reading_age(text) is None


@pytest.mark.parametrize("text", ["a" * 5000, "No", "1 2 3", "Mr. Ray.", "x\n" * 500, "żółć ñ", "مرحبا بكم"])
def test_whatever_is_typed_the_age_is_one_of_a_person(text):
    assert YOUNGEST <= reading_age(text).age <= OLDEST


def test_lines_and_shortened_words():
    assert sentences_in("Dr. Khan comes at 3.30 p.m. on Monday. She asks\n• how you are\n• what you need") == [
        "Dr. Khan comes at 3.30 p.m. on Monday.", "She asks", "how you are", "what you need",
    ]  # fmt: skip


def test_every_picture_is_ours_and_is_chosen_by_some_word():
    assert len({one.key for one in PICTURES}) == len(PICTURES) >= 16
    for one in PICTURES:
        assert one.svg.startswith("<svg"), one.key
        assert "href" not in one.svg, "nothing is fetched"
        assert any(picture_for(word) == one for word in one.words.split("|")), one.key
    assert picture_for("Mum is worried that Dad drinks.").key == "drink", "what is most telling"
    assert picture_for("Stop.").key == "end"
