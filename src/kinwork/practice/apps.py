from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "kinwork.practice"
    label = "practice"
