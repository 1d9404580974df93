from django.apps import AppConfig


class PersonsConfig(AppConfig):
    name = "kinwork.persons"
    label = "persons"
