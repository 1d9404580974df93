"""Rows of the facts of children: there for whoever sees the involvement in which they were recorded."""

from __future__ import annotations

from kinwork.row_level_security import (
    EVERYTHING,
    Policy,
    Tables,
    and_also,
    sees,
    through,
    through_sealed,
    unsealed,
    with_history,
)

from . import models

FACTS: tuple[type[models.Fact], ...] = tuple(
    getattr(models, name)
    for name in models.__all__
    if isinstance(getattr(models, name), type)
    and issubclass(getattr(models, name), models.Fact)
    and not getattr(models, name)._meta.abstract
)
WITHDRAWN = ("withdrawn_at", "withdrawn_by_id", "withdrawn_because")
ENDED = ("ended_on", "end_said_by", "end_decision_id", "end_recorded_by_id", "end_recorded_at")


def _stays_but(fact: type[models.Fact]) -> tuple[str, ...]:
    """Two records of one person are put together by their keys; whatever else is said of a fact, it stays."""
    changes: tuple[str, ...] = ("person_id", *WITHDRAWN)
    if issubclass(fact, models.Period):
        changes += ENDED
        changes += fact.AT_END
    return changes


# What figures are made of: how many were in need, on a plan, looked after. It tells of no place and no person, is part
# of the family's history, and counts on when the rest of the child's record is sealed; its pages are sealed too.
COUNTED: tuple[type[models.Fact], ...] = (
    models.Episode, models.NeedPlan, models.ProtectionPlan, models.PlanCategory, models.LegalStatus, models.CarePeriod,
    models.LeavingCare,
)  # fmt: skip


def _of_fact(fact: type[models.Fact], table: str) -> Policy:
    seen = through(table, involvement_id="cases_involvement")
    if fact in COUNTED and table == fact._meta.db_table:
        return seen
    closed = and_also(seen, unsealed(f"{table}.person_id"))
    # How it stood before is counted by nothing. It is written by whoever ends a fact, also of a child who is sealed.
    return Policy(closed.using, seen.using) if fact in COUNTED else closed


# What is noted of a person, by whom it is found, and what else tells of a child: none of it of one who is sealed.
_NOTED = ("othername", "identifier", "address", "contact", "particular", "safetywarning")
_OF_CHILD = (
    *with_history(*(f"people_{one}" for one in _NOTED)),
    *("people_term", "obligations_obligation", *with_history("obligations_variation", "approvals_approval")),
    *with_history("cases_statusdecision"),
)
_OF_DECISION = f"object_type <> 'StatusDecision' OR {sees('cases_statusdecision', 'object_id')}"
_HOUSEHOLD = "((SELECT kinwork_sealed() = '{}') OR NOT kinwork_household_is_sealed(id))"
_MEMBER = "((SELECT kinwork_sealed() = '{}') OR NOT kinwork_tells_of_sealed(family_id, person_id))"
_TOLD = "kinwork_tie_told_of_sealed(change_set_id, somebody_id, name)"
_NOTED_THEN = "((SELECT kinwork_sealed() = '{}') OR NOT kinwork_told_of_sealed(family_id, NULL, words, at))"
_TIE = f"{unsealed('about_id')} AND ((SELECT kinwork_sealed() = '{{}}') OR NOT coalesce({_TOLD}, false))"
_SEALING = "kinwork_keeps(id) OR (sealed_by_id = kinwork_user() AND NOT kinwork_has_keepers(id))"

TABLES = Tables(
    policies={
        **{table: _of_fact(fact, table) for fact in FACTS for table in with_history(fact._meta.db_table)},
        **{
            table: and_also(through(table, involvement_id="cases_involvement"), _HOUSEHOLD)
            for table in with_history("children_adopterhousehold")
        },
        "children_leftstanding": through_sealed("children_leftstanding", conference_id="children_conference"),
        # Who seals a record need not be one of those who may open it.
        **{table: Policy(_SEALING, EVERYTHING) for table in with_history("children_sealing")},
        **{
            table: Policy(
                "added_by_id = kinwork_user() OR user_id = kinwork_user() OR kinwork_keeps(sealing_id)", EVERYTHING
            )
            for table in with_history("children_sealkeeper")
        },
        # Nobody opens one who is not named for it, however they ask.
        "children_sealopening": Policy(
            "user_id = kinwork_user() OR kinwork_keeps(sealing_id)",
            "user_id = kinwork_user() AND kinwork_keeps(sealing_id)",
        ),
    },
    also={
        **dict.fromkeys(_OF_CHILD, unsealed()),
        **dict.fromkeys(with_history("families_familymember"), _MEMBER),
        "access_gravechange": _OF_DECISION,
        **dict.fromkeys(with_history("families_tie"), _TIE),
        # What was noted in words when it was: in the history, and where it can be undone.
        **dict.fromkeys(with_history("families_changeset"), _NOTED_THEN),
    },
    append_only=("children_sealopening", "children_leftstanding"),
    stays_but={
        **{fact._meta.db_table: _stays_but(fact) for fact in FACTS},
        "children_sealing": ("guardian_id", "lifted_at", "lifted_by_id", "lifted_because"),
    },
    may_go=("children_sealkeeper",),
)
