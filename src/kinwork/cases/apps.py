from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "kinwork.cases"
    label = "cases"

    def ready(self) -> None:
        from kinwork.families.panels import register
        from kinwork.notices.kinds import register as register_kinds

        from . import genogram_views, network_views, panels, telling, told

        register_kinds(*told.KINDS)

        telling.start()
        register(1, panels.care)
        register(6, panels.changes)
        register(33, panels.why_open)
        register(20, panels.members)
        register(10, genogram_views.panel)
        register(22, network_views.panel)
        register(90, panels.record)
