from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "kinwork.notices"
    label = "notices"

    def ready(self) -> None:
        from kinwork.access.audit_log import subscribe

        from . import from_outside
        from .kinds import register

        register(from_outside.ENTRY, from_outside.CHANGE)
        subscribe(from_outside.heard)
