"""What the genogram's part of a page shows: the drawing, the same in words, and somebody's symbol when chosen."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from kinwork.access.permissions import Permission
from kinwork.access.request import Request
from kinwork.families.actions import last_change_sets
from kinwork.families.as_entered import not_connected
from kinwork.families.drawing import attempt
from kinwork.families.genogram import FamilyGraph, contradictions, family_graph, id_of, to_dict
from kinwork.families.held import HeldFamily
from kinwork.families.models import ChangeSet
from kinwork.families.timeline import stops
from kinwork.genogram import (
    Family,
    Finding,
    ImpossibleFamily,
    Layout,
    When,
    describe,
    draw_svg,
    from_plain,
    lay_out,
    signs,
    steps,
)
from kinwork.people.models import Person

from .in_words import PersonInWords, family_in_words


@dataclass(frozen=True)
class AsOf:
    """Of which day the drawing is: now, or as it was on a date, with all that we know now or as we knew it then."""

    on: str = ""
    as_known: bool = False

    @property
    def is_past(self) -> bool:
        return bool(self.on) and self.on != timezone.localdate().isoformat()

    @property
    def day(self) -> str:
        return self.on or timezone.localdate().isoformat()

    @property
    def words(self) -> str:
        """The date as people say it: 2012, March 2012, 5 March 2012."""
        when = When.parse(self.day)
        return f"{when.earliest:{'%-d ' if when.day else ''}{'%B ' if when.month else ''}%Y}"

    @property
    def known(self) -> datetime | None:
        """The end of that date, where what came to be known later is to be left out."""
        if not (self.is_past and self.as_known):
            return None
        return timezone.make_aware(datetime.combine(When.parse(self.on).latest, time.max))


NOTHING = Markup()
ON_PAGE = 1.2  # the names are drawn at 12 pixels; on a page nobody should have to lean forward


@dataclass
class Drawing:
    """A family drawn: the SVG, the same in words, where arrow keys lead.

    Where there is no picture: what cannot be, or that it failed, and everybody as a list.
    """

    svg: Markup = NOTHING
    text: str = ""
    steps: str = "{}"
    wrong: list[str] = field(default_factory=list)
    failed: bool = False
    people: list[PersonInWords] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)  # drawn as told, though it can hardly be
    layout: Layout | None = None
    legend: list[tuple[str, Markup]] = field(default_factory=list)  # beside it, where it does not hold its own

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole drawing, in pixels."""
        found = re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', self.svg)
        return (float(found[1]), float(found[2])) if found else (1.0, 1.0)


@lru_cache(maxsize=64)
def _laid_out(data: str, like: str, lettering: float) -> tuple[Family, Layout]:
    # Everybody at the table sees the same drawing: one of them pays for it.
    family = from_plain(json.loads(data))
    stood = json.loads(like) or (_laid_out(data, like, 1.0)[1].standing if lettering != 1 else None)
    return family, lay_out(family, stood, settled=bool(stood), lettering=lettering)


def picture(
    graph: FamilyGraph, asked: AsOf, last: ChangeSet | None, *, on_page: bool = False, lettering: float = 1.0
) -> Drawing:
    """The drawing and the same in words; where it cannot be drawn, what is wrong, and everybody as a list.

    ``on_page``: larger, the legend beside it, and people are links while it is of now. Whatever fails in it, this does
    not. No statement.
    """
    if not graph.people:
        return Drawing()

    def draw() -> Drawing:
        data = json.dumps(to_dict(graph, on=asked.day, is_now=not asked.is_past))
        like = json.dumps(last.drawn if last else None, sort_keys=True)
        try:
            family, layout = _laid_out(data, like, lettering)
        except ImpossibleFamily as problem:
            return Drawing(wrong=[named(graph, None, one) for one in problem.findings])
        is_linked = on_page and not asked.is_past
        links = {one: (_address(graph, one), _spoken(graph, one)) for one in layout.spots} if is_linked else None
        # The engine escapes every name, and writes attributes only: nothing that the page's policy forbids.
        made = draw_svg(layout, links=links, has_legend=not on_page, magnified=ON_PAGE if on_page else 1.0)
        legend = [(name, Markup(sign)) for name, sign in signs(layout)] if on_page else []  # noqa: S704
        return Drawing(
            Markup(made),  # noqa: S704
            describe(family),
            json.dumps(steps(layout)),
            doubts=[named(graph, family, one) for one in layout.warnings],
            layout=layout,
            legend=legend,
        )

    drawn = attempt("the genogram", graph.family_id, draw) or Drawing(failed=True)
    return drawn if drawn.svg else in_words(graph, drawn)


def in_words(graph: FamilyGraph, drawn: Drawing) -> Drawing:
    """Everybody as a list, in place of the picture."""
    people = attempt("the list of people", graph.family_id, lambda: family_in_words(graph))
    names = [PersonInWords(one.name, "", []) for one in graph.people.values()]
    return replace(drawn, svg=NOTHING, failed=not drawn.wrong, people=people or names)


def named(graph: FamilyGraph, family: Family | None, finding: Finding) -> str:
    """What cannot be, or hardly, with people's names in place of the engine's ids.

    What is said of a couple alone ("divorced 2001, before they separated 2003") gets their names before it.
    """

    def called(who: str) -> str:
        if who.startswith("l"):
            return next((one.name or one.get_kind_display() for one in graph.losses if f"l{one.pk}" == who), who)
        person = graph.people.get(int(who[1:]))
        return graph.called(person) if person else who

    said = re.sub(r"'([pl]\d+)'", lambda found: called(found[1]), finding.what)
    union = re.match(r"unions\.(\w+)\.(from|separated|divorced|ended)", finding.place)
    if family and union and (couple := [called(one) for one in family.unions[union[1]].partners]):
        said = f"{' and '.join(couple)}: {said}"
    return said


def _address(graph: FamilyGraph, who: str) -> str:
    return reverse("genogram_by", args=[graph.family_id, who])


def _spoken(graph: FamilyGraph, who: str) -> str:
    """What somebody's symbol says to whoever does not see it."""
    if who.startswith("l"):
        loss = next(one for one in graph.losses if f"l{one.pk}" == who)
        when = f", {loss.on}" if loss.on else ""
        return f"{loss.name or loss.get_kind_display()}{when}, of {graph.called(loss.mother)}"
    person = graph.people[int(who[1:])]
    role = role_of(graph, person)
    said = f"{graph.called(person)}, {person.age_in_words(timezone.localdate())}"
    return f"{said}, {role}" if role and role != graph.called(person) else said


def _with_role(graph: FamilyGraph, person: Person) -> str:
    """“Sonam (grandmother)”; the role alone where there is no name."""
    name, role = graph.called(person), role_of(graph, person)
    return f"{name} ({role})" if role and role != name else name


def role_of(graph: FamilyGraph, person: Person) -> str:
    return next((one.role for one in graph.members if one.person_id == person.pk), "")


def shown(
    request: Request, held: HeldFamily, asked: AsOf | None = None, problem: dict[str, str] | None = None
) -> dict[str, Any]:
    """What the genogram's part of a page shows. Seven statements."""
    asked = asked or AsOf()
    graph = family_graph(held.family.pk, asked.known)
    may_edit = held.actor.can(Permission.EDIT_FAMILY, held.unit_id) and not asked.is_past
    last, back = last_change_sets(held.family.pk)
    today = timezone.localdate()
    found = stops(graph, today.isoformat())
    return {
        "drawn": picture(graph, asked, last, on_page=True),
        "asked": asked,
        "stops": found,
        "stops_json": json.dumps([[one.on, one.words] for one in found], ensure_ascii=False),
        "accounts": contradictions(graph),
        "not_connected": [(_address(graph, id_of(one)), _with_role(graph, one)) for one in not_connected(graph)],
        "people": [
            (_address(graph, id_of(one)), graph.called(one), one.age_in_words(today)) for one in graph.people.values()
        ],
        "may_edit": may_edit,
        "problem": problem or {},
        "last": last,
        "back": back,
    }
