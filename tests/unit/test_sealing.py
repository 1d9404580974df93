"""What is sealed comes back as it was, or not at all."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinwork.operations.encryption import PIECE, TAG, Broken, key_from, new_key, seal, unseal

KEY = key_from(new_key())


def sealed(clear, key=KEY):
    into = io.BytesIO()
    seal([clear], into, key, {"made": "today"})
    return into.getvalue()


def opened(data, key=KEY):
    return b"".join(unseal(io.BytesIO(data), key))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 5])
def test_every_length_comes_back(size):
    clear = bytes(n % 251 for n in range(size))
    assert opened(sealed(clear)) == clear


@given(st.binary(min_size=1, max_size=300), st.data())
def test_no_byte_can_be_changed_unseen(clear, data):
    made = bytearray(sealed(clear))
    at = data.draw(st.integers(0, len(made) - 1))
    made[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Broken):
        opened(bytes(made))


def test_a_missing_end_is_found():
    made = sealed(b"x" * (2 * PIECE + 9))
    head = made.index(b"\n", made.index(b"\n") + 1) + 1
    for kept in (head, head + PIECE + TAG, head + 2 * (PIECE + TAG), len(made) - 1):
        with pytest.raises(Broken):
            opened(made[:kept])


def test_pieces_cannot_change_places():
    made = sealed(b"a" * PIECE + b"b" * PIECE + b"c")
    head = made.index(b"\n", made.index(b"\n") + 1) + 1
    first, second = made[head : head + PIECE + TAG], made[head + PIECE + TAG : head + 2 * (PIECE + TAG)]
    with pytest.raises(Broken):
        opened(made[:head] + second + first + made[head + 2 * (PIECE + TAG) :])


def test_another_key_opens_nothing_and_says_so():
    with pytest.raises(Broken, match="key"):
        opened(sealed(b"x"), key_from(new_key()))


@pytest.mark.parametrize("text", ["", "short", "ü" * 44, "A" * 43 + "!"])
def test_what_is_no_key_is_refused(text):
    with pytest.raises(ValueError, match="44 characters"):
        key_from(text)


def test_two_backups_of_the_same_share_nothing():
    assert sealed(b"same")[-20:] != sealed(b"same")[-20:]
