"""Records of other systems, brought in."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "kinwork.imports"
    label = "imports"
