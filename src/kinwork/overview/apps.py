from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "kinwork.overview"
    label = "overview"
