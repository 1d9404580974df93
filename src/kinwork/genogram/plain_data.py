"""Plain data (dicts, lists, strings) read with all findings at once; YAML or JSON text as plain data with lines.

Ours above PyYAML, because pydantic's errors would have to be translated, and name no line (docs/adr/0070).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from ..nesting import too_deep
from .family import When
from .findings import Finding, ImpossibleFamily, Place, place_name

DEEPEST = 20  # levels of a file: it needs five
MOST_PLACES = 200_000
DATE = "a year, a year and month or a date, such as 1993, 1993-04 or 1993-04-27"


class Reader:
    """Walks plain data and collects every finding, so that all can be mended at once."""

    def __init__(self, lines: Mapping[Place, int]) -> None:
        self.lines = dict(lines)
        self.findings: list[Finding] = []

    def wrong(self, place: Place, what: str) -> None:
        near = place
        while near and near not in self.lines:
            near = near[:-1]
        self.findings.append(Finding(place_name(place), self.lines.get(near, 0), what))

    def mapping(self, value: Any, place: Place, known: Sequence[str] | None = None) -> dict[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.wrong(place, f"found {show(value)}, expected a mapping of names to values")
            return {}
        made: dict[str, Any] = {}
        for key, inner in value.items():
            key = str(key)
            if known is not None and key not in known:
                self.wrong((*place, key), f"not a field here, expected one of {', '.join(known)}")
            else:
                made[key] = inner
        return made

    def items(self, value: Any, place: Place) -> Iterator[tuple[Place, Any]]:
        if value is None:
            return
        if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Sequence):
            self.wrong(place, f"found {show(value)}, expected a list")
            return
        for number, inner in enumerate(value):
            yield (*place, number), inner

    def text(self, value: Any, place: Place) -> str:
        if value is None:
            return ""
        if isinstance(value, (Mapping, list, tuple)):
            self.wrong(place, f"found {show(value)}, expected text")
            return ""
        # what no drawing can hold: control characters are dropped, half of a pair of surrogates too
        return "".join(
            sign for sign in " ".join(str(value).split()) if sign.isprintable() or sign in "\u200d\u200c\ufe0f"
        )

    def choice(self, value: Any, place: Place, known: Sequence[str], default: str) -> str:
        if value is None or value == "":
            return default
        text = self.text(value, place)
        if text not in known:
            self.wrong(place, f"found '{text}', expected one of {', '.join(known)}")
            return default
        return text

    def flag(self, value: Any, place: Place) -> bool:
        if isinstance(value, bool) or value is None:
            return bool(value)
        if str(value).lower() in ("true", "false"):
            return str(value).lower() == "true"
        self.wrong(place, f"found {show(value)}, expected true or false")
        return False

    def when(self, value: Any, place: Place) -> When | None:
        if value is None or value == "":
            return None
        if isinstance(value, When):
            return value
        try:
            return When.parse(str(value))
        except ValueError:
            self.wrong(place, f"found {show(value)}, expected {DATE}")
            return None


def show(value: Any) -> str:
    """A value as found, short."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    shown = f"'{value}'"
    return shown if len(shown) < 60 else shown[:56] + "…'"


def is_json(text: str) -> bool:
    """Whether it is, as the parser of JSON has it."""
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def _json_with_lines(text: str) -> tuple[Any, dict[Place, int]]:
    """JSON that is sound, read token by token: numbers and truths stay the text that stands there, as in YAML."""
    starts = [found.end() for found in re.finditer("\n", text)]
    tokens = [(found.group(), bisect_right(starts, found.start()) + 1) for found in TOKEN.finditer(text)]
    lines: dict[Place, int] = {}
    findings: list[Finding] = []
    at = 0

    def string(quoted: str) -> str:
        # half of a pair of surrogates is no letter, and could not be written anywhere
        return "".join(sign for sign in str(json.loads(quoted)) if not "\ud800" <= sign <= "\udfff")

    def value(place: Place) -> Any:
        nonlocal at
        sign, line = tokens[at]
        at += 1
        lines[place] = line
        if len(lines) > MOST_PLACES:
            raise ImpossibleFamily([Finding("", line, f"more than {MOST_PLACES:,} entries")])
        if sign == "{":
            return members(place)
        if sign == "[":
            made: list[Any] = []
            while tokens[at][0] != "]":
                made.append(value((*place, len(made))))
                at += tokens[at][0] == ","
            at += 1
            return made
        return string(sign) if sign.startswith('"') else None if sign == "null" else sign

    def members(place: Place) -> dict[str, Any]:
        nonlocal at
        made: dict[str, Any] = {}
        while tokens[at][0] != "}":
            name, line = string(tokens[at][0]), tokens[at][1]
            at += 2
            if name in made:
                what = f"'{name}' stands here twice, first on line {lines[(*place, name)]}"
                findings.append(Finding(place_name((*place, name)), line, what))
                value((*place, name, "again"))
            else:
                made[name] = value((*place, name))
                lines[(*place, name)] = line
            at += tokens[at][0] == ","
        at += 1
        return made

    data = value(())
    if findings:
        raise ImpossibleFamily(findings)
    return data, lines


def plain_with_lines(text: str) -> tuple[Any, dict[Place, int]]:
    """YAML or JSON text as dicts, lists and strings, and the line (from 1) of every place in it."""
    text = text.removeprefix("\ufeff")
    if deep := too_deep(text):
        raise ImpossibleFamily([Finding("", deep, "nested deeper than any family, expected people, unions, bonds")])
    if text.lstrip().startswith("{"):
        if is_json(text):
            return _json_with_lines(text)
        text = text.replace("\t", "    ")  # indentation by tabs, which YAML forbids
    try:
        # every scalar stays the text that stands there: YAML would make a number of 1976 and false of a man named No
        root = yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        what = getattr(problem, "problem", None) or str(problem).splitlines()[0]
        if mark and "cannot start any token" in what and "\t" in (text.splitlines() or [""])[mark.line]:
            what = "found a tab, expected spaces for indentation"
        raise ImpossibleFamily(
            [Finding("", mark.line + 1 if mark else 0, f"neither YAML nor JSON: {what}")]
        ) from problem
    lines: dict[Place, int] = {}
    findings: list[Finding] = []

    def plain(node: Any, place: Place) -> Any:
        if len(lines) > MOST_PLACES or len(place) > DEEPEST:  # an alias (*) that holds itself, or much of itself
            line = node.start_mark.line + 1
            raise ImpossibleFamily([Finding("", line, f"more than {MOST_PLACES:,} entries or {DEEPEST} levels")])
        lines[place] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            made: dict[str, Any] = {}
            for key, value in node.value:
                name = str(key.value)
                line = key.start_mark.line + 1
                if name in made:
                    what = f"'{name}' stands here twice, first on line {lines[(*place, name)]}"
                    findings.append(Finding(place_name((*place, name)), line, what))
                    continue
                made[name] = plain(value, (*place, name))
                lines[(*place, name)] = line
            return made
        if isinstance(node, yaml.SequenceNode):
            return [plain(inner, (*place, number)) for number, inner in enumerate(node.value)]
        return None if node.value in ("", "null", "~") and not node.style else node.value  # plain: None or ""

    data = plain(root, ()) if root is not None else None
    if findings:
        raise ImpossibleFamily(findings)
    return data, lines
