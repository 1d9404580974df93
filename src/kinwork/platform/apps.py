from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class PlatformConfig(AppConfig):
    name = "kinwork.platform"
    label = "platform"

    def ready(self) -> None:
        from .sql_files import after_migration

        # Sent for each app in turn: after the last one all tables are there.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(after_migration, sender=last, dispatch_uid="sql_files")
