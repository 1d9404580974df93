from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "kinwork.plans"
    label = "plans"

    def ready(self) -> None:
        from kinwork.access.audit_log import subscribe
        from kinwork.approvals.kinds import register as register_approvals
        from kinwork.cases.closing import register as register_closing
        from kinwork.families.panels import register, register_at_closing
        from kinwork.meetings.board_parts import register as register_on_board
        from kinwork.meetings.work_parts import register as register_work

        from . import approved, ends, panels
        from .actions import asking

        subscribe(ends.with_the_family)
        subscribe(asking.answered_elsewhere)

        register(13, panels.attention, key="attention", title="Needs attention", on_phone=2)
        register_at_closing(1, panels.attention_at_closing)
        register(30, panels.plan, key="plan", title="Plan", on_phone=3)
        register_on_board(panels.on_board)
        register_work(panels.on_my_work)
        register_approvals(*approved.KINDS)
        register_closing(ends.WITH_FAMILY)
