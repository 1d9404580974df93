from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "kinwork.site"
    label = "site"
