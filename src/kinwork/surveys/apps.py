from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "kinwork.surveys"
    label = "surveys"

    def ready(self) -> None:
        from kinwork.notices.kinds import register as register_notices

        from . import notice_kinds

        register_notices(*notice_kinds.KINDS)
