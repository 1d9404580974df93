from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "kinwork.measures"
    label = "measures"

    def ready(self) -> None:
        from kinwork.families.panels import register
        from kinwork.family_pages.queries import read_along

        from . import panels

        read_along("measures", panels.OF_FAMILY)
        register(48, panels.measures, key="measures", title="Measures", when_wanted=True)
