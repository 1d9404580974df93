from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    name = "kinwork.families"
    label = "families"
