"""The statutory returns from the record."""

from django.apps import AppConfig


class NationalReturnsConfig(AppConfig):
    name = "kinwork.national_returns"
    label = "national_returns"

    def ready(self) -> None:
        from . import background

        _ = background  # its tasks are known to the queue from here on
