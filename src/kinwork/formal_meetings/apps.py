from functools import partial

from django.apps import AppConfig


def _form_of(kind: str, family_id: int) -> str:
    from django.urls import reverse

    return f"{reverse('arrange_meeting', args=[family_id])}?kind={kind}"


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
        from kinwork.obligations.ways import register_arranging

        from . import clock_events, ends, notice_kinds, panels, queries
        from .kinds import KINDS

        register_kinds(*notice_kinds.KINDS)
        register_source(clock_events.conferences, "FormalMeeting", "Report")
        register_source(clock_events.family_meetings_offered)
        read_along("formal_meetings", queries.IS_ANY_OF_FAMILY)
        register(33, panels.meetings, key="meetings", title="Meetings", on_phone=4)
        for kind in KINDS.values():
            register_arranging(kind.rules, partial(_form_of, kind.key))
        register_at_closing(3, panels.open_at_closing)
        register_closing(ends.WITH_FAMILY)
        register_work(panels.my_meetings_of)
