"""What a recorder wrote beside the sound goes; the sound stays byte by byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinwork.files import sound_tags
from kinwork.files.kinds import FileKind, Refused
from kinwork.files.sound_tags import checksum, take_out

SECRET = b"Drew family, Tom Hollis, Rowan, 25 November"
SOUND = bytes(range(256)) * 3


def chunk(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def wav() -> bytes:
    body = b"WAVE" + chunk(b"fmt ", bytes(16)) + chunk(b"LIST", b"INFOINAM" + SECRET) + chunk(b"data", SOUND)
    return b"RIFF" + len(body).to_bytes(4, "little") + body + chunk(b"id3 ", SECRET)


def page(sequence: int, packets: list[bytes], flags: int = 0, stream: bytes = b"\1\2\3\4") -> bytes:
    lacing, body = b"", b"".join(packets)
    for packet in packets:
        lacing += b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255])
    start = b"OggS\0" + bytes([flags]) + bytes(8) + stream + sequence.to_bytes(4, "little")
    bare = start + bytes(4) + bytes([len(lacing)]) + lacing + body
    return start + checksum(bare).to_bytes(4, "little") + bytes([len(lacing)]) + lacing + body


def said(words: bytes) -> bytes:
    return len(words).to_bytes(4, "little") + words


def ogg(start: bytes, end: bytes = b"") -> bytes:
    comments = start + said(b"Recorder of Tom") + (1).to_bytes(4, "little") + said(b"TITLE=" + SECRET * 9) + end
    return page(0, [b"OpusHead" + bytes(11)], 2) + page(1, [comments]) + page(2, [SOUND])


def box(name: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + name + body


def m4a() -> bytes:
    times = (3_900_000_000).to_bytes(4, "big") * 2
    head = box(b"mvhd", bytes(4) + times + bytes(88))
    track = box(b"trak", box(b"tkhd", bytes(4) + times + bytes(72)) + box(b"udta", SECRET))
    return (
        box(b"ftyp", b"M4A " + bytes(4)) + box(b"moov", head + track + box(b"udta", box(b"meta", SECRET)))
        + box(b"mdat", SOUND) + box(b"uuid", bytes(16) + SECRET)
    )  # fmt: skip


def element(name: bytes, body: bytes, *, is_open: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if is_open else (1 << 28 | len(body)).to_bytes(4, "big")
    return name + size + body


def webm() -> bytes:
    info = element(sound_tags.INFO, element(b"\x7b\xa9", SECRET) + element(b"\x44\x61", b"25112026"))
    cluster = element(b"\x1f\x43\xb6\x75", element(b"\xa3", SOUND), is_open=True)
    tags = element(b"\x12\x54\xc3\x67", SECRET * 9)
    return element(b"\x1a\x45\xdf\xa3", b"webm") + element(sound_tags.SEGMENT, info + cluster + tags, is_open=True)


FILES = [
    (FileKind.WAV, wav()),
    (FileKind.OGG, ogg(b"OpusTags")),
    (FileKind.OGG, ogg(b"\x03vorbis", b"\x01")),
    (FileKind.M4A, m4a()),
    (FileKind.WEBM, webm()),
]


@pytest.mark.parametrize(("kind", "content"), FILES, ids=["wav", "opus", "vorbis", "m4a", "webm"])
def test_what_was_written_beside_the_sound_is_gone_and_the_sound_is_as_it_was(kind, content, tmp_path: Path):
    file = tmp_path / "came"
    file.write_bytes(content)
    assert SECRET in content
    take_out(file, kind)
    left = file.read_bytes()
    for words in (SECRET, SECRET[:10], b"Recorder of Tom", b"25112026", (3_900_000_000).to_bytes(4, "big")):
        assert words not in left
    assert len(left) == len(content)
    assert left.count(SOUND) == 1
    assert left.index(SOUND) == content.index(SOUND)
    take_out(file, kind)
    assert file.read_bytes() == left, "twice is once"


def test_each_page_of_ogg_still_has_its_checksum(tmp_path: Path):
    file = tmp_path / "came"
    file.write_bytes(ogg(b"OpusTags"))
    take_out(file, FileKind.OGG)
    content, at = file.read_bytes(), 0
    while at < len(content):
        count = content[at + 26]
        end = at + 27 + count + sum(content[at + 27 : at + 27 + count])
        bare = content[at : at + 22] + bytes(4) + content[at + 26 : end]
        assert checksum(bare) == int.from_bytes(content[at + 22 : at + 26], "little")
        at = end
    assert checksum(b"123456789") == 0x89A1897F  # CRC-32/MPEG-2 from nought on, as Ogg counts


@pytest.mark.parametrize(("kind", "content"), FILES, ids=["wav", "opus", "vorbis", "m4a", "webm"])
def test_a_file_that_is_cut_off_anywhere_breaks_nothing(kind, content, tmp_path: Path):
    file = tmp_path / "came"
    for length in range(16, len(content), 7):
        file.write_bytes(content[:length])
        take_out(file, kind)
        assert file.stat().st_size == length


def test_comments_over_several_pages_and_of_two_streams_go_too(tmp_path: Path):
    other, comments = (
        b"\5\6\7\x08",
        b"OpusTags" + said(b"Recorder of Tom") + (1).to_bytes(4, "little") + said(SECRET * 40),
    )
    pieces = [comments[:510], comments[510:]]
    first = page(1, [pieces[0]])
    first = first[:26] + b"\2" + first[27:29] + first[30:]  # the packet goes on: no lacing value below 255
    first = first[:22] + bytes(4) + first[26:]
    first = first[:22] + checksum(first).to_bytes(4, "little") + first[26:]
    file = tmp_path / "came"
    file.write_bytes(
        page(0, [b"OpusHead" + bytes(11)], 2) + page(0, [b"OpusHead" + bytes(11)], 2, other) + first
        + page(2, [pieces[1]], 1) + page(1, [comments], 0, other) + page(3, [SOUND]) + page(2, [SOUND], 0, other)
    )  # fmt: skip
    take_out(file, FileKind.OGG)
    left = file.read_bytes()
    assert SECRET not in left
    assert b"Recorder" not in left
    assert left.count(SOUND) == 2


def test_boxes_in_boxes_without_end_are_refused(tmp_path: Path):
    file = tmp_path / "came"
    boxes = b"".join((8 * n).to_bytes(4, "big") + b"moov" for n in range(5000, 0, -1))
    file.write_bytes(box(b"ftyp", b"M4A ") + boxes)
    with pytest.raises(Refused, match="damaged"):
        take_out(file, FileKind.M4A)


def test_comments_without_end_are_refused_before_they_are_gone_through(tmp_path: Path):
    endless = b"OggS\0\0" + bytes(8) + b"\1\2\3\4" + bytes(8) + b"\xff" + b"\xff" * 255 + bytes(255 * 255)
    file = tmp_path / "came"
    file.write_bytes(page(0, [b"OpusHead" + bytes(11)], 2) + endless * 300)
    with pytest.raises(Refused, match="damaged"):
        take_out(file, FileKind.OGG)
