"""What happened with families."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "kinwork.record"
    label = "record"

    def ready(self) -> None:
        from kinwork.families.panels import register

        from . import panels

        register(24, panels.lately)
