"""Files in cipher: any part of them is read by itself, and nothing in them is changed, moved or cut off unseen."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinwork.files.kinds import Refused
from kinwork.files.long_sounds import MOST, look, too_long
from kinwork.files.sealed import HEADER, PIECE, TAG, CannotOpen, new_key, opened, ring, seal

KEY = new_key()


def sealed(content: bytes, key: bytes = KEY) -> bytes:
    into = io.BytesIO()
    seal(io.BytesIO(content), into, key, len(content))
    return into.getvalue()


def read(enciphered: bytes, key: bytes = KEY, **part: int) -> bytes:
    return b"".join(opened(io.BytesIO(enciphered), key, **part))


@given(st.integers(0, 3 * PIECE + 5), st.data())
@settings(max_examples=40, deadline=None)
def test_any_part_is_what_was_sealed(size, data):
    content = os.urandom(size)
    enciphered = sealed(content)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size + 10))
    assert read(enciphered, start=start, end=end) == content[start:end]


@pytest.mark.parametrize("spoil", [
    lambda it: it[:HEADER] + bytes([it[HEADER] ^ 1]) + it[HEADER + 1 :],
    lambda it: it[: -TAG - 1],
    lambda it: it[: HEADER + PIECE + TAG],
    lambda it: it[:15] + b"\x01" + it[16:],  # the size that it says of itself
    lambda it: it[:HEADER] + it[HEADER + PIECE + TAG : HEADER + 2 * (PIECE + TAG)] + it[HEADER : HEADER + PIECE + TAG],
    lambda it: b"RIFF" + it,
])  # fmt: skip
def test_what_was_changed_moved_or_cut_off_is_seen(spoil):
    enciphered = sealed(os.urandom(2 * PIECE + 100))
    with pytest.raises(CannotOpen):
        read(spoil(enciphered))


def test_another_key_opens_nothing():
    with pytest.raises(CannotOpen):
        read(sealed(b"a recording"), new_key())


def test_the_installations_key_is_made_once_and_for_no_one_else(tmp_path):
    file = tmp_path / "keys" / "recordings.key"
    first = ring(file)
    assert file.stat().st_mode & 0o077 == 0
    wrapped = first.wrap(KEY, "a" * 64)
    assert ring(file).unwrap(wrapped, "a" * 64) == KEY
    with pytest.raises(CannotOpen, match="damaged"):
        ring(file).unwrap(wrapped, "b" * 64)
    # A new key in front of the old: what was sealed before still opens.
    old = file.read_bytes()
    file.unlink()
    ring(file)
    file.write_bytes(file.read_bytes() + old)
    assert ring(file).unwrap(wrapped, "a" * 64) == KEY
    file.write_text("not a key")
    with pytest.raises(CannotOpen):
        ring(file)


def test_three_hours_are_taken_or_refused_in_words(tmp_path):
    """As M4A of 128 kbit/s they are 173 MB, and taken; as a CD has them 1,905 MB, and refused."""
    parts = b"\x00\x00\x00\x18ftypM4A " + b"x" * 40 + b"hdlr" + b"\0" * 8 + b"soun" + b"x" * 40
    file = tmp_path / "three-hours.m4a"
    with file.open("wb") as into:
        into.write(parts)
        into.truncate(3 * 3600 * 16_000)
    assert look(file).value == "m4a"
    with file.open("r+b") as into:
        into.truncate(MOST + 1)
    with pytest.raises(Refused, match="Three hours fit as M4A or Ogg"):
        look(file)
    assert "1,905 MB" in str(too_long(1_905_120_000))
