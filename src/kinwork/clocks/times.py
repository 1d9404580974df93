"""Times of day as people say them.

>>> read_time("4pm").time, read_time("half past four pm").time, read_time("16.30").time
(datetime.time(16, 0), datetime.time(16, 30), datetime.time(16, 30))

Of hours without am or pm, those from one to before seven are of the afternoon, and that is said:

>>> found = read_time("4.30")
>>> found.time, found.note
(datetime.time(16, 30), '16:30, in the afternoon. For the night, type 4.30am')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

HELP = "Enter a time like 14:30, 4.30pm or half past four."
HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MINUTES = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty five": 25, "half": 30}
AFTERNOON = range(1, 7)  # nobody visits at half past four in the night without saying so
NIGHT_ENDS, NIGHT_BEGINS = time(6), time(22)
LONGEST = 40


class NotATime(ValueError):
    """What was typed is no time; the message says what would be right."""


@dataclass(frozen=True)
class ReadTime:
    """A time, and what to say about how it was understood."""

    time: time
    note: str = ""

    @property
    def is_at_night(self) -> bool:
        return not NIGHT_ENDS <= self.time < NIGHT_BEGINS


def read_time(typed: str) -> ReadTime | None:
    """The time that somebody means, or None for an empty box. Raises :class:`NotATime`."""
    shown = re.sub(r"\s+", " ", typed.strip())
    if not shown:
        return None
    text = re.sub(r"^(?:at|about|around) ", "", shown.lower()).replace("o’clock", "").replace("o'clock", "").strip()
    if len(text) <= LONGEST and text.isascii():  # digits of other scripts would be taken for figures
        if text in ("noon", "midday", "12 noon"):
            return ReadTime(time(12))
        if text in ("midnight", "12 midnight"):
            return ReadTime(time(0))
        body, half = _without_half(text)
        found = _figures(body) or _words(body)
        if found is not None:
            hour, minute, is_whole = found
            read = _of_day(hour, minute, half, is_whole)
            if read is not None:
                return read
    raise NotATime(f"“{shown[:40]}” is not a time. {HELP}")


def _without_half(text: str) -> tuple[str, str]:
    """The time without its am or pm, and which half of the day."""
    found = re.search(r" ?(a\.?m|p\.?m|in the morning|in the afternoon|in the evening|at night)\.?$", text)
    if not found:
        return text, ""
    is_am = found[1].replace(".", "") == "am" or found[1].endswith("morning")
    return text[: found.start()], "night" if found[1] == "at night" else "am" if is_am else "pm"


def _figures(text: str) -> tuple[int, int, bool] | None:
    """16:30, 16.30, 1630, 16h30, 9; whether it is written as clocks of twenty-four hours write it."""
    if found := re.fullmatch(r"(\d{1,2})(?: ?[:.,h] ?(\d\d))?(?::\d\d)?", text):
        return int(found[1]), int(found[2] or 0), len(found[1]) == 2
    if found := re.fullmatch(r"(\d{1,2})(\d\d)", text):
        return int(found[1]), int(found[2]), len(text) == 4
    return None


def _words(text: str) -> tuple[int, int, bool] | None:
    """Half past four, quarter to 5, ten past, twenty-five to six, half four."""
    text = text.replace("-", " ").replace("a quarter", "quarter").replace(" minutes", "")
    found = re.fullmatch(
        r"(?:(half|quarter|\d{1,2}|[a-z]+(?: five)?) ?(past|to|after|before)? )?([a-z]+|\d{1,2})", text
    )
    hour = _number(found[3]) if found else None
    if found is None or hour is None:
        return None
    if found[1] is None:
        return hour, 0, False
    minute = MINUTES.get(found[1], int(found[1]) if found[1].isdecimal() else None)
    if minute is None or minute > 30 or (found[2] is None and found[1] != "half"):
        return None
    if found[2] in ("to", "before"):
        return ((hour - 2) % 12 + 1 if hour <= 12 else hour - 1), 60 - minute, False
    return hour, minute, False


def _number(word: str) -> int | None:
    if word.isdecimal():
        return int(word) if int(word) < 24 else None
    return HOURS.index(word) + 1 if word in HOURS else None


def _of_day(hour: int, minute: int, half: str, is_whole: bool) -> ReadTime | None:
    """In which half of the day; a time of twenty-four hours is written 04:30 or 0430."""
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    hour %= 24
    if half:
        if hour > 12:
            return ReadTime(time(hour, minute)) if half != "am" else None
        if half == "night":
            half = "pm" if 6 <= hour < 12 else "am"
        return ReadTime(time(hour % 12 + (12 if half == "pm" else 0), minute))
    if hour in AFTERNOON and not is_whole:
        short = f"{hour}.{minute:02}am" if minute else f"{hour}am"
        afternoon = time(hour + 12, minute)
        return ReadTime(afternoon, f"{afternoon:%H:%M}, in the afternoon. For the night, type {short}")
    return ReadTime(time(hour, minute))
