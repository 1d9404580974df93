from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "kinwork.access"
    label = "access"
