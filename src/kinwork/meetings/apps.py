from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "kinwork.meetings"
    label = "meetings"

    def ready(self) -> None:
        from kinwork.families.panels import register
        from kinwork.families.told import listen

        from . import live, panels

        listen(live.tell_drawn)

        register(30, panels.actions)
        register(40, panels.story)
