from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "kinwork.practice"
    label = "practice"

    def ready(self) -> None:
        from kinwork.chain.steps import register

        from . import chain_steps

        register(chain_steps.CLINICIAN)
        register(chain_steps.DISCUSSION)
