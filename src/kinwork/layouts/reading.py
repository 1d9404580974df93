"""Reading a layout from its file, and saying what is wrong with it: where, what was found, what would be right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from kinwork.yaml_fields import Fields, Problem, Wrong, composed, nearest, shown

from .known import KNOWN, Ask, Known, Option
from .layout import OWN_WORDS, About, Face, Layout, MadeFor, Section

MOST_LETTERS = 60_000
MOST_SECTIONS = 60
SINCE = re.compile(r"(all|last time|opening|[1-9]\d{0,2} (day|week|month|year)s?)")


class NoLayout(Wrong):
    """A text is no layout; ``problems`` says why, all of them."""


def read_layout(text: str, known: Mapping[str, Known] = KNOWN) -> Layout:
    """The layout that a text describes; ``known``: the sources that there are. Raises :class:`NoLayout`."""
    levels = "A section is one level below “sections”."
    try:
        root = composed(text, a="A layout", most_letters=MOST_LETTERS, most_levels=8, levels=levels)
    except Wrong as wrong:
        raise NoLayout(wrong.problems) from None
    reader = _Reader(known)
    layout = reader.layout(root)
    if reader.problems or layout is None:
        raise NoLayout(sorted(reader.problems, key=lambda one: one.line))
    return layout


class _Reader(Fields):
    """Walks the nodes of a layout."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        super().__init__()
        self.known = known

    def layout(self, root: Any) -> Layout | None:
        allowed = (
            "key", "name", "version", "about", "purpose", "made_for", "face", "approved", "signed_by", "basis",
            "sections",
        )  # fmt: skip
        if root is None:
            self.problems.append(Problem(0, "", "There is nothing in it.", f"Write fields: {', '.join(allowed)}."))
            return None
        found = self.fields(root, "", allowed)
        for name in ("key", "name", "version", "sections"):
            if name not in found and isinstance(root, yaml.MappingNode):
                self.wrong(root, "", f"“{name}” is missing.", "Every layout has key, name, version and sections.")
        key = self.key(found.get("key"), "")
        sections = self.sections(found.get("sections"))
        return Layout(
            key=key,
            name=self.words(found.get("name"), "", "name", most=120, needed=True),
            version=self.number(found["version"], "", "version", 100_000) if "version" in found else 1,
            about=self.one_of(found.get("about"), "", "about", About, About.EITHER),
            sections=sections,
            purpose=self.words(found.get("purpose"), "", "purpose", most=600),
            made_for=self.one_of(found.get("made_for"), "", "made_for", MadeFor, MadeFor.PROFESSIONALS),
            face=self.one_of(found.get("face"), "", "face", Face, Face.PROFESSIONAL),
            is_approved=self.yes(found.get("approved"), "", "approved"),
            signed_by=self.texts(found.get("signed_by"), "", "signed_by"),
            basis=self.texts(found.get("basis"), "", "basis"),
        )

    def sections(self, node: Any) -> tuple[Section, ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.wrong(node, "", f"“sections” holds {shown(node)}.", "Write a list: “- key: …” for each section.")
            return ()
        if len(node.value) > MOST_SECTIONS:
            self.wrong(node, "", f"There are {len(node.value)} sections.", f"A layout has at most {MOST_SECTIONS}.")
            return ()
        found: list[Section] = []
        for number, one in enumerate(node.value, 1):
            section = self.section(one, number)
            if section.key and any(section.key == before.key for before in found):
                where = f"section “{section.key}”"
                self.wrong(one, where, "Another section has this key.", "Give it a key of its own.")
            found.append(section)
        return tuple(found)

    def section(self, node: Any, number: int) -> Section:
        where = f"section {number}"
        found = self.fields(node, where, ("key", "title", "source", "with", "prompt", "optional"))
        key = self.key(found.get("key"), where)
        where = f"section “{key}”" if key else where
        if isinstance(node, yaml.MappingNode):
            for name in ("key", "title"):
                if name not in found:
                    self.wrong(node, where, f"“{name}” is missing.", "Every section has a key and a title.")
        source = self.words(found.get("source"), where, "source", most=60) or OWN_WORDS
        if source not in self.known:
            right = nearest(source, self.known) or f"There are: {', '.join(self.known)}."
            self.wrong(found["source"], where, f"There is no source “{source}”.", right)
        options = self.options(found.get("with"), where, source)
        title = self.words(found.get("title"), where, "title", most=120, needed=True)
        prompt = self.words(found.get("prompt"), where, "prompt", most=400)
        return Section(key, title, source, options, prompt, self.yes(found.get("optional"), where, "optional"))

    def options(self, node: Any, where: str, source: str) -> dict[str, object]:
        if node is None or source not in self.known:
            return {}
        there = self.known[source].options
        if not there:
            self.wrong(node, where, f"The source “{source}” takes nothing with it.", "Leave out “with”.")
            return {}
        found = self.fields(node, where, tuple(there))
        return {name: self.option(value, where, name, there[name]) for name, value in found.items()}

    def option(self, node: Any, where: str, name: str, option: Option) -> object:
        if option.kind == Ask.ONE:
            return self.one_of(node, where, name, option.choices, option.choices[0])
        if option.kind == Ask.YES:
            return self.yes(node, where, name)
        if option.kind == Ask.NUMBER:
            return self.number(node, where, name, 1000)
        if option.kind == Ask.SOME:
            each = node.value if isinstance(node, yaml.SequenceNode) else [node]
            return tuple(self.one_of(one, where, name, option.choices, option.choices[0]) for one in each)
        said = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if not SINCE.fullmatch(said):
            self.wrong(node, where, f"“{name}” is {shown(node)}.", f"Write {option.right}.")
        return said


@lru_cache(maxsize=256)
def layout_from(text: str) -> Layout:
    """A layout that was read before without a fault: read once in the life of a process."""
    return read_layout(text)


@lru_cache(maxsize=1)
def shipped() -> dict[str, str]:
    """The layouts that come with the house: by key, each with its text."""
    folder = resources.files("kinwork.layouts") / "data"
    texts = (one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".yaml"))
    return {layout_from(text).key: text for text in sorted(texts)}
