"""The pack that a unit hands over with a family is the document of that name: one layout, one text (docs/adr/0136)."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from kinwork.access.permissions import Permission
from kinwork.cases.queries import latest_involvement
from kinwork.families.hand_over import Pack, Section
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.layouts.layout import Layout
from kinwork.layouts.reading import layout_from, shipped

from .composing import Part, parts_of
from .models import Document
from .queries import layout_offered
from .reading import Reading
from .rendering import html_of_blocks
from .seen_by_all import as_everybody_sees

LAYOUT = "hand_over_pack"


def pack(held: HeldFamily, today: date) -> Pack:
    """By the authority’s layout of the pack; where the unit has begun that document, with what was written in it.

    Of all the children, for professionals. A few statements for each section.
    """
    involvement = latest_involvement(held.pk)
    if involvement is None:
        return Pack(())
    begun = _begun(involvement.pk)
    with as_everybody_sees(held.pk):
        members = FamilyMember.objects.filter(family_id=held.pk, is_child=True, person__is_deceased=False)
        children = tuple(one.person for one in members.select_related("person").order_by("position", "id"))
    every_child = frozenset(one.pk for one in children)
    reading = Reading(held, involvement, children, every_child, frozenset(), today)
    writings = {one.section: one for one in begun.writings.filter(ended_at=None)} if begun else {}
    parts = parts_of(begun.layout if begun else _layout(), reading, writings)
    shown = [one for one in parts if not (one.is_empty and one.section.optional)]
    return Pack(tuple(_section(one) for one in shown), *_where(held, begun))


def _begun(involvement_id: int) -> Document | None:
    """The draft that was begun last, if any."""
    drafts = Document.objects.filter(
        involvement_id=involvement_id, layout_key=LAYOUT, finalised_at=None, put_away_at=None, readers=None
    )
    return drafts.order_by("-begun_at", "-id").first()


def _layout() -> Layout:
    """As the authority has it; as it comes, where that was put away: a family is never handed over without."""
    offered = layout_offered(LAYOUT)
    return offered.layout if offered else layout_from(shipped()[LAYOUT])


def _section(one: Part) -> Section:
    html = html_of_blocks(() if one.is_empty else one.blocks, is_kept=True)
    return Section(one.key, one.section.title, html, one.empty)


def _where(held: HeldFamily, begun: Document | None) -> tuple[str, str]:
    if not held.may(Permission.EDIT_FAMILY):
        return "", ""
    if begun is not None:
        return "Change what it says", reverse("document", args=[held.pk, begun.pk])
    return "Write in it", f"{reverse('new_document', args=[held.pk])}?layout={LAYOUT}"
