from django.apps import AppConfig


class AuthorityConfig(AppConfig):
    name = "kinwork.authority"
    label = "authority"
