from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "kinwork.meetings"
    label = "meetings"

    def ready(self) -> None:
        from kinwork.families.panels import register
        from kinwork.families.signals import subscribe
        from kinwork.notices.kinds import register as register_kinds

        from . import live, notice_kinds, panels

        register_kinds(*notice_kinds.KINDS)

        subscribe(live.publish_drawing)

        register(5, panels.situation)
        register(31, panels.actions)
        register(28, panels.ideas)
        register(40, panels.discussions)
