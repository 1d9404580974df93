from django.apps import AppConfig


class FamilyPagesConfig(AppConfig):
    name = "kinwork.family_pages"
    label = "family_pages"

    def ready(self) -> None:
        from kinwork.families.panels import register, register_fact

        from . import panels

        register(1, panels.care)
        register(6, panels.changes)
        register(10, panels.members, key="people", title="People", on_phone=1)
        register(24, panels.why_open, key="why", title="Why open", on_phone=5)
        register(25, panels.works_with_them)
        register(90, panels.record, key="record-itself", title="Record", on_phone=8)
        register_fact(1, panels.ring)
        register_fact(2, panels.where)
        register_fact(3, panels.held_by)
        register_fact(5, panels.next_date)
