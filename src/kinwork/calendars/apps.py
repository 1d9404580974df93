from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "kinwork.calendars"
    label = "calendars"
