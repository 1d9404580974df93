"""Which rows lead to which, for erasing: read from the keys of the models, so that no new table is left out.

What leads to a row by a number that is no key is said here (``LOOSE``). A test asks every model whether each of its
numbers is a key or named here, and after an erasure every table of ``whose_rows.py``, and every text of the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import BigIntegerField, ForeignKey, IntegerField, Model

FAMILY, PERSON, INVOLVEMENT = "families_family", "people_person", "cases_involvement"
# What stays: that something was seen and done, by whom and when, and that it was erased. Ids, no words of the record.
STAYS = frozenset({"access_auditevent", "access_auditeventfamilies", "access_auditlink", "retention_erased"})


@dataclass(frozen=True)
class Loose:
    """A column that leads to another table without being a key; of several tables, only rows of which this holds."""

    table: str
    column: str
    to: str
    only: str = ""


BOXES = {
    "passage": "meetings_passage",
    "decision": "meetings_decision",
    "hypothesis": "meetings_hypothesis",
    "conversation": "meetings_plannedconversation",
    "formal": "formal_meetings_formalmeeting",
    "view": "formal_meetings_view",
    "summary": "summaries_summarypassage",
}
LOOSE = (
    *(
        Loose("meetings_revision", "object_id", table, f"split_part(s.box, '.', 1) = '{box}'")
        for box, table in BOXES.items()
    ),
    *(
        Loose(table, "family_id", FAMILY)
        for table in (
            "access_accessgrant", "access_gravechange", "access_restriction", "access_restrictionevent",
            "cases_holding", "families_familyterm", "find_findable", "people_term", "record_lastseen",
        )
    ),
    Loose("people_term", "person_id", PERSON),
    Loose("record_lastseen", "person_id", PERSON),
    Loose("cases_holding", "involvement_id", INVOLVEMENT),
    Loose("front_door_draft", "family_ids", FAMILY),
    Loose("front_door_draft", "person_ids", PERSON),
    Loose("api_received", "contact_id", "front_door_contact"),
    Loose("front_door_unanswered", "contact_id", "front_door_contact"),
    Loose("retention_proposal", "family_ids", FAMILY),
    Loose("imports_importedrow", "person_id", PERSON),
    Loose("imports_importedrow", "family_id", FAMILY),
)  # fmt: skip
# Numbers that lead to nothing which would be left behind: the row goes by another key of its own, or says of nobody.
LEADS_NOWHERE = frozenset({
    "api_childstatus.open_seq",
    "api_childstatus.seq",  # that a copy elsewhere is to be erased too stays (api/sql/2_changes.sql)
    "access_accessgrant.guardian_ids", "access_gravechange.unit_id", "access_gravechange.object_id",
    "access_gravechange.answerable_ids", "approvals_approval.thing_id", "approvals_approvalevent.thing_id",
    "bundles_requestitem.source_id",
    "cases_holding.unit_id", "chronology_courtline.thing_id",
    "documents_writing.written_for", "documents_writingevent.written_for", "documents_lookedthrough.for_people",
    "national_returns_finding.fact_id", "national_returns_sent.size",
    "imports_importedrow.row",
    "find_findable.thing_id", "find_findable.by_id", "find_findable.people",
    "formal_meetings_made.fact_id", "front_door_contact.family_ids", "front_door_contact.person_ids",
    "notices_notice.to_ids", "notices_notice.object_id", "obligations_recounting.last_id", "people_word.near",
    "record_lastseen.entry_id", "record_lastseen.by_id", "units_unit.meeting_days",
    "units_unitevent.meeting_days", "meetings_undoable.row", "cases_moved.row", "bundles_bundle.size",
    "practice_discussionrating.features", "service_figures_countedpoint.n",
    "observation_recording.size", "observation_recordingevent.size", "studies_plan.seed", "studies_planevent.seed",
    *(  # noted of somebody in a family's record: it goes with the person
        f"people_{kind}{history}.family_id"
        for kind in ("address", "contact", "identifier", "othername", "particular", "safetywarning")
        for history in ("", "event")
    ),
})  # fmt: skip


@dataclass(frozen=True)
class Link:
    """Rows of ``table``, by their ``pk``, are there for a row of ``to`` that ``column`` leads to.

    Without a ``pk``: a table that the database keeps by itself, of which rows go by the column. ``binds``: where the
    row is erased, what it leads to must be too, or the row is also of somebody whose record stays.
    """

    table: str
    pk: str
    column: str
    is_many: bool
    to: str
    only: str = ""
    binds: bool = True


def tables() -> Iterator[type[Model]]:
    """Every table of Kinwork's, with histories and those between two others; without what stays."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in _ours() and model._meta.db_table not in STAYS:
            yield model


def _ours() -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name.startswith("kinwork.")}


def links() -> list[Link]:
    """All of them: by keys, and by what is said above."""
    ours = {model._meta.db_table: model for model in tables()}
    found = []
    for name, model in ours.items():
        for field in model._meta.concrete_fields:
            to: Any = field.related_model if isinstance(field, ForeignKey) else None
            if to is not None and to._meta.db_table in ours:
                binds = field.name != "pgh_obj"
                found.append(Link(name, _pk(model), str(field.column), False, to._meta.db_table, binds=binds))
    found += [
        Link(one.table, _pk(ours[one.table]), one.column, one.column.endswith("_ids"), one.to, one.only)
        for one in LOOSE
    ]
    return found


def _pk(model: type[Model]) -> str:
    key = model._meta.pk
    if isinstance(key, BigIntegerField | IntegerField | ForeignKey):
        return str(key.column)
    return ""


def of_somebody(all_links: list[Link]) -> set[str]:
    """Tables whose rows lead to a person or a family, over however many others."""
    found = {FAMILY, PERSON}
    while more := {link.table for link in all_links if link.to in found} - found:
        found |= more
    return found


def links_sql() -> str:
    """The function of the database that says them."""
    every = links()
    somebodys = of_somebody(every)
    rows = ",\n        ".join(
        f"('{link.table}', '{link.pk}', '{link.column}', {str(link.is_many).lower()}, '{link.to}', "
        f"{_quoted(link.only)}, {str(link.binds).lower()})"
        for link in sorted(every, key=lambda link: (link.to, link.table, link.column))
        if link.to in somebodys
    )
    return (
        "CREATE OR REPLACE FUNCTION kinwork_erasing_links()\n"
        'RETURNS TABLE (tab text, pk text, col text, is_many boolean, "to" text, only_where text, binds boolean)\n'
        f"LANGUAGE sql IMMUTABLE AS $links$ VALUES\n        {rows}\n$links$;"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
