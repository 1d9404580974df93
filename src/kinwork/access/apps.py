from django.apps import AppConfig

from kinwork.quick_triggers import note_triggers_quickly

note_triggers_quickly()


class AccessConfig(AppConfig):
    name = "kinwork.access"
    label = "access"

    def ready(self) -> None:
        from django.urls import register_converter

        from .converters import IdConverter

        register_converter(IdConverter, "id")
