from django.apps import AppConfig


class FormalMeetingsConfig(AppConfig):
    name = "kinwork.formal_meetings"
    label = "formal_meetings"

    def ready(self) -> None:
        from kinwork.cases.closing import register as register_closing
        from kinwork.families.panels import register, register_at_closing
        from kinwork.family_pages.queries import read_along
        from kinwork.meetings.work_parts import register as register_work
        from kinwork.notices.kinds import register as register_kinds
        from kinwork.obligations.sources import register as register_source

        from . import clock_events, ends, notice_kinds, panels, queries

        register_kinds(*notice_kinds.KINDS)
        register_source(clock_events.conferences, "FormalMeeting", "Report")
        register_source(clock_events.family_meetings_offered)
        read_along("formal_meetings", queries.IS_ANY_OF_FAMILY)
        register(33, panels.meetings, key="meetings", title="Meetings", on_phone=4)
        register_at_closing(3, panels.open_at_closing)
        register_closing(ends.WITH_FAMILY)
        register_work(panels.my_meetings_of)
