"""Properties of merging, for any texts."""

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinwork.meetings.changes import (
    TOKEN,
    applied,
    difference,
    from_json,
    one_after_another,
    taken_back,
    to_json,
)
from kinwork.meetings.merge import CLOSES, OPENS, versions
from kinwork.meetings.merge import brought_together as merge

from .box_writers import Page, Scene, Server
from .script_pages import Browser

VOCABULARY = ["ada", "went", "home", "late", "on", "Monday", ";", ".", "\n", "and", "nobody", "saw", "her"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=14)
GREEK = "alpha beta gamma delta. epsilon zeta eta"
TEXT = st.one_of(WORDS.map(" ".join), st.text(max_size=40))


@st.composite
def edited(draw, base: str) -> tuple[str, list[str]]:
    """The base with some new words put in at places and some stretches taken out; and which words were put in."""
    tokens = TOKEN.findall(base)
    mark = draw(st.sampled_from("äöü"))
    put_in: list[str] = []
    for n in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(tokens)))
        word = f"{mark}{n}{draw(st.integers(100, 999))}"
        tokens[place:place] = [" ", word, " "]
        put_in.append(word)
    if tokens and draw(st.booleans()):
        start = draw(st.integers(0, len(tokens) - 1))
        gone = tokens[start : start + draw(st.integers(1, 3))]
        if not any(word in gone for word in put_in):
            del tokens[start : start + len(gone)]
    return "".join(tokens), put_in


@given(st.data(), TEXT)
@settings(max_examples=400, deadline=None)
def test_every_word_that_either_put_in_is_there_afterwards(data, base):
    mine, my_words = data.draw(edited(base))
    theirs, their_words = data.draw(edited(base))
    both = merge(base, mine=mine, theirs=theirs)
    for word in {*my_words, *their_words}:
        assert word in both, (base, mine, theirs)


@given(TEXT, TEXT)
@settings(max_examples=200, deadline=None)
def test_when_only_one_wrote_the_result_is_what_they_wrote(base, text):
    assert merge(base, mine=text, theirs=base) == text
    assert merge(base, mine=base, theirs=text) == text
    assert merge(base, mine=text, theirs=text) == text


@given(TEXT, TEXT, TEXT)
@settings(max_examples=300, deadline=None)
def test_changes_lead_there_and_back_and_one_after_another(first, second, third):
    to_second, to_third = difference(first, second), difference(second, third)
    assert applied(first, to_second) == second
    assert taken_back(second, to_second) == first
    both = one_after_another(first, to_second, to_third)
    assert applied(first, both) == third
    assert from_json(to_json(both)) == both


@given(
    st.integers(0, 10**9),
    st.sampled_from([2, 3]),
    st.sampled_from(["", GREEK]),
    st.sampled_from([30, 80, 250]),
)
@settings(max_examples=int(os.environ.get("KINWORK_SCENES", "400")), deadline=None)  # more in `make acceptance`
def test_every_word_stands_whole_and_once_whoever_writes_over_whatever_line(seed, people, text, steps):
    """Two or three write, write over and cut, their saves late, doubled or lost on the way back."""
    scene = Scene(seed, people, text)
    for _ in range(steps):
        scene.step()
    scene.quiet()
    scene.holds()


@pytest.mark.parametrize(
    ("seed", "people", "text"),
    [
        # Somebody took out the beginning of what they had typed, where another wrote: the end of it goes behind that.
        pytest.param(49, 2, "", id="the end of what was typed, the beginning taken out"),
        pytest.param(818, 2, GREEK, id="the same in the order of three versions"),
        pytest.param(274, 2, GREEK, id="typed over where another puts in a word"),
        pytest.param(218, 2, GREEK, id="typed behind what only the other keeps"),
        pytest.param(11187, 3, GREEK, id="typed behind words that stand in place of one's own"),
        pytest.param(545, 2, "", id="who goes on with a version writes within it"),
        pytest.param(1537, 3, "", id="each keeps what the other took out, by turns"),
        pytest.param(1043, 2, GREEK, id="half of a word comes back"),
        pytest.param(10259, 3, GREEK, id="a word that stood in front of another is taken out with it"),
    ],
)
def test_scenes_that_went_wrong_once(seed, people, text):
    scene = Scene(seed, people, text)
    for _ in range(250):
        scene.step()
    scene.quiet()
    scene.holds()


MAUREENS = "Yangchen can get out by the back door. Held by Lobsang at night."
GRACES = "Tenzin can get out of the window. Held by Pema and me at night."


@given(st.integers(0, 10**9))
@settings(max_examples=200, deadline=None)
def test_two_who_write_over_one_passage_leave_what_they_typed_however_often_it_is_saved_on_the_way(seed):
    """A blank that stands at the end at a pause is neither put in again nor left outside."""
    choose = random.Random(seed)
    server = Server("Tenzin or Yangchen could get out at night. Held by Pema at night.")
    maureen, grace = pages = [Page(name, server, server.text, server.text) for name in ("Maureen", "Grace")]
    left = {"Maureen": MAUREENS, "Grace": GRACES}
    for page in pages:
        page.put(0, len(page.value), left[page.name][:1])
        left[page.name] = left[page.name][1:]
    while any(left.values()):
        page = choose.choice(pages)
        if choose.random() < 0.5:
            size = choose.randrange(1, 6)
            page.put(page.caret, page.caret, left[page.name][:size])
            left[page.name] = left[page.name][size:]
        else:
            choose.choice([page.send, page.arrives, page.hears, page.looks])()
    for page in pages * 4:
        for do in (page.arrives, page.hears, page.send, page.arrives, page.hears, page.looks):
            do()
    assert maureen.value == grace.value == server.text
    assert [sorted(passage) for passage in versions(server.text)] == [[("Grace", GRACES), ("Maureen", MAUREENS)]]
    assert (server.text[0], server.text[-1]) == (OPENS, CLOSES)


@pytest.fixture(scope="module")
def browser():
    with Browser() as browser:
        yield browser


@given(seed=st.integers(0, 10**9), people=st.sampled_from([2, 3]), steps=st.sampled_from([30, 120]))
@settings(max_examples=60, deadline=None)
def test_the_same_with_the_script_that_browsers_run(browser, seed, people, steps):
    scene = Scene(seed, people, "alpha beta gamma delta", page=browser.page)
    for _ in range(steps):
        scene.step()
    scene.quiet()
    scene.holds()
