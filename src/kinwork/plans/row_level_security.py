"""Rows of plans: there for whoever sees the involvement that they are of."""

from __future__ import annotations

from kinwork.row_level_security import Tables, through, with_history

_ABOVE = {
    "plans_plan": {"involvement_id": "cases_involvement"},
    "plans_aim": {"plan_id": "plans_plan"},
    "plans_aimchild": {"aim_id": "plans_aim"},
    "plans_aimkeptfrom": {"aim_id": "plans_aim"},
    "plans_planstep": {"aim_id": "plans_aim", "task_id": "meetings_task"},
    "plans_stepchild": {"step_id": "plans_planstep"},
}

TABLES = Tables(
    policies={
        **{table: through(table, **keys) for of, keys in _ABOVE.items() for table in with_history(of)},
        "plans_agreement": through("plans_agreement", plan_id="plans_plan"),
        "plans_planreview": through("plans_planreview", plan_id="plans_plan"),
        "plans_questionsasked": through("plans_questionsasked", involvement_id="cases_involvement"),
    },
    append_only=("plans_questionsasked",),
    stays_but=dict.fromkeys(("plans_agreement", "plans_planreview"), ("mistaken_at", "mistaken_by_id")),
    may_go=("plans_aimchild", "plans_aimkeptfrom", "plans_stepchild"),
)
