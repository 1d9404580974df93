from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kinwork.people"
    label = "people"
