"""Text as it was pasted: paragraphs, list items, headings with what follows them, and lines of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from . import LONG, Read

ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+\S")
HEADING = re.compile(r"#{1,6}\s+\S")
TIME = r"(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,2}):(?P<s>\d{2})(?:[.,]\d+)?"
# "Ada Stone   0:03", what is said below it; the other way round; as programs for meetings write them.
NAME = r"(?P<name>[^\W\d][^\n:\[\]()]{0,59}?)"
SAID_BELOW = re.compile(
    rf"(?:\*\*)?{NAME}(?:\*\*)?[\s,–-]+[\[(]?{TIME}[\])]?(?:\*\*)?[:\s]*\n(?P<said>\S.*)", re.DOTALL
)
TIME_FIRST = re.compile(rf"[\[(]?{TIME}[\])]?\s+(?:\*\*)?{NAME}(?:\*\*)?\s*:\s*(?P<said>\S.*)", re.DOTALL)
# A name, a colon, and what is said.
SAID_BESIDE = re.compile(rf"(?:\*\*)?{NAME}\s*:(?:\*\*)?\s+(?P<said>\S.*)", re.DOTALL)
SPEAKERS = (SAID_BELOW, TIME_FIRST, SAID_BESIDE)
SENTENCE_ENDS = re.compile(r"(?<=[.!?…])[”\"’')]*\s+")
MOST_WORDS_OF_A_NAME = 5


def clean(text: str) -> str:
    """Line ends as they are here; nothing that no eye sees and no database takes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = text.replace("\xa0", " ").replace("\ufeff", "")
    return "".join(letter for letter in text if letter in "\n\t" or letter.isprintable() or ord(letter) > 0xFFFF)


def paragraphs(text: str) -> list[Read]:
    """Each paragraph and each item of a list; a heading goes with what follows it.

    >>> [one.text for one in paragraphs("# School\\n\\nShe likes it.\\n\\n- maths\\n- lunch")]
    ['# School\\nShe likes it.', '- maths', '- lunch']
    """
    found: list[str] = []
    for block in _blocks(clean(text)):
        if found and HEADING.match(found[-1].rsplit("\n", 1)[-1]):
            found[-1] += f"\n{block}"
        else:
            found.append(block)
    return [Read(part) for one in found for part in in_sentences(one)]


def _blocks(text: str) -> Iterator[str]:
    for block in re.split(r"\n[ \t]*\n", text):
        lines: list[str] = []
        for line in block.strip("\n").rstrip().split("\n"):
            starts = ITEM.match(line) or HEADING.match(line) or (lines and HEADING.match(lines[-1]))
            if starts and lines:
                yield "\n".join(lines)
                lines = []
            lines.append(line.rstrip())
        if any(line.strip() for line in lines):
            yield "\n".join(lines)


def transcript(text: str) -> list[Read]:
    """Who said what, where lines say it; as paragraphs where they do not.

    >>> [(one.speaker, one.text) for one in transcript("Ada: Hello.\\nTom: Come in.\\nTom: Tea?")]
    [('Ada', 'Hello.'), ('Tom', 'Come in.\\nTea?')]
    """
    said = [_said(block) for block in _turns(clean(text))]
    named = sum(1 for one in said if one.speaker)
    if named < 2 or named < len(said) / 2:
        return paragraphs(text)
    return joined(said, goes_on=True)


def _turns(text: str) -> Iterator[str]:
    """Blocks between empty lines, divided where a line begins with another speaker."""
    for block in re.split(r"\n[ \t]*\n", text):
        lines: list[str] = []
        for line in block.strip().split("\n"):
            starts = any(_matched(how, f"{line.strip()}\nx" if how is SAID_BELOW else line.strip()) for how in SPEAKERS)
            if lines and starts:
                yield "\n".join(lines)
                lines = []
            lines.append(line.strip())
        if any(lines):
            yield "\n".join(lines)


def _matched(how: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = how.match(text)
    if found is None or len(found["name"].split()) > MOST_WORDS_OF_A_NAME or found["name"][0].islower():
        return None
    return found


def _said(block: str) -> Read:
    for how in SPEAKERS:
        if found := _matched(how, block):
            groups = found.groupdict()
            begins = None
            if groups.get("s"):
                begins = int(groups["h"] or 0) * 3600 + int(groups["m"]) * 60 + int(groups["s"])
            return Read(groups["said"].strip(), groups["name"].strip(" *"), begins)
    return Read(block)


def joined(said: list[Read], *, goes_on: bool = False) -> list[Read]:
    """What one speaker says without a break is one passage, until it is long. ``goes_on``: paragraphs without a name
    are of whoever spoke before, as people write it; a recording says of each who speaks, or that nobody knows.

    >>> [(one.text, one.begins) for one in joined([Read("I am", "Ada", 1), Read("here.", "Ada", 2), Read("Yes.")])]
    [('I am here.', 1), ('Yes.', None)]
    """
    named: list[Read] = []
    for one in said:
        speaker = one.speaker or (named[-1].speaker if goes_on and named else "")
        named.append(Read(one.text, speaker, one.begins))
    found: list[Read] = []
    for speaker, turn in groupby(named, lambda one: one.speaker):
        for one in turn:
            last = found[-1] if found and found[-1].speaker == speaker else None
            if last is None or (len(last.text) >= LONG and last.text.rstrip()[-1:] in ".!?…"):
                found.append(one)
            else:
                mark = "\n" if last.text[-1:] in ".!?…" and speaker == "" else " "
                found[-1] = Read(last.text + mark + one.text, speaker, last.begins)
    return [
        Read(part, one.speaker, one.begins if number == 0 else None)
        for one in found
        for number, part in enumerate(in_sentences(one.text))
    ]


def in_sentences(text: str) -> list[str]:
    """A long passage in parts that end with a sentence, so that each can be checked by itself. Nothing is left out.

    >>> in_sentences("Short.")
    ['Short.']
    >>> [len(part) for part in in_sentences("A sentence of some length. " * 60)]
    [620, 620, 378]
    """
    if len(text) <= 2 * LONG:
        return [text]
    parts = [""]
    for sentence in SENTENCE_ENDS.split(text):
        if len(parts[-1]) >= LONG:
            parts.append(sentence)
        else:
            parts[-1] = f"{parts[-1]} {sentence}" if parts[-1] else sentence
    return [line for part in parts for line in _in_lines(part) if line.strip()]


def _in_lines(part: str) -> list[str]:
    """Some machines write no full stops: then at a space."""
    if len(part) <= 3 * LONG:
        return [part]
    lines = [""]
    for word in part.split(" "):
        if len(lines[-1]) + len(word) >= LONG and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines
