"""Reads of a child's record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import ForeignKey, Prefetch
from django.db.models.expressions import RawSQL

from kinwork.access.sql import tuples
from kinwork.people.models import NumberKind

from .kinds import KINDS, SECTIONS, Kind, Section
from .models import AdopterHousehold, Fact, Period


@dataclass(frozen=True)
class Line:
    """A fact as the page says it: its details in words, those that were said."""

    kind: Kind
    fact: Fact

    @property
    def details(self) -> list[tuple[str, str]]:
        said = []
        for name in (*self.kind.asks, *self.kind.at_end, *MORE.get(self.kind.key, ())):
            column = self.fact._meta.get_field(name)
            words = in_words(self.fact, column)
            if words:
                label = str(getattr(column, "verbose_name", name))
                said.append((label[:1].upper() + label[1:], words))
        return list(dict.fromkeys(said))

    @property
    def is_open(self) -> bool:
        return isinstance(self.fact, Period) and self.fact.ended_on is None


# What is shown and not asked.
MORE = {
    "enquiry": ("conference_target",),
    "protection_plan": ("category",),
    "plan_category": ("category",),
    "legal_status": ("code",),
    "adoption_match": ("adopters", "adopters_status"),
    "adoption_order": ("not_sealed_because",),
}
# What is read with a fact, because its line names it.
NAMED = {
    "named_worker": ("worker",),
}
OF_HOUSEHOLD = ("adoption_match", "adoption_order")
# The household that adopted a brother or sister whose record is sealed is not there for everybody.
SEALED_HOUSEHOLD = "a household whose names are sealed"


def in_words(fact: Fact, column: Any) -> str:
    """'Neglect', 'Yes', '3 March 2026', 'Alcohol: parent or carer; Neglect'; nothing where nothing was said."""
    value = getattr(fact, column.attname)
    if value is None or value in ("", False) or value == []:
        return "No" if value is False and column.null else ""
    if isinstance(column, ArrayField):
        labels = dict(column.base_field.choices or [])
        return "; ".join(str(labels.get(one, one)) for one in value)
    if isinstance(column, ForeignKey):
        return _called(fact, column)
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if value is True:
        return "Yes"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def _called(fact: Fact, column: Any) -> str:
    """What a column leads to, by its name; that it is sealed, where that is not there for whoever asks."""
    try:
        named = getattr(fact, column.name)
    except ObjectDoesNotExist:
        named = None
    return SEALED_HOUSEHOLD if named is None and column.related_model is AdopterHousehold else str(named)


@dataclass(frozen=True)
class KindOnPage:
    """The facts of one kind, the newest first, and those that were withdrawn."""

    kind: Kind
    lines: list[Line]
    withdrawn: list[Line]


# What stands in a child's record beside facts.
NUMBERS, ADOPTERS, CONFERENCES = "pupil numbers", "adopters", "conferences that were withdrawn"
BESIDE = f"""
UNION ALL SELECT '{NUMBERS}' WHERE EXISTS (
    SELECT 1 FROM people_identifier WHERE person_id = %(person)s AND kind = '{NumberKind.UPN}' AND NOT is_mistaken)
UNION ALL SELECT '{ADOPTERS}' WHERE EXISTS (
    SELECT 1 FROM children_adopterhousehold h JOIN cases_involvement i ON i.id = h.involvement_id
    WHERE i.family_id = %(family)s)
UNION ALL SELECT '{CONFERENCES}' WHERE EXISTS (
    SELECT 1 FROM children_conference WHERE person_id = %(person)s AND withdrawn_at IS NOT NULL)
"""  # noqa: S608 -- a choice from its enum


def present(family_id: int, person_id: int) -> set[str]:
    """Of which kinds anything is recorded, and whether there are pupil numbers and adopters. One statement."""
    each = " UNION ALL ".join(
        f"SELECT '{kind.key}' WHERE EXISTS (SELECT 1 FROM {kind.fact._meta.db_table} "  # noqa: S608 -- names of tables
        "WHERE person_id = %(person)s AND involvement_id IN "
        "(SELECT id FROM cases_involvement WHERE family_id = %(family)s))"
        for kind in KINDS.values()
    )
    return {key for (key,) in tuples(each + BESIDE, person=person_id, family=family_id)}


def record_of(family_id: int, person_id: int, there: set[str]) -> list[tuple[Section, list[KindOnPage]]]:
    """What this family's record holds of a child, by parts.

    One statement for each kind that is ``there``, and one for the households of adopters: not all see those.
    """
    parts: dict[Section, list[KindOnPage]] = {section: [] for section in SECTIONS}
    for kind in KINDS.values():
        lines: list[Line] = []
        if kind.key in there:
            found = kind.fact._default_manager.filter(person_id=person_id, involvement__family_id=family_id)
            found = found.select_related("recorded_by", "withdrawn_by", *NAMED.get(kind.key, ()))
            if kind.key in OF_HOUSEHOLD:
                households = AdopterHousehold.objects.select_related("first", "second")
                found = found.prefetch_related(Prefetch("household", queryset=households))  # type: ignore[misc]
            lines = [Line(kind, fact) for fact in found.order_by(f"-{kind.day_column}", "-id")]
        parts[kind.section].append(
            KindOnPage(
                kind,
                [one for one in lines if one.fact.withdrawn_at is None],
                [one for one in lines if one.fact.withdrawn_at is not None],
            )
        )
    return list(parts.items())


def fact_of(kind: Kind, family_id: int, pk: int) -> Fact | None:
    """One fact of this family's record, with the child; none where that record is sealed. One statement."""
    found: Fact | None = (
        kind.fact._default_manager.filter(pk=pk, involvement__family_id=family_id)
        .exclude(person_id__in=RawSQL("SELECT unnest(kinwork_sealed())", []))
        .select_related("person", "involvement")
        .first()
    )
    return found


@dataclass(frozen=True)
class Gap:
    """Days on which a child was on a plan or looked after, and no social worker was named; ``ended`` when one was."""

    started: date
    ended: date | None


GRAVE = ("protection_plan", "care_period")


def gaps_without_worker(parts: list[tuple[Section, list[KindOnPage]]], today: date) -> list[Gap]:
    """When nobody was named though somebody had to be, the first first; the last may go on. No statement."""
    by_key = {group.kind.key: [line.fact for line in group.lines] for _, groups in parts for group in groups}
    needed = _together([_days(fact) for key in GRAVE for fact in by_key[key]])
    named = _together([_days(fact) for fact in by_key["named_worker"]])
    found = []
    for begun, ended in needed:
        day = begun
        for start, end in named:
            if end <= day:
                continue
            if start >= ended:
                break
            if start > day:
                found.append(Gap(day, start))
            day = max(day, end)
        if day < ended:
            found.append(Gap(day, None if ended == date.max else ended))
    return [gap for gap in found if gap.started <= today]


def _days(fact: Fact) -> tuple[date, date]:
    assert isinstance(fact, Period)
    return fact.started_on, fact.ended_on or date.max


def _together(periods: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Periods that touch or overlap as one.

    >>> _together([(date(2026, 3, 1), date(2026, 4, 1)), (date(2026, 1, 1), date(2026, 3, 1))])
    [(datetime.date(2026, 1, 1), datetime.date(2026, 4, 1))]
    """
    found: list[tuple[date, date]] = []
    for start, end in sorted(periods):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        elif start < end:
            found.append((start, end))
    return found
