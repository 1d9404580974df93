"""The files for evaluators. What is not here is not given out: no words, no names, no numbers of ours, no dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinwork.cases.codes import Abuse, LegalStatusCode
from kinwork.cases.models import Status
from kinwork.instruments.discussion_quality import FEATURES, VERSION, Level
from kinwork.meetings.models import ConversationState, TaskState
from kinwork.people import codes
from kinwork.people.models import Sex
from kinwork.practice.models import Rater
from kinwork.record.models import EntryKind
from kinwork.without_names.columns import Column, Table, day, is_so, number, who

FAMILY = who("family", "The family. The same in all files of this study, and in no other study.")
CHILD = who("child", "The child. A child in two families has a different pseudonym in each.")


def group_of(code: str) -> str:
    """The main group of an ethnicity code, as the Department for Education groups them; empty where it has none."""
    return next((one.group for one in codes.codes("ethnicity") if one.code == code), "")


def _labels(choices: Sequence[tuple[Any, Any]]) -> dict[str, str]:
    return {str(key): str(label) for key, label in choices}


def _one_of(name: str, meaning: str, values: dict[str, str], *, empty: bool = False) -> Column:
    return Column(name, meaning, values=values, may_be_empty=empty)


GROUPS = {one.group: one.group for one in codes.codes("ethnicity")}
LEVELS = {level.value: level.value for level in Level}

FAMILIES = Table(
    "families",
    "A family that has agreed, as of its last opening.",
    (
        FAMILY,
        who("unit", "The unit that held it at the end of the days told.", empty=True),
        number("units", "Units that have held it since it was opened", "units"),
        number("children", "Children of concern", "children"),
        number("household", "People who live in the household, these children with them", "people"),
        number("days_told", "For how long this file tells of it; up to four weeks short of the drawing", "days"),
        day("closed", "Closed. Empty: still open at the end of the days told.", empty=True),
    ),
)
CHILDREN = Table(
    "children",
    "A child of concern in such a family.",
    (
        FAMILY,
        CHILD,
        number("age", "Age when the family was opened", "whole years", empty=True),
        is_so("age_is_about", "The date of birth is known to the year or by estimate only"),
        is_so("born_later", "Was not yet born when the family was opened"),
        _one_of("sex", "Sex", _labels(Sex.choices)),
        _one_of("ethnicity", "Main group of the DfE's list, as last noted for this family", GROUPS, empty=True),
        is_so("lives_here", "Lives in the household"),
    ),
)
# By the single code a child would be easier to tell from others.
LEGAL_GROUPS = {
    LegalStatusCode.VOLUNTARY.value[:1]: "Section 20",
    **{one.value: str(one.label) for one in (LegalStatusCode.INTERIM, LegalStatusCode.FULL, LegalStatusCode.PLACEMENT)},
    **{one.value: str(one.label) for one in (LegalStatusCode.SOME_PROTECTION, LegalStatusCode.SOME_REMAND)},
}
STATUSES = Table(
    "statuses",
    "What a child became to the service on a day; it holds until the child's next row. No row: never had a status.",
    (
        FAMILY,
        CHILD,
        day("day", "From when. Below nought: before this opening."),
        _one_of("status", "What the child is", _labels(Status.choices)),
        _one_of(
            "category",
            "Category of the plan, or group of legal statuses",
            {**_labels(Abuse.choices), **LEGAL_GROUPS},
            empty=True,
        ),
    ),
)
DISCUSSIONS = Table(
    "discussions",
    "The family discussed in a unit meeting that has been closed.",
    (
        FAMILY,
        day("day", "Day of the meeting"),
        number("minutes", "How long the family was discussed", "minutes", empty=True),
        number("present", "Members of the unit who were there", "people"),
        number("guests", "Others who were there", "people"),
        is_so("clinician", "A clinician was there", empty=True),
        number("hypotheses", "Hypotheses raised", "hypotheses"),
        number("conversations", "Conversations planned", "conversations"),
        number("decisions", "Decisions made", "decisions"),
        number("tasks", "Tasks given", "tasks"),
    ),
)
QUALITY = Table(
    "quality",
    f"A discussion rated by the systemic observation schedule ({VERSION}), by the unit or by an observer.",
    (
        FAMILY,
        day("day", "Day of the meeting"),
        _one_of("rater", "Who rated", _labels(Rater.choices)),
        who("by", "The member of staff who filled it in"),
        *(is_so(f"feature_{one.number}", one.label) for one in FEATURES),
        _one_of("level", "Level that follows from the features", LEVELS),
    ),
)
CONVERSATIONS = Table(
    "conversations",
    "A conversation that the unit planned to have.",
    (
        FAMILY,
        day("planned", "Planned"),
        day("by_when", "To be held by", empty=True),
        number("people", "People of the family it is to be held with", "people"),
        who("lead", "Who is to lead it", empty=True),
        who("reflecting", "Who is to reflect", empty=True),
        is_so("tests_a_hypothesis", "It is to test a hypothesis"),
        _one_of("state", "What had become of it at the end of the days told", _labels(ConversationState.choices)),
        day("ended", "Happened, or found not to have happened", empty=True),
    ),
)
# What was entered in error was never a task.
MEANT = [(state, label) for state, label in TaskState.choices if state != TaskState.MISTAKEN]
TASKS = Table(
    "tasks",
    "Something to be done for the family.",
    (
        FAMILY,
        day("given", "Given"),
        day("due", "Due, as it stands now", empty=True),
        number("carried", "How often it was put off", "times"),
        who("owner", "Who is to do it. Empty: another agency.", empty=True),
        is_so("from_a_meeting", "Given in a discussion"),
        _one_of("state", "What had become of it at the end of the days told", _labels(MEANT)),
        day("ended", "Done, or found not to be needed", empty=True),
    ),
)
HAPPENED = Table(
    "happened",
    "An entry in the record. None that is hidden from anyone or limited to named staff.",
    (
        FAMILY,
        day("day", "When it happened"),
        _one_of("kind", "What it was", _labels(EntryKind.choices)),
        who("by", "Who wrote it"),
        number("seen", "Children seen", "children"),
        number("seen_alone", "Of them, seen alone", "children"),
    ),
)
SEEN = Table(
    "seen",
    "A child seen, in such an entry.",
    (
        FAMILY,
        CHILD,
        day("day", "When"),
        _one_of("kind", "What it was", _labels(EntryKind.choices)),
        is_so("alone", "Seen alone"),
    ),
)
TABLES = (FAMILIES, CHILDREN, STATUSES, DISCUSSIONS, QUALITY, CONVERSATIONS, TASKS, HAPPENED, SEEN)
