"""What the unit thinks and does: why the family is open, where things stand, hypotheses, conversations, tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse

from kinwork.cases.models import Involvement
from kinwork.clocks.humanize import long_day
from kinwork.instruments.discussion_quality import level_of
from kinwork.layouts.blocks import Block, Heading, Items, Pairs, Prose, Table
from kinwork.meetings.models import PlannedConversation
from kinwork.meetings.presenters.minute import leads, with_whom
from kinwork.meetings.queries.family import Now, conversations_of, family_now, open_tasks_of
from kinwork.meetings.queries.hypotheses import hypotheses_of
from kinwork.plans.models import PlanStep
from kinwork.practice.models import DiscussionRating
from kinwork.summaries.models import Part
from kinwork.summaries.queries import PartLines, Version, standing_for
from kinwork.transfers.models import Transfer

from ..reading import Edit, For, Reading, Source


def pairs(rows: Iterable[tuple[str, str]], ref: str, title: str = "") -> list[Block]:
    """Labels with what was said; those of which nothing was said are left out."""
    said = tuple((label, words.strip()) for label, words in rows if words.strip())
    return [Pairs(said, title=title, ref=ref)] if said else []


def four_questions(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """As they were answered last."""
    one = reading.involvement
    until = long_day(one.expected_end) if one.expected_end else ""
    rows = (
        ("Why is this family open to us?", one.why_open),
        ("What are we trying to do?", one.trying_to_do),
        ("How?", one.how),
        ("Until when?", until),
    )
    return pairs(rows, "four questions")


def _now(reading: Reading) -> Now:
    return family_now(reading.family_id, reading.held.unit_id, reading.today)


def situation(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """The two sentences that stand alone, each with its day."""
    return [*_said(reading, "situation"), *_said(reading, "risk")]


def _said(reading: Reading, part: str) -> list[Block]:
    now = reading.once(_now)
    said = now.situation if part == "situation" else now.risk
    title = "Situation" if part == "situation" else "Risk"
    return [Heading(f"{title}, {long_day(said.on)}"), Prose(said.text, ref=part)] if said else []


def _summary(reading: Reading) -> Version | None:
    """As it stands for whom this is made; nothing limited to named staff, for whomever it is. One statement."""
    return standing_for(reading.held.actor, reading.family_id, reading.for_people)


def summary(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """The summary as it stands; before the first, what was said last in a meeting, with the hypotheses at work.

    Without these where a layout says so: they have a section of their own there, and are not told twice.
    """
    found: list[Block] = []
    stands = reading.once(_summary)
    for part in options.get("parts") or (Part.SITUATION, Part.RISK, Part.ANALYSIS):
        if stands is not None:
            found += _stands(reading, stands, stands[part])
        elif part in (Part.SITUATION, Part.RISK):
            found += _said(reading, part)
        elif part == Part.ANALYSIS and options.get("hypotheses", True):
            found += hypotheses(reading, {})
    return found


def _stands(reading: Reading, version: Version, lines: PartLines) -> list[Block]:
    if not lines.text or version.on is None:
        return []
    href = reverse("summary", args=[reading.family_id])
    head = Heading(f"{lines.part.label}, {long_day(version.on)}")
    return [head, Prose(lines.text, ref=f"summary:{lines.part.value}", href=href)]


def _leans(reading: Reading, options: Mapping[str, Any]) -> str:
    """The unit's own words of a part that tells of an entry which is kept from who reads it may tell of it too."""
    stands = reading.once(_summary) if reading.is_for_family else None
    parts = options.get("parts") or (Part.SITUATION, Part.RISK, Part.ANALYSIS)
    if stands is None or not any(stands[part].leans_on_hidden and stands[part].text for part in parts):
        return ""
    return (
        "It draws on entries that are kept from a person who will read it: make sure that none of it gives them away."
    )


def hypotheses(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """With what speaks for and against, and what is still to be found out."""
    without = "" if options.get("dropped") else "dropped"
    found: list[Block] = []
    for one in hypotheses_of(reading.family_id, without):
        if not one.statement.strip():
            continue
        rows = (
            ("Speaks for it", one.speaks_for),
            ("Speaks against it", one.speaks_against),
            ("To find out", one.find_out),
            ("State", one.get_state_display()),
        )
        found += pairs(rows, f"hypothesis:{one.pk}", title=one.statement.strip())
    return found


def conversations(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """What is planned, and what came of the last ones."""
    planned, held = conversations_of(reading.family_id)
    which = options.get("which", "both")
    found: list[Block] = []
    if which != "held":
        for one in planned:
            found += _planned(one)
    if which != "planned":
        for one in held:
            rows = (("What happened", one.what_happened), ("What it means", one.effect))
            day = f", {long_day(one.ended_at.date())}" if one.ended_at else ""
            found += pairs(rows, f"conversation:{one.pk}", title=f"With {with_whom(one)}{day}")
    return found


def _planned(one: PlannedConversation) -> list[Block]:
    rows = (
        ("Purpose", one.purpose),
        ("Who", leads(one)),
        ("By", long_day(one.by_when) if one.by_when else ""),
        ("Questions", one.questions),
        ("If they say yes", one.if_yes),
        ("If they say no", one.if_no),
        ("Tests", one.tests.statement if one.tests else ""),
    )
    return pairs(rows, f"conversation:{one.pk}", title=f"With {with_whom(one)}")


def kept_tasks(reading: Reading) -> frozenset[int]:
    """Tasks that are steps of the plan which whoever reads this is not to know of. One statement."""
    if not reading.is_for_family:
        return frozenset()
    steps = PlanStep.objects.filter(taken_out_at=None, task__family_id=reading.family_id)
    kept_from = Q(aim__kept_from__person_id__in=reading.for_people)
    kept = steps.filter(Q(is_for_staff=True) | Q(aim__is_for_staff=True) | kept_from)
    return frozenset(kept.values_list("task_id", flat=True))


def tasks(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """Open ones."""
    kept = reading.once(kept_tasks)
    found = [one for one in open_tasks_of(reading.family_id) if one.pk not in kept]
    rows = tuple(
        (
            one.what,
            one.owner.full_name if one.owner else one.agency or "No one named",
            long_day(one.due_on) if one.due_on else "",
        )
        for one in found
    )
    refs = tuple(f"task:{one.pk}" for one in found)
    return [Table(("What", "Who", "By"), rows, (55, 25, 20), refs=refs)] if rows else []


def earlier(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """Each time before."""
    before = Involvement.objects.filter(family_id=reading.family_id, closed_on__isnull=False)
    found: list[Block] = []
    for one in before.exclude(pk=reading.involvement.pk).order_by("-opened_on"):
        assert one.closed_on is not None
        rows = (
            ("Why it was open", one.why_open),
            ("Why it closed", one.closing_reason),
            ("What changed", one.what_changed),
            ("If the family comes back", "" if reading.is_for_family else one.if_rereferred),
        )
        title = f"{long_day(one.opened_on)} to {long_day(one.closed_on)}"
        found += pairs(rows, f"involvement:{one.pk}", title=title) or [Heading(title)]
    return found


def transfer(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """The last one."""
    every = Transfer.objects.filter(involvement_id=reading.involvement.pk).select_related("from_unit", "to_unit")
    one = every.order_by("-offered_on", "-id").first()
    if one is None:
        return []
    introduced = f"{long_day(one.introduced_on)}, {one.introduced_by_whom}" if one.introduced_on else ""
    rows = (
        ("From", one.from_unit.name),
        ("To", one.to_unit.name),
        ("Why", one.why),
        ("Introduced to the family", introduced),
        ("What they were told", one.introduced_told if one.introduced_on else ""),
    )
    return pairs(rows, f"transfer:{one.pk}")


def closing(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """As it was said when the family was closed."""
    one = reading.involvement
    if one.closed_on is None:
        return []
    lead = ", ".join(part for part in (one.step_down_name, one.step_down_agency, one.step_down_telephone) if part)
    rows = (
        ("Closed", long_day(one.closed_on)),
        ("Why", one.closing_reason),
        ("What changed", one.what_changed),
        ("What the family was told", one.told_what),
        ("Who supports them now", lead),
        ("If the family comes back", "" if reading.is_for_family else one.if_rereferred),
    )
    return pairs(rows, "closing")


def discussions(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """How many of the eight features were there, each time that somebody rated it."""
    rated = DiscussionRating.objects.filter(discussion__family_id=reading.family_id)
    lines = tuple(
        f"{long_day(one.discussion.meeting.held_on)}: {level_of(set(one.features))},"
        f" {len(one.features)} of 8 features ({one.get_rater_display().lower()})"
        for one in rated.select_related("discussion__meeting").order_by("-discussion__meeting__held_on", "-id")
    )
    return [Items(lines, ref="discussions")] if lines else []


def _questions(reading: Reading) -> list[Edit]:
    return [Edit("Ask them again", reverse("ask_questions", args=[reading.family_id]))]


def _summary_page(reading: Reading) -> list[Edit]:
    return [Edit("The family’s summary", reverse("summary", args=[reading.family_id]))]


def _page(reading: Reading) -> list[Edit]:
    return [Edit("The family’s page", reverse("family", args=[reading.family_id]))]


NOT_YET = "Nothing is recorded yet."
SOURCES = (
    Source("four questions", four_questions, For.LOOKED_THROUGH, _questions, "Not answered yet."),
    Source("situation", situation, For.LOOKED_THROUGH, _page, "The unit has not said it in a meeting yet."),
    Source("summary", summary, For.LOOKED_THROUGH, _summary_page, "The summary says nothing of this yet.", _leans),
    Source("hypotheses", hypotheses, For.LOOKED_THROUGH, _page, "No hypothesis has been written down."),
    Source("conversations", conversations, For.LOOKED_THROUGH, _page, "No conversation is planned."),
    Source("tasks", tasks, For.LOOKED_THROUGH, _page, "No open tasks."),
    Source("earlier", earlier, For.LOOKED_THROUGH, _page, "The family was not open before."),
    Source("transfer", transfer, For.PROFESSIONALS, _page, "The family is not on its way to another unit."),
    Source("closing", closing, For.LOOKED_THROUGH, _page, "The family is open."),
    Source("discussions", discussions, For.PROFESSIONALS, _page, "No discussion has been rated."),
)
