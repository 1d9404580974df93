"""Properties of merging, for any texts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kinwork.meetings.merge import TOKEN, merge

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
