from django.apps import AppConfig


class ConfidentialityConfig(AppConfig):
    name = "kinwork.confidentiality"
    label = "confidentiality"

    def ready(self) -> None:
        from kinwork.notices.kinds import register as register_kinds

        from . import notice_kinds

        register_kinds(*notice_kinds.KINDS)
