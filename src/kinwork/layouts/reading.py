"""Reading a layout from its file, and saying what is wrong with it: where, what was found, what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from typing import Any, TypeVar

import yaml

from kinwork.nesting import too_deep
from kinwork.whole_numbers import whole

from .known import KNOWN, Ask, Known, Option
from .layout import OWN_WORDS, About, Face, Layout, MadeFor, Section

MOST_LETTERS = 60_000
MOST_SECTIONS = 60
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
SINCE = re.compile(r"(all|last time|opening|[1-9]\d{0,2} (day|week|month|year)s?)")
T = TypeVar("T")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. ``line`` counts from 1; 0 where it is of the whole file."""

    line: int
    where: str
    what: str
    right: str

    def __str__(self) -> str:
        place = ", ".join(one for one in (f"line {self.line}" if self.line else "", self.where) if one)
        return f"{place}: {self.what} {self.right}".strip() if place else f"{self.what} {self.right}".strip()


class NoLayout(ValueError):
    """A text is no layout; ``problems`` says why, all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(one) for one in self.problems))


def read_layout(text: str, known: Mapping[str, Known] = KNOWN) -> Layout:
    """The layout that a text describes; ``known``: the sources that there are. Raises :class:`NoLayout`."""
    if len(text) > MOST_LETTERS:
        raise NoLayout([Problem(0, "", f"This has {len(text):,} letters.", f"A layout has at most {MOST_LETTERS:,}.")])
    if line := too_deep(text, most=8):
        raise NoLayout([Problem(line, "", "This is nested too deep.", "A section is one level below “sections”.")])
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as problem:
        raise NoLayout([_not_yaml(problem)]) from None
    reader = _Reader(known)
    layout = reader.layout(root)
    if reader.problems or layout is None:
        raise NoLayout(sorted(reader.problems, key=lambda one: one.line))
    return layout


def _not_yaml(problem: yaml.YAMLError) -> Problem:
    mark = getattr(problem, "problem_mark", None)
    what = str(getattr(problem, "problem", "") or "it cannot be read")
    line = mark.line + 1 if mark else 0
    if "\\t" in what:
        return Problem(line, "", "There is a tab.", "Indent with spaces.")
    if "mapping values are not allowed" in what:
        return Problem(line, "", "There is a colon inside the words.", "Put the words into quotation marks.")
    return Problem(line, "", f"This cannot be read as YAML ({what}).", "Compare it with a layout that works.")


class _Reader:
    """Walks the nodes, and gathers all that is wrong rather than the first."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        self.known = known
        self.problems: list[Problem] = []

    def wrong(self, node: Any, where: str, what: str, right: str) -> None:
        self.problems.append(Problem(node.start_mark.line + 1 if node is not None else 0, where, what, right))

    def fields(self, node: Any, where: str, allowed: tuple[str, ...]) -> dict[str, Any]:
        """The fields of a mapping, each once and by a known name."""
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, where, f"{_shown(node)} stands here.", f"Write fields: {', '.join(allowed)}.")
            return {}
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name not in allowed:
                said = f"“{name}” is no field here."
                self.wrong(key, where, said, _nearest(name, allowed) or f"There are: {', '.join(allowed)}.")
            elif name in found:
                self.wrong(key, where, f"“{name}” stands here twice.", "Keep one.")
            else:
                found[name] = value
        return found

    def words(self, node: Any, where: str, name: str, *, most: int, needed: bool = False) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
            self.wrong(node, where, f"“{name}” holds {_shown(node)}.", "Write words.")
            return ""
        said = " ".join(str(node.value).split())
        if needed and not said:
            self.wrong(node, where, f"“{name}” is empty.", "Write a few words.")
        if len(said) > most:
            self.wrong(node, where, f"“{name}” has {len(said)} letters.", f"It holds {most}.")
        return said

    def texts(self, node: Any, where: str, name: str) -> tuple[str, ...]:
        if node is None:
            return ()
        if isinstance(node, yaml.ScalarNode):
            return (self.words(node, where, name, most=300),)
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(node, where, f"“{name}” holds {_shown(node)}.", "Write a list: a dash and words on each line.")
            return ()
        return tuple(self.words(one, where, name, most=300, needed=True) for one in node.value)

    def one_of(self, node: Any, where: str, name: str, choices: Iterable[T], default: T) -> T:
        if node is None:
            return default
        by_word = {str(one): one for one in choices}
        said = node.value if isinstance(node, yaml.ScalarNode) else None
        if said in by_word:
            return by_word[said]
        right = _nearest(str(said), by_word) or f"Write one of: {', '.join(by_word)}."
        self.wrong(node, where, f"“{name}” is {_shown(node)}.", right)
        return default

    def yes(self, node: Any, where: str, name: str) -> bool:
        if node is None:
            return False
        said = node.value.lower() if isinstance(node, yaml.ScalarNode) else ""
        if said not in ("yes", "no", "true", "false"):
            self.wrong(node, where, f"“{name}” is {_shown(node)}.", "Write yes or no.")
        return said in ("yes", "true")

    def number(self, node: Any, where: str, name: str, most: int) -> int:
        said = whole(node.value, most) if isinstance(node, yaml.ScalarNode) else None
        if said:
            return said
        self.wrong(node, where, f"“{name}” is {_shown(node)}.", f"Write a whole number from 1 to {most}.")
        return 1

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

    def key(self, node: Any, where: str) -> str:
        if node is None:
            return ""
        said = node.value if isinstance(node, yaml.ScalarNode) else ""
        if not KEY.fullmatch(said):
            right = "Write small letters, figures and _ only, such as: care_review."
            self.wrong(node, where, f"“key” is {_shown(node)}.", right)
        return said

    def sections(self, node: Any) -> tuple[Section, ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.wrong(node, "", f"“sections” holds {_shown(node)}.", "Write a list: “- key: …” for each section.")
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
            right = _nearest(source, self.known) or f"There are: {', '.join(self.known)}."
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
            self.wrong(node, where, f"“{name}” is {_shown(node)}.", f"Write {option.right}.")
        return said


def _shown(node: Any) -> str:
    if isinstance(node, yaml.MappingNode):
        return "fields"
    if isinstance(node, yaml.SequenceNode):
        return "a list" if node.value else "an empty list"
    said = " ".join(str(node.value).split())
    return f"“{said[:60]}”" if said else "nothing"


def _nearest(said: str, choices: Iterable[str]) -> str:
    near = get_close_matches(said, list(choices), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else ""


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
