from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "kinwork.networks"
    label = "networks"

    def ready(self) -> None:
        from kinwork.families.panels import register

        from .views import panel

        register(22, panel)
