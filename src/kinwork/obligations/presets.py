"""Periods that the law leaves to an authority, with the events by which they run; the authority says how long."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Preset:
    """A row of the rules (``clocks/data/england.csv``) for which an authority may set its own period.

    ``example`` is a period as the row's source has it; nothing is due by it until the authority says so.
    """

    rule: str
    starts: tuple[str, ...]
    met_by: tuple[str, ...]
    ended_by: tuple[str, ...] = ()
    example: str = ""


# What ends being in need without a closing: a protection plan begins, or the child becomes looked after.
_NO_LONGER_IN_NEED = ("icpc plan=yes", "looked_after")
PRESETS = {
    one.rule: one
    for one in (
        Preset("CP-VISIT", ("icpc plan=yes", "cp_visit"), ("cp_visit",), ("cp_plan_ended",), "15 working days"),
        Preset("CORE-N", ("core_group",), ("core_group",), ("cp_plan_ended",), "4 weeks"),
        Preset("RCPC-REPORT", ("conference_arranged",), ("conference_report",), (), "5 working days before"),
        Preset("CIN-VISIT", ("cin_plan", "cin_visit"), ("cin_visit",), _NO_LONGER_IN_NEED, "20 working days"),
        Preset("CIN-REV", ("cin_plan", "cin_review"), ("cin_review",), _NO_LONGER_IN_NEED),
        Preset("CFA-FRESH", ("assessment_completed",), ("assessment_completed",), (), "12 months"),
        Preset(
            "PF-V1",
            ("private_fostering_notified",),
            ("private_fostering_visit",),
            ("private_fostering_ended",),
            "7 working days",
        ),
        Preset("TRANSFER-ANS", ("transfer_offered",), ("transfer_answered",), (), "5 working days"),
    )
}
