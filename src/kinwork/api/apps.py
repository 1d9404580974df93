"""The JSON API for partner systems."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kinwork.api"
    label = "api"

    def ready(self) -> None:
        from kinwork.notices.kinds import register as register_notices

        from . import notice_kinds

        register_notices(*notice_kinds.KINDS)
