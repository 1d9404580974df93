from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "kinwork.networks"
    label = "networks"

    def ready(self) -> None:
        from kinwork.families.panels import register

        from .views import panel

        register(40, panel, key="network", title="Network", on_phone=7)
