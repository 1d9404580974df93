"""Recordings of sound, as browsers' microphones and telephones make them. What has a picture in it is a video."""

from __future__ import annotations

from mmap import mmap

from .kinds import FileKind, Refused

VIDEO = "This is a video. Videos are not kept here: say in the entry what it shows and who has it."
NOT_WHOLE = "This recording is damaged or not whole. Record it again."
OGG_SOUNDS = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
OGG_VIDEOS = (b"\x80theora", b"BBCD", b"\x01video")
WEBM_SOUNDS = (b"A_OPUS", b"A_VORBIS", b"A_PCM", b"A_AAC")
M4A_BRANDS = (
    b"M4A ",
    b"M4B ",
    b"mp41",
    b"mp42",
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"dash",
    b"3gp4",
    b"3gp5",
)


def webm(content: bytes) -> FileKind:
    if b"webm" not in content[:64] and b"matroska" not in content[:64]:
        raise Refused(NOT_WHOLE)
    if b"V_VP" in content or b"V_AV1" in content or b"V_MPEG" in content or b"V_MS" in content:
        raise Refused(VIDEO)
    if not any(one in content[:65_536] for one in WEBM_SOUNDS):
        raise Refused(NOT_WHOLE)
    return FileKind.WEBM


def ogg(content: bytes) -> FileKind:
    if any(one in content[:4096] for one in OGG_VIDEOS):
        raise Refused(VIDEO)
    if not any(one in content[:512] for one in OGG_SOUNDS):
        raise Refused(NOT_WHOLE)
    return FileKind.OGG


def mp4(content: bytes | mmap) -> FileKind:
    """By the handlers of its tracks (ISO/IEC 14496-12): ``vide`` is a picture, ``soun`` a sound."""
    handlers, at = set(), content.find(b"hdlr")
    while at >= 0:
        handlers.add(content[at + 12 : at + 16])
        at = content.find(b"hdlr", at + 4)
    if b"vide" in handlers:
        raise Refused(VIDEO)
    if b"soun" not in handlers:
        raise Refused(NOT_WHOLE)
    return FileKind.M4A


def wav(content: bytes) -> FileKind:
    if b"fmt " not in content[:4096] or b"data" not in content:
        raise Refused(NOT_WHOLE)
    return FileKind.WAV
