"""Recording without a signal."""

from django.apps import AppConfig


class OfflineConfig(AppConfig):
    name = "kinwork.offline"
    label = "offline"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_out

        from kinwork.access.audit_log import subscribe

        from . import actions, sessions

        subscribe(actions.end_all_of)
        user_logged_out.connect(sessions.signed_out, dispatch_uid="kinwork offline signed out")
