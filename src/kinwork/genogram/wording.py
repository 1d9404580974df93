"""The words in a drawing: names wrapped, years, ages, what is said on a couple's line."""

from __future__ import annotations

import unicodedata

from .checking import years
from .family import Person, Union, When

COLUMNS = 14  # of a name under its symbol, in narrow letters
LINES = 3


def columns(text: str) -> int:
    """How wide a text is, in letters: wide East Asian signs and emoji count two, accents none.

    >>> columns("Ann"), columns("李安"), columns("e\\u0301")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf" or sign == "\ufe0f"
        else 2 if unicodedata.east_asian_width(sign) in "WF"
        else 1
        for sign in text
    )  # fmt: skip


def wrap(text: str, width: int = COLUMNS, lines: int = LINES) -> list[str]:
    """A text in at most ``lines`` lines of ``width`` letters; long words are broken, what is too much ends in …

    >>> wrap("Maximiliana Featherstonehaugh-Cholmondeley of the Fens")
    ['Maximiliana', 'Featherstoneha', 'ugh-…']
    >>> wrap("Ann")
    ['Ann']
    """
    made: list[str] = []
    line = ""
    for word in text.split():
        while columns(word) > width:
            if line:
                made.append(line)
                line = ""
            head = ""
            for sign in word:
                if columns(head + sign) > width:
                    break
                head += sign
            if "-" in head[2:]:
                head = head[: head.rindex("-") + 1]  # double names break at their hyphen
            made.append(head)
            word = word[len(head) :]
        if not line:
            line = word
        elif columns(line) + 1 + columns(word) <= width:
            line += " " + word
        else:
            made.append(line)
            line = word
    if line:
        made.append(line)
    if len(made) > lines:
        last = made[lines - 1]
        while columns(last) > width - 1:
            last = last[:-1]
        made = [*made[: lines - 1], last + "…"]
    return made


def person_words(person: Person, on: When | None, lettering: float = 1.0) -> tuple[str, ...]:
    """The lines under a symbol: the name and the years. Larger ``lettering`` leaves fewer letters to a line."""
    name = person.name or (person.called if person.unknown else "" if person.loss or person.pregnancy else person.id)
    lines = LINES if lettering < 1.2 else LINES + 1
    return (*wrap(name, int(COLUMNS / lettering), lines), *wrap(years_of(person), int(16 / lettering), 2))


def years_of(person: Person) -> str:
    """``b. 1993``, ``1990–2012``, ``due July 2013``, ``miscarriage 2010``."""
    if person.loss:
        when = person.died or person.born or person.expected
        return f"{person.loss} {when.year}" if when else person.loss
    if person.pregnancy:
        return f"due {person.expected.in_words}" if person.expected else ""
    if person.died:
        return f"{person.born.year if person.born else '?'}–{person.died.year}"
    return f"b. {person.born.year}" if person.born else ""


def age(person: Person, on: When | None) -> str:
    """The age inside the symbol: at death, else on the date of the drawing; ``~`` where only the year is known."""
    end = person.died or on
    if person.born is None or end is None or person.loss or person.born.earliest > end.latest:
        return ""
    least, most = years(person.born, end)
    least = max(least, 0)
    if most > least:
        return f"~{most}"
    if most == 0 and person.born.day and end.day:
        months = (end.year - person.born.year) * 12 + end.month - person.born.month - (end.day < person.born.day)
        return f"{months}m"
    return str(most)


def couple_words(union: Union, lettering: float = 1.0) -> list[str]:
    """What is written on a couple's line: ``m. 2011``, ``sep. 2012``, ``“Ann”`` where only she says so."""
    dates = []
    if union.from_:
        mark = {"married": "m.", "cohabiting": "together", "dating": "dating"}.get(union.kind, "from")
        dates.append(f"{mark} {union.from_.year}")
    for mark, when in (("sep.", union.separated), ("div.", union.divorced), ("ended", union.ended)):
        if when:
            dates.append(f"{mark} {when.year}")
    width = int(17 / lettering)
    found = wrap(" ".join(dates), width, 3) if dates else []
    return [*found, *wrap(f"“{union.said}”", width, 2)] if union.said else found
