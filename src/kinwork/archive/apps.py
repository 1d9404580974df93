from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "kinwork.archive"
    label = "archive"
