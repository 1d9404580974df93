from django.apps import AppConfig


class FamilyPagesConfig(AppConfig):
    name = "kinwork.family_pages"
    label = "family_pages"

    def ready(self) -> None:
        from kinwork.families.panels import register

        from . import panels

        register(1, panels.care)
        register(6, panels.changes)
        register(20, panels.members)
        register(33, panels.why_open)
        register(90, panels.record)
