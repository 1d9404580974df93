"""Two people typing in the same box: nothing that either wrote is lost."""

import tracemalloc

import pytest

from kinwork.meetings.changes import Added, Change, difference, replaced
from kinwork.meetings.history import Edit, Typed, brought_in
from kinwork.meetings.merge import brought_together, combine, versions


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("", "Hello", "", "Hello"),
        ("", "World", "Hello", "Hello World"),
        ("", "Mine.", "Theirs.", "Theirs. Mine."),  # nor do sentences run into each other
        ("The school rang.", "The school rang on Monday.", "The new school rang.", "The new school rang on Monday."),
        ("a b c", "a c", "a b c d", "a c d"),
        ("a b c", "a c", "a c", "a c"),
        ("one two three", "one 2 three", "one two 3", "one 2 3"),
        ("one two three", "one TWO three", "one zwei three", "one ⟦They: zwei⟧ ⟦I: TWO⟧ three"),
        ("high", "low", "moderate", "⟦They: moderate⟧ ⟦I: low⟧"),
        ("low", "slow", "lower", "⟦They: lower⟧ ⟦I: slow⟧"),  # no word that nobody typed
        ("Mau", "Maureen", "Mau rang", "Maureen rang"),  # one goes on with a word, the other behind it
        ("happy", "unhappy", "so happy", "so unhappy"),
        ("a b c d", "a d", "a c d", "a d"),  # both took out
        ("one two", "one", "one, two", "one,"),
        ("old", "", "old and new", " and new"),  # I deleted what was there; what they added stays
        (
            "the red dog",
            "",
            "the big red dog",
            "the big red dog",
        ),  # they changed what I deleted: it stays as they have it
    ],
)
def test_merges(base, mine, theirs, both):
    assert brought_together(base, mine=mine, theirs=theirs) == both


def test_two_new_sentences_over_an_old_one_are_both_whole():
    base = "Tenzin or Yangchen could get out at night. Held by Pema at night."
    mine = "The back door is locked and Yangchen sleeps with her aunt."
    theirs = "Tenzin climbs out of the window; Lobsang sits with him."
    both = brought_together(base, mine=mine, theirs=theirs)
    assert versions(both) == [[("They", theirs[:-1]), ("I", mine[:-1])]]  # both end with a full stop


def test_a_version_may_have_versions_and_each_is_settled_in_its_turn():
    once = brought_together("high", mine="low", theirs="moderate")
    text = brought_together(once, mine="none", theirs=once.replace("low", "very low"))
    assert text == "⟦They: moderate⟧ ⟦I: very low⟧ ⟦I: none⟧", "beside the others, and not around them"
    assert len(versions(text)) == 1


def test_a_version_that_stands_there_already_is_not_put_there_again():
    stands = "⟦Tom: moderate⟧ ⟦I: low⟧"
    assert brought_together("high", mine="low", theirs=stands) == stands


def test_two_versions_stand_side_by_side_up_to_eighty_characters_and_then_one_below_the_other():
    mine = "m" * 40
    for theirs, between in (("t" * 40, " "), ("t" * 41, "\n")):
        assert brought_together("old", mine=mine, theirs=theirs) == f"⟦They: {theirs}⟧{between}⟦I: {mine}⟧"


@pytest.mark.parametrize(
    ("mine", "theirs", "clashes"), [("low", "moderate", 1), ("high", "moderate", 0), ("low", "low", 0)]
)
def test_it_is_counted_in_how_many_places_both_versions_stand(mine, theirs, clashes):
    base = "high"
    both = combine(base, difference(base, mine, by="I"), difference(base, theirs, by="They"), me="I")
    assert both.clashes == clashes


def test_a_page_of_text_is_merged_quickly():
    base = "The children were seen at home on Tuesday and were well. " * 1500  # 84,000 characters
    mine = base + "Mine."
    theirs = "Theirs. " + base
    assert brought_together(base, mine=mine, theirs=theirs) == "Theirs. " + base + "Mine."


def test_long_texts_that_have_nothing_in_common_are_both_kept_in_bounded_time_and_memory():
    texts = [f"{letter}." * 50_000 for letter in "abc"]
    tracemalloc.start()
    both = brought_together(texts[0], mine=texts[1], theirs=texts[2])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert texts[1][:-1] in both
    assert texts[2][:-1] in both
    assert peak < 50_000_000


def test_long_texts_are_compared_by_lines_where_words_would_be_too_many():
    base = "".join(f"Line {n} of a long account of one day.\n" for n in range(3000))
    mine = base.replace("Line 5 of", "Line five of")
    theirs = base.replace("Line 2000 of", "Line two thousand of")
    assert brought_together(base, mine=mine, theirs=theirs) == mine.replace("Line 2000 of", "Line two thousand of")


def saved(now: str, edits: list[Edit], text: str, *, by: str, since: int, sent: str | None = None, did=None) -> str:
    """Somebody saves what they have on the screen, begun at a version; ``did``: what the page watched them do."""
    last = edits[since - 1] if since else None
    found = brought_in(now, edits[since:], Typed(text, by, sent, did), last=last)
    edits.append(Edit(len(edits) + 1, found.onto_theirs, by, found.onto_mine))
    return found.text


def test_two_who_go_on_writing_at_one_place_are_not_mixed():
    edits: list[Edit] = []
    now = saved("The school rang.", edits, "The school rang. Ada", by="Maureen", since=0)
    now = saved(now, edits, "The school rang. The aunt", by="Grace", since=0)
    assert now == "The school rang. Ada The aunt"
    now = saved(now, edits, "The school rang. Ada was late.", by="Maureen", since=1)
    assert now == "The school rang. Ada was late. The aunt"
    now = saved(
        now, edits, "The school rang. The aunt asked why.", by="Grace", since=2, sent="The school rang. The aunt"
    )
    assert now == "The school rang. Ada was late. The aunt asked why."


def test_who_goes_on_with_a_version_of_two_writes_within_it():
    edits: list[Edit] = []
    now = saved("high", edits, "mod", by="Maureen", since=0)
    now = saved(now, edits, "l", by="Grace", since=0)
    assert now == "⟦Maureen: mod⟧ ⟦Grace: l⟧"
    now = saved(now, edits, "moderate still", by="Maureen", since=1)
    now = saved(now, edits, "low again", by="Grace", since=2, sent="l")
    assert now == "⟦Maureen: moderate still⟧ ⟦Grace: low again⟧"


def test_a_word_that_grows_while_a_blank_is_put_behind_it_stays_whole():
    edits: list[Edit] = []
    glued = "Maualpha"  # she is about to put a blank behind it herself
    now = saved("alpha", edits, glued, by="Maureen", since=0, did=[replaced("alpha", 0, 0, "Mau", by="Maureen")])
    now = saved(now, edits, "Mau alpha", by="Tom", since=1, did=[replaced(glued, 3, 3, " ", by="Tom")])
    did = [replaced(glued, 3, 3, "reen ", by="Maureen")]
    assert saved(now, edits, "Maureen alpha", by="Maureen", since=1, did=did) == "Maureen  alpha"


def test_a_blank_at_the_end_of_a_version_at_a_pause_belongs_to_it():
    edits: list[Edit] = []
    now = saved("The risk is high.", edits, "The dog is shut in ", by="Maureen", since=0)
    now = saved(now, edits, "Nothing has ", by="Grace", since=0)
    assert now == "⟦Maureen: The dog is shut in ⟧ ⟦Grace: Nothing has ⟧"
    now = saved(now, edits, "The dog is shut in now", by="Maureen", since=1)
    now = saved(now, edits, "Nothing has changed", by="Grace", since=2, sent="Nothing has ")
    assert now == "⟦Maureen: The dog is shut in now⟧ ⟦Grace: Nothing has changed⟧"


def both_orders(base: str, ada: list[Change], ben: list[Change]) -> list[str]:
    """What comes of it when the one is later, and when the other is."""
    return [combine(base, ada, ben, me="Ada").text, combine(base, ben, ada, me="Ben").text]


def test_words_stay_in_the_order_they_were_typed_in_whichever_version_has_them():
    """Ada typed "one two three four" and wrote over the first three; Ben wrote over the third while he could see it."""
    base = "one two three"
    ada = [Change(0, base, (Added("eins", 0, "Ada"), Added(" four", 13, "Ada")))]
    ben = [replaced(base, 8, 13, "drei", by="Ben")]
    assert set(both_orders(base, ada, ben)) == {"⟦Ben: one two drei⟧ ⟦Ada: eins four⟧"}


def test_where_no_order_is_right_a_version_is_what_each_wrote():
    """Whole versions would be "eins three vier" and "one drei five"."""
    base = "one two three four five"
    ada = [replaced(base, 0, 7, "eins", by="Ada"), replaced(base, 14, 23, "vier", by="Ada")]
    ben = [replaced(base, 4, 18, "drei", by="Ben")]
    assert both_orders(base, ada, ben) == [
        "⟦Ben: drei⟧ ⟦Ada: eins vier⟧",
        "⟦Ada: eins vier⟧ ⟦Ben: drei⟧",
    ]


def test_a_word_before_what_two_write_over_stands_once():
    base = "Maureenalpha beta"  # she is about to put a blank behind it
    ada = [replaced(base, 7, 12, " one", by="Ada")]
    ben = [replaced(base, 7, 7, " two ", by="Ben")]
    assert combine(base, ada, ben, me="Ada").text == "Maureen ⟦Ben: two alpha⟧ ⟦Ada: one⟧ beta"


def test_what_was_brought_back_has_no_writer_and_a_version_the_last_that_has_one():
    theirs = [Change(0, "high", (Added("mod", 0, "Tom"), Added("erate", 0)))]
    assert combine("high", [replaced("high", 0, 4, "low")], theirs, me="Ada").text == "⟦Tom: moderate⟧ ⟦Ada: low⟧"
