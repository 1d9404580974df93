"""Two people typing in the same box: nothing that either wrote is lost."""

import tracemalloc

import pytest

from kinwork.meetings.changes import difference, replaced
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
