from django.apps import AppConfig


class FrontDoorConfig(AppConfig):
    name = "kinwork.front_door"
    label = "front_door"

    def ready(self) -> None:
        from kinwork.families.panels import register
        from kinwork.notices.kinds import register as register_kinds

        from . import notice_kinds, panels

        register_kinds(*notice_kinds.KINDS)
        register(26, panels.came_in, key="contacts", title="Contacts", on_phone=6)

    def made_sql(self) -> list[str]:
        """After what a child waits for a unit is rules as data."""
        from .kept import levels_sql

        return [levels_sql()]

    def after_sql(self, using: str) -> None:
        from .kept import UNANSWERED

        UNANSWERED.bring_up_to_date(using)
