"""Files of rules and layouts as data (YAML, or JSON): read field by field, and all that is wrong said with its line.

Whoever reads a kind of file walks its nodes with a :class:`Fields`, which gathers problems rather than stopping at the
first: where, what was found, what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeVar

import yaml

from kinwork.nesting import too_deep
from kinwork.whole_numbers import whole

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
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


class Wrong(ValueError):
    """A text is not what it should be; ``problems`` says why, all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(one) for one in self.problems))


def composed(text: str, *, a: str, most_letters: int, most_levels: int, levels: str) -> Any:
    """The nodes of a text that is ``a`` layout (or what it is called). Raises :class:`Wrong`."""
    if len(text) > most_letters:
        raise Wrong([Problem(0, "", f"This has {len(text):,} letters.", f"{a} has at most {most_letters:,}.")])
    if line := too_deep(text, most=most_levels):
        raise Wrong([Problem(line, "", "This is nested too deep.", levels)])
    try:
        return yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as problem:
        raise Wrong([_not_yaml(problem)]) from None


def _not_yaml(problem: yaml.YAMLError) -> Problem:
    mark = getattr(problem, "problem_mark", None)
    what = str(getattr(problem, "problem", "") or "it cannot be read")
    line = mark.line + 1 if mark else 0
    if "\\t" in what or "cannot start any token" in what:
        return Problem(line, "", "There is a tab.", "Indent with spaces.")
    if "mapping values are not allowed" in what:
        return Problem(line, "", "There is a colon inside the words.", "Put the words into quotation marks.")
    return Problem(line, "", f"This cannot be read as YAML ({what}).", "Compare it with a file that works.")


class Fields:
    """Walks the nodes, and gathers all that is wrong rather than the first."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, node: Any, where: str, what: str, right: str) -> None:
        self.problems.append(Problem(node.start_mark.line + 1 if node is not None else 0, where, what, right))

    def fields(self, node: Any, where: str, allowed: tuple[str, ...]) -> dict[str, Any]:
        """The fields of a mapping, each once and by a known name."""
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, where, f"{shown(node)} stands here.", f"Write fields: {', '.join(allowed)}.")
            return {}
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name not in allowed:
                said = f"“{name}” is no field here."
                self.wrong(key, where, said, nearest(name, allowed) or f"There are: {', '.join(allowed)}.")
            elif name in found:
                self.wrong(key, where, f"“{name}” stands here twice.", "Keep one.")
            else:
                found[name] = value
        return found

    def words(self, node: Any, where: str, name: str, *, most: int, needed: bool = False) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
            self.wrong(node, where, f"“{name}” holds {shown(node)}.", "Write words.")
            return ""
        said = " ".join(str(node.value).split())
        if needed and not said:
            self.wrong(node, where, f"“{name}” is empty.", "Write a few words.")
        if len(said) > most:
            self.wrong(node, where, f"“{name}” has {len(said)} letters.", f"It holds {most}.")
        return said

    def texts(self, node: Any, where: str, name: str, *, most: int = 300) -> tuple[str, ...]:
        if node is None:
            return ()
        if isinstance(node, yaml.ScalarNode):
            return (self.words(node, where, name, most=most),)
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(node, where, f"“{name}” holds {shown(node)}.", "Write a list: a dash and words on each line.")
            return ()
        return tuple(self.words(one, where, name, most=most, needed=True) for one in node.value)

    def one_of(self, node: Any, where: str, name: str, choices: Iterable[T], default: T) -> T:
        if node is None:
            return default
        by_word = {str(one): one for one in choices}
        said = node.value if isinstance(node, yaml.ScalarNode) else None
        if said in by_word:
            return by_word[said]
        right = nearest(str(said), by_word) or f"Write one of: {', '.join(by_word)}."
        self.wrong(node, where, f"“{name}” is {shown(node)}.", right)
        return default

    def yes(self, node: Any, where: str, name: str, *, default: bool = False) -> bool:
        if node is None:
            return default
        said = node.value.lower() if isinstance(node, yaml.ScalarNode) else ""
        if said not in ("yes", "no", "true", "false"):
            self.wrong(node, where, f"“{name}” is {shown(node)}.", "Write yes or no.")
        return said in ("yes", "true")

    def number(self, node: Any, where: str, name: str, most: int) -> int:
        said = whole(node.value, most) if isinstance(node, yaml.ScalarNode) else None
        if said:
            return said
        self.wrong(node, where, f"“{name}” is {shown(node)}.", f"Write a whole number from 1 to {most}.")
        return 1

    def key(self, node: Any, where: str, *, pattern: re.Pattern[str] = KEY, right: str = "") -> str:
        if node is None:
            return ""
        said = node.value if isinstance(node, yaml.ScalarNode) else ""
        if not pattern.fullmatch(said):
            right = right or "Write small letters, figures and _ only, such as: care_review."
            self.wrong(node, where, f"“key” is {shown(node)}.", right)
        return said


def shown(node: Any) -> str:
    """What stands there, in a few words."""
    if isinstance(node, yaml.MappingNode):
        return "fields"
    if isinstance(node, yaml.SequenceNode):
        return "a list" if node.value else "an empty list"
    said = " ".join(str(node.value).split())
    return f"“{said[:60]}”" if said else "nothing"


def nearest(said: str, choices: Iterable[str]) -> str:
    """Which of the words may have been meant."""
    near = get_close_matches(said, list(choices), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else ""
