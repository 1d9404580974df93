"""The statutory returns from the record."""

from django.apps import AppConfig


class NationalReturnsConfig(AppConfig):
    name = "kinwork.national_returns"
    label = "national_returns"
