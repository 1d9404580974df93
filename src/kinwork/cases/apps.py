from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "kinwork.cases"
    label = "cases"

    def ready(self) -> None:
        from kinwork.notices.kinds import register as register_kinds

        from . import grave_change_notices, notice_kinds

        register_kinds(*notice_kinds.KINDS)
        grave_change_notices.start()

    def after_sql(self, using: str) -> None:
        from .kept import HOLDINGS

        HOLDINGS.bring_up_to_date(using)
