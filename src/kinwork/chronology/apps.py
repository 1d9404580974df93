from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    name = "kinwork.chronology"
    label = "chronology"
