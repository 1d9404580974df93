from django.apps import AppConfig


class SummariesConfig(AppConfig):
    name = "kinwork.summaries"
    label = "summaries"

    def ready(self) -> None:
        from kinwork.families.panels import register
        from kinwork.family_pages.queries import read_along
        from kinwork.meetings.minute_parts import register as register_in_minutes
        from kinwork.meetings.turn_parts import register as register_in_turn
        from kinwork.record.heads import register as register_head

        from . import in_minutes, panels

        for key, sql in panels.ALONG.items():
            read_along(key, sql)
        register_head(panels.level)
        register_in_minutes(in_minutes.summary)
        register_in_turn("risk", "summaries/parts/from_discussion.html")
        register(4, panels.summary, key="summary", title="Summary", on_phone=1)
