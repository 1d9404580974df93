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
