from django.apps import AppConfig


class FindConfig(AppConfig):
    name = "kinwork.find"
    label = "find"

    def after_sql(self, using: str) -> None:
        from .kept import FINDABLE

        FINDABLE.bring_up_to_date(using)
