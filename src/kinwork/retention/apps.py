from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "kinwork.retention"
    label = "retention"

    def made_sql(self) -> list[str]:
        """Which rows lead to which follows from the keys of the models."""
        from .links import links_sql

        return [links_sql()]
