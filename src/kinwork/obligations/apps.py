from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "kinwork.obligations"
    label = "obligations"

    def ready(self) -> None:
        from kinwork.access.audit_log import subscribe
        from kinwork.families.panels import register
        from kinwork.units.lines import register as register_line

        from . import panels, queries, rebuilding, sources

        sources.register(sources.of_involvements, "Involvement", "FamilyMember", "Person", "Variation")
        sources.register(sources.variations)
        subscribe(rebuilding.on_log)
        register(12, panels.due, key="due", title="Due", on_phone=3)
        register_line("Assessments that fall together", queries.PILES, panels.piles)
