from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "kinwork.notices"
    label = "notices"

    def ready(self) -> None:
        from kinwork.access.audit_log import subscribe

        from . import outside_changes
        from .kinds import register

        register(outside_changes.ENTRY, outside_changes.CHANGE)
        subscribe(outside_changes.heard)
