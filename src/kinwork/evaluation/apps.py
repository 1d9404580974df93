"""Studies, who agreed, and the data that is drawn for them."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "kinwork.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from kinwork.families.panels import register

        from . import panels

        register(91, panels.link)
