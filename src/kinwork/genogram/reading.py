"""From plain data (dicts, lists, strings) to a ``Family``; from YAML or JSON text to plain data with its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..nesting import too_deep
from .family import (
    BONDS,
    FLOWS,
    LOSSES,
    SEXES,
    SUPPORTS,
    TIES,
    UNIONS,
    WHOLE,
    Bond,
    Child,
    Family,
    Link,
    Other,
    Person,
    Union,
    When,
)
from .findings import Finding, ImpossibleFamily

Place = tuple[str | int, ...]
PARTS = ("index", "on", "people", "unions", "siblings", "bonds", "households", "others", "links")
DEEPEST = 20  # levels of a file: it needs five
MOST_PLACES = 200_000
DATE = "a year, a year and month or a date, such as 1993, 1993-04 or 1993-04-27"


def spoken(place: Place) -> str:
    """``people.kim.born``, ``unions.u1.children[2].tie``."""
    said = ""
    for part in place:
        said += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if said else str(part)
    return said


class _Reader:
    """Walks plain data and collects every finding, so that all can be mended at once."""

    def __init__(self, lines: Mapping[Place, int]) -> None:
        self.lines = dict(lines)
        self.findings: list[Finding] = []

    def wrong(self, place: Place, what: str) -> None:
        near = place
        while near and near not in self.lines:
            near = near[:-1]
        self.findings.append(Finding(spoken(place), self.lines.get(near, 0), what))

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
        said = self.text(value, place)
        if said not in known:
            self.wrong(place, f"found '{said}', expected one of {', '.join(known)}")
            return default
        return said

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
    said = "a mapping" if isinstance(value, Mapping) else "a list" if isinstance(value, (list, tuple)) else f"'{value}'"
    return said if len(said) < 60 else said[:56] + "…'"


def from_plain(data: Any, lines: Mapping[Place, int] | None = None) -> Family:
    """The family that plain data describes, in the shape of a family file.

    Raises :class:`ImpossibleFamily` with every finding where a field, a value or an id cannot be read.

    >>> family = from_plain({"people": {"amy": {"name": "Amy", "sex": "F", "born": 1993}}})
    >>> str(family.people["amy"].born)
    '1993'
    """
    read = _Reader(lines or {})
    if not isinstance(data, Mapping):
        found = "nothing" if data is None else show(data)
        read.wrong((), f"found {found}, expected a family: a mapping with people")
        raise ImpossibleFamily(read.findings)
    top = read.mapping(data, (), PARTS)
    people = {id_: _person(read, id_, value) for id_, value in read.mapping(top.get("people"), ("people",)).items()}
    others = {id_: _other(read, id_, value) for id_, value in read.mapping(top.get("others"), ("others",)).items()}
    for id_ in others.keys() & people.keys():
        read.wrong(("others", id_), f"'{id_}' is also somebody in people, expected an id of its own")
    if not people:
        read.wrong(("people",), "nobody found, expected at least one person")

    def known(value: Any, place: Place, also: Mapping[str, Any] | None = None) -> str:
        id_ = read.text(value, place)
        if id_ not in people and (also is None or id_ not in also):
            read.wrong(place, f"unknown id '{id_}', expected one of the ids in people" + (" or others" if also else ""))
            return ""
        return id_

    def several(value: Any, place: Place) -> tuple[str, ...]:
        return tuple(id_ for at, inner in read.items(value, place) if (id_ := known(inner, at)))

    unions = {}
    for id_, value in read.mapping(top.get("unions"), ("unions",)).items():
        unions[id_] = _union(read, id_, value, known, several)
    bonds = []
    for at, value in read.items(top.get("bonds"), ("bonds",)):
        said = read.mapping(value, at, ("from", "to", "kind", "on"))
        kind = read.choice(said.get("kind"), (*at, "kind"), BONDS, "")
        if not kind and "kind" not in said:
            read.wrong(at, f"kind is missing, expected one of {', '.join(BONDS)}")
        one, two = known(said.get("from"), (*at, "from")), known(said.get("to"), (*at, "to"))
        if one and one == two:
            read.wrong(at, f"'{one}' stands at both ends, expected two people")
        bonds.append(Bond(one, two, kind, read.when(said.get("on"), (*at, "on"))))
    links = []
    for at, value in read.items(top.get("links"), ("links",)):
        said = read.mapping(value, at, ("from", "to", "support", "flow", "stress"))
        ends = {**others, WHOLE: None}
        one, two = known(said.get("from"), (*at, "from"), ends), known(said.get("to"), (*at, "to"), ends)
        if one and one == two:
            read.wrong(at, f"'{one}' stands at both ends, expected somebody else")
        support = read.choice(said.get("support"), (*at, "support"), SUPPORTS, "moderate")
        flow = read.choice(said.get("flow"), (*at, "flow"), FLOWS, "")
        links.append(Link(one, two, support, flow, read.flag(said.get("stress"), (*at, "stress"))))
    family = Family(
        people=people,
        unions=unions,
        siblings=_groups(read, top.get("siblings"), "siblings", several),
        bonds=tuple(bonds),
        households=_groups(read, top.get("households"), "households", several),
        others=others,
        links=tuple(links),
        index=tuple(dict.fromkeys(several(top.get("index"), ("index",)))),
        on=read.when(top.get("on"), ("on",)),
        lines=read.lines,
    )
    if read.findings:
        raise ImpossibleFamily(read.findings)
    return family


def _groups(
    read: _Reader, value: Any, part: str, several: Callable[[Any, Place], tuple[str, ...]]
) -> tuple[tuple[str, ...], ...]:
    groups = []
    for at, inner in read.items(value, (part,)):
        group = tuple(dict.fromkeys(several(inner, at)))
        if part == "siblings" and len(group) < 2 and not read.findings:
            read.wrong(at, "fewer than two people found, expected brothers and sisters")
        if group:
            groups.append(group)
    return tuple(groups)


def _person(read: _Reader, id_: str, value: Any) -> Person:
    at: Place = ("people", id_)
    fields = ("name", "sex", "gender", "born", "died", "expected", "loss", "unknown")
    said = read.mapping(value, at, fields)
    return Person(
        id=id_,
        name=read.text(said.get("name"), (*at, "name")),
        sex=read.choice(said.get("sex"), (*at, "sex"), SEXES, "U"),
        gender=read.text(said.get("gender"), (*at, "gender")),
        born=read.when(said.get("born"), (*at, "born")),
        died=read.when(said.get("died"), (*at, "died")),
        expected=read.when(said.get("expected"), (*at, "expected")),
        loss=read.choice(said.get("loss"), (*at, "loss"), LOSSES, ""),
        unknown=read.flag(said.get("unknown"), (*at, "unknown")),
    )


def _other(read: _Reader, id_: str, value: Any) -> Other:
    at: Place = ("others", id_)
    said = read.mapping(value, at, ("name", "kind"))
    return Other(id_, read.text(said.get("name"), (*at, "name")), read.text(said.get("kind"), (*at, "kind")))


def _union(
    read: _Reader,
    id_: str,
    value: Any,
    known: Callable[[Any, Place], str],
    several: Callable[[Any, Place], tuple[str, ...]],
) -> Union:
    at: Place = ("unions", id_)
    said = read.mapping(value, at, ("partners", "kind", "from", "separated", "divorced", "ended", "children", "said"))
    before = len(read.findings)
    partners = several(said.get("partners"), (*at, "partners"))
    if len(read.findings) == before and not (1 <= len(partners) <= 2 and len(set(partners)) == len(partners)):
        read.wrong((*at, "partners"), f"found {len(partners)} ({', '.join(partners)}), expected one or two people")
    children: list[Child] = []
    for place, inner in read.items(said.get("children"), (*at, "children")):
        if not isinstance(inner, Mapping):
            child = Child(known(inner, place))
        else:
            own = read.mapping(inner, place, ("person", "tie", "twins", "identical", "from", "to"))
            child = Child(
                known(own.get("person"), (*place, "person")),
                read.choice(own.get("tie"), (*place, "tie"), TIES, "birth"),
                read.text(own.get("twins"), (*place, "twins")),
                read.flag(own.get("identical"), (*place, "identical")),
                read.when(own.get("from"), (*place, "from")),
                read.when(own.get("to"), (*place, "to")),
            )
        if child.person and any(child.person == other.person for other in children):
            read.wrong(place, f"'{child.person}' is a child of this union twice, expected once")
        elif child.person in partners:
            read.wrong(place, f"'{child.person}' is partner and child of the same union: nobody is their own parent")
        elif child.person:
            children.append(child)
    return Union(
        id_,
        partners,
        read.choice(said.get("kind"), (*at, "kind"), UNIONS, "unknown"),
        read.when(said.get("from"), (*at, "from")),
        read.when(said.get("separated"), (*at, "separated")),
        read.when(said.get("divorced"), (*at, "divorced")),
        read.when(said.get("ended"), (*at, "ended")),
        tuple(children),
        read.text(said.get("said"), (*at, "said")),
    )


def from_text(text: str) -> Family:
    """The family that YAML or JSON text describes, with the lines where it says so.

    Raises :class:`ImpossibleFamily`.

    >>> from_text("people: {amy: {sex: F}}").people["amy"].sex
    'F'
    """
    data, lines = plain_with_lines(text)
    return from_plain(data, lines)


def plain_with_lines(text: str) -> tuple[Any, dict[Place, int]]:
    """YAML or JSON text as dicts, lists and strings, and the line (from 1) of every place in it."""
    import yaml

    text = text.removeprefix("\ufeff")
    if text.lstrip().startswith("{"):
        text = text.replace("\t", "    ")  # JSON may be indented by tabs, which YAML forbids
    if deep := too_deep(text):
        raise ImpossibleFamily([Finding("", deep, "nested deeper than any family, expected people, unions, bonds")])
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
                    findings.append(Finding(spoken((*place, name)), line, what))
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
