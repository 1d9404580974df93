from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "kinwork.approvals"
    label = "approvals"

    def ready(self) -> None:
        from kinwork.access.audit_log import subscribe
        from kinwork.notices.kinds import register

        from . import asking, notice_kinds

        register(*notice_kinds.KINDS)
        subscribe(asking.on_log)
