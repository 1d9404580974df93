"""Figures of the service, its extract without names, and indicators over time."""

from django.apps import AppConfig


class ServiceFiguresConfig(AppConfig):
    name = "kinwork.service_figures"
    label = "service_figures"

    def ready(self) -> None:
        from . import background

        _ = background  # its task is known to the queue from here on
