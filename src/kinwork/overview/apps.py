from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "kinwork.overview"
    label = "overview"

    def ready(self) -> None:
        from kinwork.chain.steps import register

        from . import chain_steps

        register(chain_steps.STATUS)
        register(chain_steps.BACK)
