from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class SiteConfig(AppConfig):
    name = "kinwork.site"
    label = "site"

    def ready(self) -> None:
        from .accounts import signals
        from .walls import after_migration

        signals.connect()

        # Sent for each app in turn: after the last one all tables are there.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(after_migration, sender=last, dispatch_uid="walls")
