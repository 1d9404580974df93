"""Bundles for courts, and everything about a person who asks for it."""

from django.apps import AppConfig


class BundlesConfig(AppConfig):
    name = "kinwork.bundles"
    label = "bundles"

    def ready(self) -> None:
        from kinwork.families.panels import register

        from . import background, panels

        register(92, panels.link)
        _ = background  # its tasks are known to the queue from here on
