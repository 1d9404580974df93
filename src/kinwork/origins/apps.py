"""Text that was brought in."""

from django.apps import AppConfig


class OriginsConfig(AppConfig):
    name = "kinwork.origins"
    label = "origins"

    def ready(self) -> None:
        from kinwork.families.panels import register
        from kinwork.family_pages.queries import read_along
        from kinwork.record.beside import register as register_beside

        from . import panels, queries

        read_along("brought_in", queries.OF_FAMILY_THAT_WAITS)
        register(33, panels.of_family)
        register_beside(panels.beside_entries)
