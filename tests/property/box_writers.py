"""People who write in one box over a slow line: the box as the server keeps it, and each page as it sees it.

A page does here what ``assets/ts/edit-session.ts`` does; ``script_pages.py`` drives that one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kinwork.meetings.changes import Change, applied, one_after_another, replaced
from kinwork.meetings.history import Edit, Typed, brought_in, since, text_before


@dataclass
class Server:
    """Text, version and edits of one box."""

    text: str = ""
    edits: list[Edit] = field(default_factory=list)

    @property
    def version(self) -> int:
        return len(self.edits)

    def text_at(self, version: int) -> str:
        return text_before(self.text, self.edits[version:])

    def save(self, version: int, typed: Typed) -> tuple[int, str, list[Change]]:
        changes = list(typed.changes or [])
        if version == self.version and typed.base is None:
            assert applied(self.text, changes) == typed.text
            over = []
        else:
            last = self.edits[version - 1] if version else None
            found = brought_in(self.text, self.edits[version:], typed, last=last)
            changes, over = found.onto_theirs, found.onto_mine
            assert applied(self.text, changes) == found.text
            if not changes and not over:
                return self.version, self.text, over
        before, self.text = self.text, applied(self.text, changes)
        assert applied(typed.text, over) == self.text
        assert text_before(self.text, [Edit(0, changes, "")]) == before
        self.edits.append(Edit(self.version + 1, changes, typed.by, over, [typed.key]))
        return self.version, self.text, over


@dataclass
class Page:
    """What one person has on the screen."""

    name: str
    server: Server
    value: str = ""
    base: str = ""
    version: int = 0
    apart: bool = False  # the base is not the text of the version
    changes: list[Change] = field(default_factory=list)  # of the base
    fresh: list[Change] = field(default_factory=list)  # of what was sent
    caret: int = 0
    sent: tuple[int, Typed] | None = None
    answer: tuple[int, str, list[Change]] | None = None
    number: int = 0

    def put(self, start: int, end: int, new: str) -> None:
        """Words in the place of what is chosen."""
        change = replaced(self.value, start, end, new, by=self.name)
        self.changes = one_after_another(self.base, self.changes, [change])
        if self.sent:
            self.fresh = one_after_another(self.sent[1].text, self.fresh, [change])
        self.value = self.value[:start] + new + self.value[end:]
        self.caret = start + len(new)

    def send(self) -> None:
        if self.sent or self.value == self.base:
            return
        self.number += 1
        base = self.base if self.apart else None
        typed = Typed(self.value, self.name, base, list(self.changes), f"{self.name}{self.number}")
        self.sent, self.fresh = (self.version, typed), []

    def arrives(self) -> None:
        """What was sent reaches the server."""
        if self.sent and self.answer is None:
            self.answer = self.server.save(*self.sent)

    def hears(self, *, lost: bool = False) -> None:
        """The answer comes back, or is lost on the way: then the same is sent again."""
        if not self.sent or not self.answer:
            return
        (_, typed), (version, now, over) = self.sent, self.answer
        self.answer = None
        if lost:
            return
        self.sent = None
        if self.value == typed.text:
            self.show(version, now, over)
        else:  # typed on meanwhile
            self.base, self.version, self.apart, self.changes = typed.text, version, bool(over), self.fresh

    def looks(self) -> None:
        """Hears that somebody else wrote, and shows it unless it is at something itself."""
        if self.sent is None and self.value == self.base and self.server.version > self.version and not self.apart:
            later = self.server.edits[self.version :]
            self.show(self.server.version, self.server.text, since(self.value, later))

    def show(self, version: int, now: str, changes: list[Change]) -> None:
        assert applied(self.value, changes) == now
        self.caret = place_after(self.value, changes, self.caret)
        self.value = self.base = now
        self.version, self.apart, self.changes = version, False, []


def place_after(text: str, changes: list[Change], place: int) -> int:
    """Where a caret is after others' changes: behind the word that it was behind, also when that has grown."""
    shift = 0
    for change in changes:
        grows = change.start == place and not change.removed and (text[place - 1 : place] + change.text[:1]).isalnum()
        if change.start >= place and not (grows and place):
            break
        if change.end > place:
            return change.start + shift + len(change.text)
        shift += len(change.text) - len(change.removed)
    return place + shift


class Scene:
    """Several people at one box; everything that happens follows from one seed."""

    def __init__(self, seed: int, people: int = 2, text: str = "", page: Callable[..., Any] = Page) -> None:
        self.choose = random.Random(seed)
        self.server = Server(text)
        self.pages = [page(name, self.server, text, text) for name in ("Ada", "Ben", "Cleo")[:people]]
        self.writing: dict[str, str] = {page.name: "" for page in self.pages}  # letters still to be typed
        self.words: set[str] = set()
        self.runs: list[list[str]] = []  # what somebody typed in one go
        self.gone: set[str] = set()
        self.n = 0

    def word(self) -> str:
        self.n += 1
        return "".join(self.choose.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(5)) + str(self.n)

    def step(self) -> None:
        page = self.choose.choice(self.pages)
        act = self.choose.random()
        if self.writing[page.name]:
            if act < 0.5:
                self.types(page)
                return
        elif act < 0.15:
            self.begins(page)
            return
        self.choose.choice([page.send, page.arrives, page.hears, page.looks, self.drops(page)])()

    def drops(self, page: Page):
        return lambda: page.hears(lost=True) if self.choose.random() < 0.3 else None

    def begins(self, page: Page) -> None:
        """To write: at some place, over something, or to cut."""
        edges = sorted({0, len(page.value), *(m.end() for m in re.finditer(r"\w+", page.value))})
        start = self.choose.choice([*edges, len(page.value)])
        kind = self.choose.random()
        if kind < 0.5:
            page.caret = start
            self.plans(page, 1 + self.choose.randrange(4))
            return
        end = self.choose.choice([one for one in edges if one >= start])
        if kind < 0.6:
            start, end = 0, len(page.value)
        taken = page.value[start:end]
        self.gone |= set(re.findall(r"\w+", taken))
        # A word that stood in front of another, with the blank between them still to be typed, went with it.
        self.gone |= {word for word in self.words if word in taken}
        if kind > 0.85:
            page.put(start, end, "")
            return
        page.put(start, end, " ")
        self.plans(page, 1 + self.choose.randrange(5))

    def plans(self, page: Page, count: int) -> None:
        words = [self.word() for _ in range(count)]
        self.words |= set(words)
        self.runs.append(words)
        self.writing[page.name] = f" {' '.join(words)} "

    def types(self, page: Page) -> None:
        size = 1 + self.choose.randrange(4)
        letters, self.writing[page.name] = self.writing[page.name][:size], self.writing[page.name][size:]
        page.put(page.caret, page.caret, letters)

    def quiet(self) -> None:
        """Everybody finishes, and everything arrives."""
        for page in self.pages:
            while self.writing[page.name]:
                self.types(page)
        for _ in range(4):
            for page in self.pages:
                for do in (page.arrives, page.hears, page.send, page.arrives, page.hears, page.looks):
                    do()

    def holds(self) -> None:
        """What was promised: all see the same; every word whole, once, unless somebody took it out."""
        text = self.server.text
        assert [page.value for page in self.pages] == [text] * len(self.pages)
        there = re.findall(r"\w+", text)
        for word in self.words:
            if any(word.startswith(taken) for taken in self.gone):
                continue  # may be there or not: in a version of somebody who wrote in it, or in those of two
            assert there.count(word) == 1, (word, there.count(word), text)
        for run in self.runs:
            stands = [there.index(word) for word in run if there.count(word) == 1]
            assert stands == sorted(stands), (run, text)
