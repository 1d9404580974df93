"""What happened with families."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "kinwork.record"
    label = "record"

    def ready(self) -> None:
        from kinwork.families.panels import register
        from kinwork.notices.kinds import register as register_kinds
        from kinwork.obligations.sources import register as register_source

        from . import actions, clock_events, panels

        register_source(clock_events.visits, "Entry", whom=clock_events.whom)

        register_kinds(actions.NAMED, actions.RECORDED_FOR)

        register(32, panels.lately, key="happened", title="What happened", on_phone=4)

    def after_sql(self, using: str) -> None:
        from .kept import LAST_SEEN

        LAST_SEEN.bring_up_to_date(using)
