from django.apps import AppConfig


class FindConfig(AppConfig):
    name = "kinwork.find"
    label = "find"

    def after_sql(self, using: str) -> None:
        from .kept import FINDABLE, summaries_too

        FINDABLE.bring_up_to_date(using)
        summaries_too(using)
