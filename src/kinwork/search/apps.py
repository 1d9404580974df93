from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "kinwork.search"
    label = "search"
