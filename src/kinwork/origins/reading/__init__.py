"""Files and pasted text read into passages: Word documents, transcripts with times, plain text. No Django in here."""

from __future__ import annotations

from dataclasses import dataclass

MOST_CHARACTERS = 150_000  # what an entry holds, less the names that are put in front of what somebody said
MOST_PASSAGES = 4_000
MOST_BYTES = 10_000_000  # of a file
LONG = 600  # characters after which what one speaker says goes on in a passage of its own, at the next sentence


class CannotRead(Exception):
    """What is wrong with the text or the file, where, and what would be right."""


@dataclass(frozen=True)
class Read:
    """One passage as it came; ``begins`` in seconds from the start."""

    text: str
    speaker: str = ""
    begins: int | None = None


def within_limits(passages: list[Read]) -> list[Read]:
    """The same, unless it is more than can be brought in at once, or nothing.

    >>> within_limits([])
    Traceback (most recent call last):
    kinwork.origins.reading.CannotRead: There is no text in it.
    """
    length = sum(len(one.text) for one in passages)
    if not length:
        raise CannotRead("There is no text in it.")
    if length > MOST_CHARACTERS:
        raise CannotRead(
            f"This is {length:,} characters; {MOST_CHARACTERS:,} can be brought in at once. Bring it in in parts."
        )
    if len(passages) > MOST_PASSAGES:
        raise CannotRead(f"This is {len(passages):,} paragraphs; {MOST_PASSAGES:,} fit. Bring it in in parts.")
    return passages
