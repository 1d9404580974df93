from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "kinwork.units"
    label = "units"
