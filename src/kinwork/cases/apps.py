from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "kinwork.cases"
    label = "cases"

    def ready(self) -> None:
        from kinwork.families.panels import register

        from . import genogram_views, panels

        register(0, panels.care)
        register(10, panels.why_open)
        register(20, panels.members)
        register(25, genogram_views.panel)
        register(90, panels.record)
