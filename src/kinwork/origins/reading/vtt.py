"""Transcripts with times (WebVTT): who speaks, when, and what. A broken one is said with its line."""

from __future__ import annotations

import re
from io import StringIO

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from . import CannotRead, Read
from .plain import clean, joined

TIMES = re.compile(r"\s*(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}\s*-->\s*(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}(?:\s.*)?$")
AS_TIMES = re.compile(r"\s*\d+:\d")
BESIDE = re.compile(r"(?P<name>[^\W\d][^\n:<>]{0,59}?):\s+(?P<said>\S.*)", re.DOTALL)
RIGHT = "A line of times looks like 00:01:05.000 --> 00:01:09.500."


def is_vtt(text: str) -> bool:
    """Whether text says of itself that it is a transcript with times.

    >>> is_vtt("\\ufeffWEBVTT\\n\\n"), is_vtt("Dear Ms Stone")
    (True, False)
    """
    return re.match(r"\ufeff?WEBVTT(?:[ \t\r\n]|$)", text) is not None


def read_vtt(text: str) -> list[Read]:
    """What each speaker said, with the second at which it begins."""
    text = clean(text)
    if not is_vtt(text):
        raise CannotRead(
            "Line 1: a transcript with times (.vtt) begins with WEBVTT. Choose plain text if it is not one."
        )
    _look_at_lines(text.split("\n"))
    try:
        captions = webvtt.from_buffer(StringIO(text))
    except (MalformedFileError, MalformedCaptionError, ValueError) as problem:
        raise CannotRead(f"The transcript cannot be read: {problem}. {RIGHT}") from problem
    said = []
    for caption in captions.captions:
        words = " ".join(caption.text.split())
        name = (caption.voice or "").strip()
        if not name and (beside := BESIDE.match(words)):
            name, words = beside["name"].strip(), beside["said"]
        if words:
            said.append(Read(words, name, int(caption.start_in_seconds)))
    return joined(said)


def _look_at_lines(lines: list[str]) -> None:
    """The library passes over what it cannot read; here it is said, so that nothing is missing unseen."""
    is_note, before = False, ""
    for number, line in enumerate(lines, 1):
        if not before.strip():
            is_note = line.startswith(("NOTE", "STYLE", "REGION"))
        if "-->" in line and not is_note and not TIMES.match(line):
            raise CannotRead(f"Line {number}: “{line.strip()[:60]}” is not a line of times. {RIGHT}")
        if not is_note and number > 1 and line.strip() and not before.strip() and "-->" not in line:
            follows = lines[number] if number < len(lines) else ""
            if AS_TIMES.match(follows) and "-->" not in follows:
                raise CannotRead(f"Line {number + 1}: “{follows.strip()[:60]}” is not a line of times. {RIGHT}")
            if "-->" not in follows and not _is_head(lines, number):
                raise CannotRead(f"Line {number}: “{line.strip()[:60]}” has no times before it. {RIGHT}")
        before = line


def _is_head(lines: list[str], number: int) -> bool:
    return not any("-->" in line for line in lines[:number]) and not any(not line.strip() for line in lines[:number])
