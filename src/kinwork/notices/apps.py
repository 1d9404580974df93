from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "kinwork.notices"
    label = "notices"
