"""Reads of meetings and their agendas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from kinwork.access.models import Restriction
from kinwork.access.sql import built, columns, rows
from kinwork.cases.models import KeyDateKind
from kinwork.cases.queries import dates_ahead, open_in_units
from kinwork.clocks.humanize import short_day
from kinwork.families.models import Family

from ..agenda import Candidate, said_of
from ..merge import OPENS
from ..models import (
    AgendaItem,
    BroughtForward,
    ConversationState,
    Decision,
    Discussion,
    Hypothesis,
    Meeting,
    Passage,
    PlannedConversation,
    Task,
    TaskState,
    Undoable,
    VersionedText,
)
from .discussion_parts import person_called

# The dates that put a family on the agenda; others are only shown.
RAISES = (KeyDateKind.CONFERENCE, KeyDateKind.REVIEW, KeyDateKind.COURT, KeyDateKind.MEETING, KeyDateKind.BIRTH)


def last_discussed(family_ids: Iterable[int], before: date) -> dict[int, date]:
    """The day of each family's last discussion in a meeting before a day. One statement."""
    rows = (
        Discussion.objects.filter(family_id__in=family_ids, meeting__held_on__lt=before)
        .order_by()
        .values("family_id")
        .annotate(last=Max("meeting__held_on"))
    )
    return {row["family_id"]: row["last"] for row in rows}


def agenda_candidates(unit_id: int, on: date) -> list[Candidate]:
    """What the agenda needs to know of each open family of the unit. Seven statements."""
    involvements = list(
        open_in_units([unit_id], on).annotate(
            since=Max("allocations__during__startswith", filter=Q(allocations__unit_id=unit_id)),
            apart=Exists(Restriction.objects.filter(family_id=OuterRef("family_id"), lifted_at=None)),
        )
    )
    family_of = {involvement.pk: involvement.family_id for involvement in involvements}
    ids = list(family_of.values())
    discussed = last_discussed(ids, on)
    dates: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for key_date in dates_ahead(list(family_of), on).filter(kind__in=RAISES):
        dates[family_of[key_date.involvement_id]].append((key_date.on, key_date.note or key_date.get_kind_display()))
    asked: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for wish in BroughtForward.objects.filter(family_id__in=ids, met_in=None, withdrawn_at=None).select_related("by"):
        asked[wish.family_id].append((wish.kind, said_of(wish)[0]))
    for item in _postponed(ids, on):
        if discussed.get(item.family_id, date.min) < item.meeting.held_on:
            day = short_day(item.meeting.held_on, on)
            asked[item.family_id].append(("asked", f"Postponed {day}: {item.postponed_because}"))
    overdue: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for family_id, due in Task.objects.filter(family_id__in=ids, state=TaskState.OPEN, due_on__lt=on).values_list(
        "family_id", "due_on"
    ):
        overdue[family_id].append((due or on, "task"))
    for family_id, due in PlannedConversation.objects.filter(
        family_id__in=ids, state=ConversationState.PLANNED, by_when__lt=on
    ).values_list("family_id", "by_when"):
        overdue[family_id].append((due or on, "conversation"))
    return [
        Candidate(
            family_id=involvement.family_id,
            name=involvement.family.name,
            with_us_since=involvement.since or involvement.opened_on,
            last_discussed=discussed.get(involvement.family_id),
            expected_end=involvement.expected_end,
            dates=tuple(dates[involvement.family_id]),
            asked=tuple(asked[involvement.family_id]),
            overdue=tuple(overdue[involvement.family_id]),
            apart=involvement.apart,
        )
        for involvement in involvements
    ]


def _postponed(family_ids: list[int], on: date) -> QuerySet[AgendaItem]:
    """Each family's last postponement in a meeting before a day. One statement."""
    return (
        AgendaItem.objects.filter(family_id__in=family_ids, meeting__held_on__lt=on)
        .exclude(postponed_because="")
        .select_related("meeting")
        .order_by("family_id", "-meeting__held_on")
        .distinct("family_id")
    )


def families_not_on(meeting: Meeting, items: list[AgendaItem]) -> list[Candidate]:
    """Open families of the unit that are not on the agenda, for adding one. Seven statements."""
    there = {item.family_id for item in items}
    return [c for c in agenda_candidates(meeting.unit_id, meeting.held_on) if c.family_id not in there]


def open_meetings(unit_id: int) -> QuerySet[Meeting]:
    """Meetings that wait for their closing, newest first. One statement."""
    return Meeting.objects.filter(unit_id=unit_id, closed_at=None).order_by("-held_on")


def closed_lately(unit_id: int, since: date) -> QuerySet[Meeting]:
    """Closed meetings of a day or later, with who closed them. One statement."""
    return Meeting.objects.filter(unit_id=unit_id, closed_at__isnull=False, held_on__gte=since).select_related(
        "closed_by"
    )


def past_meetings(unit_id: int) -> QuerySet[Meeting]:
    """Closed meetings with the number of families discussed. One statement."""
    return (
        Meeting.objects.filter(unit_id=unit_id, closed_at__isnull=False)
        .select_related("closed_by")
        .annotate(families=Count("discussions"))
        .order_by("-held_on")
    )


def undoables_of(meeting: Meeting) -> list[Undoable]:
    """What was done to the agenda or the list of who is here and can be taken back, the last first. One statement."""
    return list(meeting.undoables.filter(undone_at=None, discussion=None).select_related("by"))


def to_be_settled(meeting: Meeting) -> list[Discussion]:
    """Discussions in which two versions of a passage still stand beside each other. One statement."""

    def where(model: type[VersionedText], fields: tuple[str, ...], **of: OuterRef) -> Exists:
        either = Q()
        for field in fields:
            either |= Q(**{f"{field}__contains": OPENS})
        return Exists(model._default_manager.filter(either, **of))

    family = OuterRef("family_id")
    stands = (
        where(Passage, ("text",), discussion=OuterRef("pk"))
        | where(Decision, ("words", "reason"), discussion=OuterRef("pk"))
        | where(Hypothesis, ("statement", "speaks_for", "speaks_against", "find_out"), family=family)
        | where(PlannedConversation, ("purpose", "questions", "if_yes", "if_no", "what_happened"), family=family)
    )
    found = meeting.discussions.filter(stands).select_related("family").order_by("id")
    return list(found)


AGENDA = f"""
SELECT {columns(AgendaItem, "x")}, f.name AS family_name, p.full_name AS postponer,
       d.id AS begun_id, d.ended_at, ARRAY(
    SELECT b.link FROM meetings_broughtforward b
    WHERE b.met_in_id = x.meeting_id AND b.family_id = x.family_id AND b.link <> '' AND b.withdrawn_at IS NULL
    ORDER BY b.id
) AS links
FROM meetings_agendaitem x
JOIN families_family f ON f.id = x.family_id
LEFT JOIN access_user p ON p.id = x.postponed_by_id
LEFT JOIN meetings_discussion d ON d.meeting_id = x.meeting_id AND d.family_id = x.family_id
WHERE x.meeting_id = %(meeting)s ORDER BY x.position, x.id
"""  # noqa: S608 -- column names from the model


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda, each line with its discussion (``.discussion``) if it has begun. One statement."""
    found = []
    for row in rows(AGENDA, meeting=meeting.pk):
        item = built(AgendaItem, row)
        item.family = Family(id=row["family_id"], name=row["family_name"])
        item.postponed_by = person_called(row["postponed_by_id"], row["postponer"])
        begun = Discussion(id=row["begun_id"], ended_at=row["ended_at"]) if row["begun_id"] else None
        item.discussion = begun
        item.links = row["links"]
        found.append(item)
    return found
