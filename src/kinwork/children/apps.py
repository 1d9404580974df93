from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "kinwork.children"
    label = "children"

    def ready(self) -> None:
        from kinwork.access.audit_log import subscribe
        from kinwork.approvals.kinds import register as register_approvals
        from kinwork.cases.closing import register as register_closing
        from kinwork.notices.kinds import register as register_notices
        from kinwork.obligations.sources import register

        from . import approved, clock_events, closing, notice_kinds, pupil_numbers
        from .kinds import KINDS

        register(clock_events.facts, "StatusDecision", *(kind.fact.__name__ for kind in KINDS.values()))
        register(clock_events.going_missing)
        register_approvals(*approved.KINDS)
        register_closing(closing.ROOM)
        register_notices(*notice_kinds.KINDS)
        subscribe(pupil_numbers.on_log)
