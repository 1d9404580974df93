"""What a column of the record takes, as the planning asks it: codes, how long, whether it may be empty. Pure.

The database half fills it from the models (``there.shapes``), so that no code is written down twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

TEMPORARY = "T"  # how the types of temporary placements begin


@dataclass(frozen=True, slots=True)
class Column:
    """``codes``: one of these, or several where it is a list; ``empty``: may be left empty."""

    codes: frozenset[str] | None = None
    is_many: bool = False
    most: int | None = None
    empty: bool = True


Shapes = Mapping[str, Mapping[str, Column]]
# Of one child one of these at a time (the constraints of the tables say the same); those of one group are rivals.
Group = Callable[[Mapping[str, Any]], str | None]


def _any(_: Mapping[str, Any]) -> str | None:
    return ""


# What is said of a fact when it ends: where its end is taken away, these go too.
AT_END = (
    "end_reason", "outcome", "factors", "is_child_seen", "destination", "reversal", "is_interview_offered", "exception",
)  # fmt: skip
LONE: dict[str, Group] = {
    **dict.fromkeys(
        (
            "children.assessment", "children.needplan", "children.enquiry", "children.protectionplan",
            "children.careperiod", "children.legalstatus", "children.leavingcare", "children.missing",
            "children.unaccompanied", "children.namedworker", "children.adviser", "children.adoptiondecision",
            "children.preproceedings", "children.nopupilnumber", "children.ehcrequest", "children.ehcassessment",
            "children.ehcplan",
        ),
        _any,
    ),
    "children.episode": lambda values: None if values["is_no_further_action"] else "",
    "children.placement": lambda values: TEMPORARY if str(values["type"]).startswith(TEMPORARY) else "",
}  # fmt: skip


def wrong_together(table: str, values: Mapping[str, Any]) -> str:
    """What the table would refuse of values that are each right."""
    if table == "children.placement" and not values["type"]:
        return "neither a kind of placement nor a place"
    if table == "children.difficultiesscore":
        score = values["score"]
        if (score is None) == (not values["no_score"]):
            return "neither a total nor why there is none"
        if score is not None and score > 40:
            return "a total above 40"
    if table == "children.disabilities" and not values["codes"]:
        return "no disability that is known"
    if table == "people.address" and not (values["lines"] or values["postcode"] or values["kind"] == "none"):
        return "an address without any words"
    return ""


def fitted(shape: Mapping[str, Column], values: dict[str, Any]) -> tuple[dict[str, Any], list[str], str]:
    """Values as the table takes them, what was emptied for it, and what keeps the row out ("" where nothing does)."""
    made, emptied = dict(values), []
    for name, column in shape.items():
        if name not in made:
            continue
        value = made[name]
        if column.is_many:
            known = [one for one in value if column.codes is None or one in column.codes]
            if len(known) < len(value):
                emptied.append(f"{name} has a code that is not known: left out")
            made[name] = known
        elif column.codes is not None and value not in column.codes and value not in ("", None):
            if not column.empty:
                return made, emptied, f"{name} has a code that is not known"
            emptied.append(f"{name} has a code that is not known: left empty")
            made[name] = ""
        elif column.most is not None and isinstance(value, str) and len(value) > column.most:
            made[name] = value[: column.most]
            emptied.append(f"{name} is longer than {column.most} letters: cut")
        if made[name] in ("", None) and not column.empty:
            return made, emptied, f"{name} is empty"
    return made, emptied, ""
