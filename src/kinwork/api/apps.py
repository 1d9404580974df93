"""The JSON API for partner systems."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kinwork.api"
    label = "api"
