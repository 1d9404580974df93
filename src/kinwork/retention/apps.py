from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "kinwork.retention"
    label = "retention"

    def ready(self) -> None:
        from . import attached, outside

        outside.register("record_attachment", attached.prepare)

    def made_sql(self) -> list[str]:
        """Which rows lead to which follows from the keys of the models."""
        from .links import links_sql

        return [links_sql()]
