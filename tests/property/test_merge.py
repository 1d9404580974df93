"""Properties of merging, for any texts."""

import os

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
from kinwork.meetings.merge import brought_together as merge

from .box_writers import Scene
from .script_pages import Browser

VOCABULARY = ["ada", "went", "home", "late", "on", "Monday", ";", ".", "\n", "and", "nobody", "saw", "her"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=14)
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
    st.sampled_from(["", "alpha beta gamma delta. epsilon zeta eta"]),
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
