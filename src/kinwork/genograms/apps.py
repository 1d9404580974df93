from django.apps import AppConfig


class GenogramsConfig(AppConfig):
    name = "kinwork.genograms"
    label = "genograms"

    def ready(self) -> None:
        from kinwork.families.panels import register

        from .views import panel

        register(20, panel, key="drawn", title="Genogram", on_phone=6)
