from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kinwork.people"
    label = "people"

    def made_sql(self) -> list[str]:
        """How names sound is rules as data."""
        from . import phonetics

        return [phonetics.sql()]

    def after_sql(self, using: str) -> None:
        """The index is made anew where it was made by other rules, or never."""
        from . import indexing

        indexing.bring_up_to_date(using)
