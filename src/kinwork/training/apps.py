from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "kinwork.training"
    label = "training"

    def ready(self) -> None:
        from kinwork.access.audit_log import subscribe
        from kinwork.chain.steps import register
        from kinwork.notices.kinds import register as register_kinds

        from . import chain_steps, notice_kinds

        register_kinds(*notice_kinds.KINDS)
        subscribe(notice_kinds.on_log)
        register(chain_steps.TRAINING)
