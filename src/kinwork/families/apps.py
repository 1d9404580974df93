from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    name = "kinwork.families"
    label = "families"

    def after_sql(self, using: str) -> None:
        """The names that families are found by, where they never were indexed."""
        from . import indexing

        indexing.bring_up_to_date(using)
