"""YAML whose every value knows its line and its place, so that an error can name them.

Ours above PyYAML, because pydantic's errors would have to be translated, and name no line (docs/adr/0070).
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml

from ..json_letters import letters
from ..nesting import too_deep
from . import numerals
from .numerals import Unreadable
from .table import BadTable, Printed

Value = TypeVar("Value")
DEEPEST = 30
MOST_VALUES = 500_000


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the file, where it stands, and the names that lead to it."""

    file: str
    path: str
    node: yaml.Node

    @property
    def line(self) -> int:
        """Its line, counted from 1."""
        return int(self.node.start_mark.line) + 1

    def wrong(self, expected: str, found: str = "") -> BadTable:
        """The error that says so."""
        return BadTable(self.file, self.line, self.path, found or self.shown(), expected)

    def shown(self) -> str:
        """The value as a person would point at it."""
        if isinstance(self.node, yaml.ScalarNode):
            text = self.node.value if len(self.node.value) <= 40 else self.node.value[:37] + "..."
            return "nothing" if self.is_null else f'"{text}"'.replace("\n", " ")
        return "a list" if isinstance(self.node, yaml.SequenceNode) else "a mapping"

    @property
    def is_null(self) -> bool:
        """Whether nothing is written there."""
        return str(self.node.tag).endswith(":null")

    @property
    def kind(self) -> str:
        """What YAML takes it for: str, int, float, bool, null, timestamp, map, seq."""
        return str(self.node.tag).rpartition(":")[2]

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_mapping(self) -> bool:
        """Whether it is a mapping."""
        return isinstance(self.node, yaml.MappingNode)

    def text(self) -> str:
        """The scalar as it is written, whatever YAML would make of it: 7.10 stays 7.10, no stays no."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.wrong("a single value")
        return str(self.node.value)

    def mapping(self, known: Iterable[str] | None = None) -> dict[str, Field]:
        """Its values by key. Refuses a key that stands twice and, given the known ones, any other."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("a mapping (name: value)")
        found: dict[str, Field] = {}
        for key, value in self.node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise Field(self.file, self.path, key).wrong("a plain name as key")
            name = str(key.value)
            here = Field(self.file, f"{self.path}.{name}" if self.path else name, value)
            at_key = Field(self.file, here.path, key)
            if name in found:
                raise at_key.wrong("each name once", f'"{name}" a second time')
            if known is not None and name not in known:
                raise at_key.wrong(one_of(name, known), f'the unknown key "{name}"')
            found[name] = here
        return found

    def items(self) -> list[Field]:
        """The values of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.wrong("a list")
        return [Field(self.file, f"{self.path}[{n}]", node) for n, node in enumerate(self.node.value, 1)]

    def read(self, reader: Callable[[str], Value]) -> Value:
        """The scalar through a reader of ``numerals``."""
        try:
            return reader(self.text())
        except Unreadable as problem:
            raise self.wrong(str(problem)) from None

    def figure(self) -> Printed:
        """A printed figure: a string, so that its precision is known, or a whole number."""
        if self.is_null:
            raise self.wrong("a figure in quotes; leave out what is not printed")
        figure = self.read(numerals.figure)
        if self.kind == "float":
            raise self.wrong(f'quotes around it, "{self.text()}", so that its precision is known', self.text())
        return figure

    def choice(self, *choices: str) -> str:
        """One of some words."""
        if self.text() not in choices:
            raise self.wrong(one_of(self.text(), choices))
        return self.text()

    def flag(self) -> bool:
        """True or false."""
        if self.kind != "bool":
            raise self.wrong("true or false")
        return self.text().lower() in {"true", "yes", "on"}


def one_of(word: str, choices: Iterable[str]) -> str:
    """What could have been meant.

    >>> one_of("anovo", ["anova", "t"])
    'anova (one of: anova, t)'
    """
    every = list(choices)
    near = difflib.get_close_matches(word, every, n=1, cutoff=0.6)
    listed = f"one of: {', '.join(every)}"
    return f"{near[0]} ({listed})" if near else listed


def parse(text: str, file: str) -> Field:
    """The file's single document. Raises ``BadTable`` for what is no YAML, or no table by its size."""
    text = letters(text)
    if deep := too_deep(text):
        raise BadTable(file, deep, "", f"more than {DEEPEST} levels", "a table")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as problem:
        raise _not_yaml(problem, file, text) from None
    except yaml.reader.ReaderError as problem:
        line = text.encode()[: problem.position].count(b"\n") + 1
        what = f"a character that no text holds (code {problem.character})"
        raise BadTable(file, line, "", what, "a YAML file in UTF-8") from None
    except (yaml.YAMLError, ValueError) as problem:
        raise BadTable(file, None, "", str(problem).splitlines()[0], "a YAML file in UTF-8") from None
    except RecursionError:
        raise BadTable(file, None, "", f"more than {DEEPEST} levels", "a table") from None
    finally:
        loader.dispose()
    if node is None:
        raise BadTable(file, None, "", "an empty file", "a table (keys table, groups, rows, claims)")
    _plain(node, file)
    return Field(file, "", node)


def _plain(root: yaml.Node, file: str) -> None:
    """No depth that no table has, and no more values than a table has: an alias (*) may hold much of the file again."""
    budget = MOST_VALUES

    def walk(node: yaml.Node, depth: int) -> None:
        nonlocal budget
        budget -= 1
        if depth > DEEPEST or budget < 0:
            found = f"more than {DEEPEST} levels" if depth > DEEPEST else f"more than {MOST_VALUES:,} values"
            raise BadTable(file, int(node.start_mark.line) + 1, "", found, "a table")
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                walk(key, depth + 1)
                walk(value, depth + 1)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                walk(value, depth + 1)

    walk(root, 0)


def _not_yaml(problem: yaml.MarkedYAMLError, file: str, text: str) -> BadTable:
    mark: Any = problem.problem_mark or problem.context_mark
    line = mark.line + 1 if mark else None
    what = (problem.problem or problem.context or "something else").strip()
    if "alias" in what or "alias" in (problem.context or ""):
        return BadTable(file, line, "", "a * without quotes", 'stars in quotes: stars: "*"')
    here = text.splitlines()[line - 1] if line and line <= len(text.splitlines()) else ""
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return BadTable(file, line, "", "a tab", "spaces for indentation")
    if "single document" in (problem.context or ""):
        return BadTable(file, line, "", "a second document", "one table a file")
    return BadTable(file, line, "", f"no valid YAML ({what})", "key: value, indented by spaces, brackets closed")
