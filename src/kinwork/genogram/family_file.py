"""Family files: from plain data (dicts, lists, strings), or the YAML or JSON text of a file, to a ``Family``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

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
)
from .findings import ImpossibleFamily, Place
from .plain_data import Reader, plain_with_lines, show

PARTS = ("index", "on", "people", "unions", "siblings", "bonds", "households", "others", "links")


def from_plain(data: Any, lines: Mapping[Place, int] | None = None) -> Family:
    """The family that plain data describes, in the shape of a family file.

    Raises :class:`ImpossibleFamily` with every finding where a field, a value or an id cannot be read.

    >>> family = from_plain({"people": {"amy": {"name": "Amy", "sex": "F", "born": 1993}}})
    >>> str(family.people["amy"].born)
    '1993'
    """
    read = Reader(lines or {})
    if not isinstance(data, Mapping):
        found = "nothing" if data is None else show(data)
        read.wrong((), f"found {found}, expected a family: a mapping with people")
        raise ImpossibleFamily(read.findings)
    top = read.mapping(data, (), PARTS)
    people = {id_: _person(read, id_, value) for id_, value in read.mapping(top.get("people"), ("people",)).items()}
    others = {id_: _other(read, id_, value) for id_, value in read.mapping(top.get("others"), ("others",)).items()}
    for id_ in others.keys() & people.keys():
        read.wrong(("others", id_), f"'{id_}' is also a person in people, expected an id of its own")
    if not people:
        read.wrong(("people",), "no one found, expected at least one person")

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
        fields = read.mapping(value, at, ("from", "to", "kind", "on"))
        kind = read.choice(fields.get("kind"), (*at, "kind"), BONDS, "")
        if not kind and "kind" not in fields:
            read.wrong(at, f"kind is missing, expected one of {', '.join(BONDS)}")
        one, two = known(fields.get("from"), (*at, "from")), known(fields.get("to"), (*at, "to"))
        if one and one == two:
            read.wrong(at, f"'{one}' stands at both ends, expected two people")
        bonds.append(Bond(one, two, kind, read.when(fields.get("on"), (*at, "on"))))
    links = []
    for at, value in read.items(top.get("links"), ("links",)):
        fields = read.mapping(value, at, ("from", "to", "support", "flow", "stress"))
        ends = {**others, WHOLE: None}
        one, two = known(fields.get("from"), (*at, "from"), ends), known(fields.get("to"), (*at, "to"), ends)
        if one and one == two:
            read.wrong(at, f"'{one}' stands at both ends, expected someone else")
        support = read.choice(fields.get("support"), (*at, "support"), SUPPORTS, "moderate")
        flow = read.choice(fields.get("flow"), (*at, "flow"), FLOWS, "")
        links.append(Link(one, two, support, flow, read.flag(fields.get("stress"), (*at, "stress"))))
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
    read: Reader, value: Any, part: str, several: Callable[[Any, Place], tuple[str, ...]]
) -> tuple[tuple[str, ...], ...]:
    groups = []
    for at, inner in read.items(value, (part,)):
        group = tuple(dict.fromkeys(several(inner, at)))
        if part == "siblings" and len(group) < 2 and not read.findings:
            read.wrong(at, "fewer than two people found, expected brothers and sisters")
        if group:
            groups.append(group)
    return tuple(groups)


def _person(read: Reader, id_: str, value: Any) -> Person:
    at: Place = ("people", id_)
    fields = ("name", "sex", "gender", "born", "died", "expected", "loss", "unknown")
    values = read.mapping(value, at, fields)
    return Person(
        id=id_,
        name=read.text(values.get("name"), (*at, "name")),
        sex=read.choice(values.get("sex"), (*at, "sex"), SEXES, "U"),
        gender=read.text(values.get("gender"), (*at, "gender")),
        born=read.when(values.get("born"), (*at, "born")),
        died=read.when(values.get("died"), (*at, "died")),
        expected=read.when(values.get("expected"), (*at, "expected")),
        loss=read.choice(values.get("loss"), (*at, "loss"), LOSSES, ""),
        unknown=read.flag(values.get("unknown"), (*at, "unknown")),
    )


def _other(read: Reader, id_: str, value: Any) -> Other:
    at: Place = ("others", id_)
    fields = read.mapping(value, at, ("name", "kind"))
    return Other(id_, read.text(fields.get("name"), (*at, "name")), read.text(fields.get("kind"), (*at, "kind")))


def _union(
    read: Reader,
    id_: str,
    value: Any,
    known: Callable[[Any, Place], str],
    several: Callable[[Any, Place], tuple[str, ...]],
) -> Union:
    at: Place = ("unions", id_)
    fields = read.mapping(value, at, ("partners", "kind", "from", "separated", "divorced", "ended", "children", "said"))
    before = len(read.findings)
    partners = several(fields.get("partners"), (*at, "partners"))
    if len(read.findings) == before and not (1 <= len(partners) <= 2 and len(set(partners)) == len(partners)):
        read.wrong((*at, "partners"), f"found {len(partners)} ({', '.join(partners)}), expected one or two people")
    children: list[Child] = []
    for place, inner in read.items(fields.get("children"), (*at, "children")):
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
            read.wrong(place, f"'{child.person}' is partner and child of the same union: no one is their own parent")
        elif child.person:
            children.append(child)
    return Union(
        id_,
        partners,
        read.choice(fields.get("kind"), (*at, "kind"), UNIONS, "unknown"),
        read.when(fields.get("from"), (*at, "from")),
        read.when(fields.get("separated"), (*at, "separated")),
        read.when(fields.get("divorced"), (*at, "divorced")),
        read.when(fields.get("ended"), (*at, "ended")),
        tuple(children),
        read.text(fields.get("said"), (*at, "said")),
    )


def from_text(text: str) -> Family:
    """The family that YAML or JSON text describes, with the lines where it says so.

    Raises :class:`ImpossibleFamily`.

    >>> from_text("people: {amy: {sex: F}}").people["amy"].sex
    'F'
    """
    data, lines = plain_with_lines(text)
    return from_plain(data, lines)
