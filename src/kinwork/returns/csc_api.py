"""The payload of the department's daily API on children's social care (version 1.0.1): whether it is as it must be.

The shape is rows of ``data/csc-api.csv``: each property with its kind, limits and the list of codes that it shares with
the CIN census or the SSDA903.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from . import bounded
from .layouts import CIN, SSDA903, codes_of, rows_of
from .own_rules import CSC_API, severity_of
from .problems import BadReturn
from .years import LAST

AT_ONCE = 100  # children in one payload
MOST_BYTES = 1 << 28
_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,), "boolean": (bool,), "integer": (int,), "array": (list,), "object": (dict,),
}  # fmt: skip


@dataclass
class Property:
    """A property, with those inside it by their names; ``[]`` is the member of an array."""

    name: str
    kind: str = "object"
    required: bool = False
    day: bool = False
    pattern: str = ""
    shortest: int = 0
    longest: int | None = None
    most: int | None = None
    unique: bool = False
    codes: str = ""
    inside: dict[str, Property] = field(default_factory=dict)


@lru_cache(maxsize=1)
def shape() -> Property:
    """A child, and all that it may hold."""
    child = Property("child")
    for row in rows_of("csc-api.csv"):
        at = child
        steps = row["path"].replace("[]", ".[]").split(".")
        for step in steps:
            at = at.inside.setdefault(step, Property(step))
        at.kind, at.required, at.day = row["type"], row["required"] == "yes", row["format"] == "date"
        at.pattern, at.codes, at.unique = row["pattern"], row["codes"], row["unique"] == "yes"
        at.shortest = int(row["shortest"] or 0)
        at.longest = int(row["longest"]) if row["longest"] else None
        at.most = int(row["most"]) if row["most"] else None
    return child


def _known(list_: str) -> frozenset[str]:
    """Codes of a list of the two returns; of accommodation, the letter alone."""
    if list_.startswith("903 "):
        name = list_.removeprefix("903 ").split(",")[0]
        found = codes_of(SSDA903, name, LAST)
        return frozenset(code[0] for code in found) if "letter" in list_ else frozenset(found)
    return frozenset(codes_of(CIN, list_, LAST))


def read(path: Path) -> Any:
    """What a file holds. Raises ``BadReturn``."""
    try:
        said = bounded.content(path, f"a payload (JSON) of at most {AT_ONCE} children", MOST_BYTES)
        return json.loads(said.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadReturn(f"{path}: not UTF-8 text, expected JSON") from None
    except json.JSONDecodeError as problem:
        raise BadReturn(f"{path}: line {problem.lineno}: {problem.msg}, expected JSON") from None
    except (ValueError, RecursionError):
        raise BadReturn(f"{path}: found no JSON, expected a payload") from None


def check(payload: Any) -> list[dict[str, object]]:
    """What is wrong with a payload: place, child, rule, message. Raises ``BadReturn`` if it is no list of children."""
    if not isinstance(payload, list):
        raise BadReturn(f"found {_called(payload)}, expected a list of children")
    found: list[dict[str, object]] = []
    if len(payload) > AT_ONCE:
        found.append(_said("$", None, "too many", f"{len(payload):,} children, at most {AT_ONCE} in one payload"))
    for number, child in enumerate(payload):
        name = child.get("la_child_id") if isinstance(child, dict) else None
        for where, rule, message in _wrong(child, shape(), f"$[{number}]"):
            found.append(_said(where, name if isinstance(name, str) else None, rule, message))
    ids = [child.get("la_child_id") for child in payload if isinstance(child, dict)]
    seen: set[object] = set()
    for number, name in enumerate(ids):
        if isinstance(name, str):
            if name in seen:
                found.append(_said(f"$[{number}]", name, "twice", "the child stands twice in the payload"))
            seen.add(name)
    return found


def _said(place: str, child: str | None, rule: str, message: str) -> dict[str, object]:
    about = {"child": child} if place != "$" else {}
    return {"place": place, **about, "rule": rule, "severity": severity_of(CSC_API, rule), "message": message}


def _called(value: object) -> str:
    names = {bool: "yes or no", str: "text", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), "nothing")


def _wrong(value: Any, about: Property, place: str) -> Iterator[tuple[str, str, str]]:
    kinds = _KINDS[about.kind]
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        yield place, "kind", f"found {_called(value)}, expected {_called(kinds[0]())}"
        return
    if isinstance(value, str):
        yield from ((place, *wrong) for wrong in _wrong_text(value, about))
    elif isinstance(value, list):
        yield from _wrong_list(value, about, place)
    elif isinstance(value, dict):
        for name, one in about.inside.items():
            if one.required and name not in value:
                yield place, "missing", f"{name} is missing"
        for name, inner in value.items():
            if name not in about.inside:
                yield f"{place}.{name}", "unknown", "no such property"
            elif inner is not None or about.inside[name].required:
                yield from _wrong(inner, about.inside[name], f"{place}.{name}")


def _wrong_list(value: list[Any], about: Property, place: str) -> Iterator[tuple[str, str, str]]:
    if about.most is not None and len(value) > about.most:
        yield place, "too many", f"{len(value)} in the list, at most {about.most}"
    if about.unique and len({json.dumps(one, sort_keys=True) for one in value}) < len(value):
        yield place, "same twice", "the same stands twice in the list"
    member = about.inside.get("[]") or Property("[]", inside={n: p for n, p in about.inside.items() if n != "[]"})
    for number, one in enumerate(value):
        yield from _wrong(one, member, f"{place}[{number}]")


def _wrong_text(value: str, about: Property) -> Iterator[tuple[str, str]]:
    if len(value) < about.shortest or (about.longest is not None and len(value) > about.longest):
        yield "length", f"{len(value)} characters, expected {about.shortest or 0} to {about.longest}"
    elif about.pattern and not re.fullmatch(about.pattern.removeprefix("^").removesuffix("$"), value):
        yield "sign", f"“{value[:40]}” holds a sign that is not allowed"
    elif about.day and not _is_day(value):
        yield "no date", f"“{value[:40]}” is not a date, expected yyyy-mm-dd"
    elif about.codes and value not in _known(about.codes):
        yield "no code", f"“{value[:40]}” is none of the codes"


def _is_day(value: str) -> bool:
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


# Written


def write(children: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Payloads of at most a hundred children, as JSON; what is empty is left out.

    Raises ``BadReturn`` for a child that is not as it must be: what the department would refuse is not written.
    """
    for start in range(0, len(children), AT_ONCE):
        part = [_without_empty(child) for child in children[start : start + AT_ONCE]]
        wrong = check(part)
        if wrong:
            raise BadReturn(f"child {start + 1} and on: {wrong[0]['place']}: {wrong[0]['message']}")
        yield json.dumps(part, ensure_ascii=False, default=_day)


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a payload")


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: made for name, inner in value.items() if (made := _without_empty(inner)) not in (None, [], {})}
    if isinstance(value, list | tuple):
        return [_without_empty(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
