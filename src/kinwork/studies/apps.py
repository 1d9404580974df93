from django.apps import AppConfig


class StudiesConfig(AppConfig):
    name = "kinwork.studies"
    label = "studies"

    def ready(self) -> None:
        from kinwork.access.audit_log import subscribe
        from kinwork.evaluation.parts import register
        from kinwork.notices.kinds import register as register_kinds

        from . import notice_kinds, panels, recruiting

        register_kinds(*notice_kinds.KINDS)
        register(panels.of_list, panels.of_study, panels.of_family, panels.not_asked)
        subscribe(recruiting.by_which_wording)
