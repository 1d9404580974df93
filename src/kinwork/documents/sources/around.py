"""Who is in the family, who works with it and who is around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from kinwork.cases.models import FamilyRole
from kinwork.families.actions import last_change_sets
from kinwork.families.drawing import attempt
from kinwork.families.genogram import contradictions, family_graph
from kinwork.families.models import NetworkPart
from kinwork.families.network import Tied, by_kind, network_on, ties_of
from kinwork.families.queries import take_care
from kinwork.family_pages.queries import MemberLine, members_with_status
from kinwork.genogram.network_drawing import draw_network
from kinwork.genogram.network_map import describe_network
from kinwork.genograms.paper import sheet
from kinwork.genograms.presenters.drawing import AsOf
from kinwork.layouts.blocks import Block, Heading, Items, Pairs, Picture, Table
from kinwork.people.models import BirthKind

from ..reading import Edit, For, Reading, Source


def _members(reading: Reading) -> list[MemberLine]:
    return members_with_status(reading.family_id, reading.today)


def called(line: MemberLine) -> str:
    """By name, or by what they are in the family."""
    person, role = line.member.person, line.member.role
    return person.name if person.given_name or person.family_name or not role else f"The {role}"


def people(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """Everybody, the children whom the document is about first; what a child is only where it is decided."""
    lines = sorted(reading.once(_members), key=lambda one: one.member.person_id not in reading.child_ids)
    rows = []
    for one in lines:
        person = one.member.person
        is_there = not person.is_deceased and person.born_kind != BirthKind.EXPECTED
        where = ("In the family home" if one.member.lives_here else "Elsewhere") if is_there else ""
        status = one.standing.words if one.standing else ""
        # Without where a child is placed: that can be a place which the reader must not know.
        status = status.partition(", ")[0] if reading.is_for_family else status
        rows.append((called(one), person.age_in_words(reading.today), one.member.role, where, status))
    refs = tuple(f"person:{one.member.person_id}" for one in lines)
    heads = ("Name", "Age", "In the family", "Home", "Status")
    return [Table(heads, tuple(rows), (25, 15, 20, 20, 20), refs=refs)] if rows else []


def genogram(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """As it is drawn now, on paper."""
    graph = family_graph(reading.family_id)
    if not graph.people:
        return []
    made = sheet(graph, AsOf(), last_change_sets(reading.family_id)[0], paper="a4")
    if not made.drawn.svg:  # then who is who stands there in words
        return [Items(tuple(said for line in made.drawn.text.splitlines() if (said := line.strip())), ref="genogram")]
    told = "\n".join(str(one) for one in contradictions(graph))
    wide, high = made.drawn.size
    return [Picture(str(made.drawn.svg), told, wide, high, alt=made.drawn.text, ref="genogram")]


def _ties(reading: Reading) -> list[Tied]:
    """Ties that are not over. Of an agency that belongs to this record alone, a refuge, nothing that is handed out."""
    return [
        one
        for one in ties_of(reading.family_id)
        if not one.is_over(reading.today) and not (one.last.agency is not None and one.last.agency.family_id)
    ]


def network(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """The map, and who they are by groups."""
    ties = reading.once(_ties)
    if not ties:
        return []
    found: list[Block] = []
    centre = f"The {reading.held.family.name} family"
    around = network_on(ties, reading.today, reading.today, of=None, centre=centre)
    svg = attempt("the network map", reading.family_id, lambda: draw_network(around, title=centre))
    if svg and around.ties:
        wide, high = _size(svg)
        found.append(Picture(svg, "", wide, high, alt=describe_network(around, None), ref="network"))
    for kind, group in by_kind(ties):
        found += [Heading(kind), Items(tuple(_tie(one) for one in group), ref="network")]
    return found


def _size(svg: str) -> tuple[float, float]:
    found = re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', svg)
    return (float(found[1]), float(found[2])) if found else (600.0, 400.0)


def _tie(one: Tied) -> str:
    last = one.last
    agency = last.agency.name if last.agency and last.who != last.agency.name else ""
    who = ", ".join(part for part in (last.who, last.role, agency) if part)
    support = f" ({one.now.get_support_display().lower()} support)" if one.now.support else ""
    return f"{who}: for {last.about.short_name if last.about else 'all of them'}{support}"


def workers(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """Who works with the family, in which role, since when."""
    roles = FamilyRole.objects.filter(involvement_id=reading.involvement.pk).select_related("user")
    rows = [
        (one.who, one.get_kind_display(), one.agency or "Children’s services", one.telephone)
        for one in roles
        if one.during.upper is None or one.during.upper > reading.today
    ]
    worker = reading.involvement.key_worker
    if worker is not None and all(worker.full_name != name for name, *_ in rows):
        rows.insert(0, (worker.full_name, "Key worker", "Children’s services", ""))
    for one in reading.once(_ties):
        if one.last.part == NetworkPart.PROFESSIONAL:
            agency = one.last.agency.name if one.last.agency and one.last.who != one.last.agency.name else ""
            rows.append((one.last.who, one.last.role or one.kind, agency, one.telephone))
    rows = list(dict.fromkeys(rows))
    heads = ("Name", "What for", "From", "Telephone")
    return [Table(heads, tuple(rows), (28, 30, 24, 18), refs=("workers",) * len(rows))] if rows else []


def tell_once(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """In their words."""
    words = reading.involvement.tell_once.strip()
    return [Pairs((("Do not ask again", words),), ref="tell once")] if words else []


def care(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """Warnings, and that there is a confidential address; never the address."""
    found = take_care([reading.family_id], reading.today)
    lines = tuple(f"{one.who}: {one.label}{f' – {one.words}' if one.words else ''}" for one in found)
    return [Items(lines, ref="care")] if lines else []


def _family(reading: Reading) -> list[Edit]:
    return [Edit("The family’s page", reverse("family", args=[reading.family_id]))]


def _drawing(reading: Reading) -> list[Edit]:
    return [Edit("The genogram", reverse("genogram", args=[reading.family_id]))]


def _around(reading: Reading) -> list[Edit]:
    return [Edit("The network", reverse("network", args=[reading.family_id]))]


def _questions(reading: Reading) -> list[Edit]:
    return [Edit("Answer it again", reverse("questions", args=[reading.family_id]))]


SOURCES = (
    Source("people", people, For.ANYBODY, _family, "No one is recorded in the family yet."),
    Source("genogram", genogram, For.LOOKED_THROUGH, _drawing, "No one is drawn yet."),
    Source("network", network, For.LOOKED_THROUGH, _around, "No one around the family is recorded yet."),
    Source("workers", workers, For.LOOKED_THROUGH, _around, "No one who works with the family is recorded yet."),
    Source("tell once", tell_once, For.LOOKED_THROUGH, _questions, "Nothing is recorded. Ask the family."),
    Source("take care", care, For.PROFESSIONALS, _family, "Nothing is recorded."),
)
