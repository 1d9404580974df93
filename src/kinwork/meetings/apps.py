from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "kinwork.meetings"
    label = "meetings"

    def ready(self) -> None:
        from kinwork.families.panels import register

        from . import panels

        register(5, panels.situation)
        register(31, panels.actions)
        register(28, panels.ideas)
        register(40, panels.discussions)
