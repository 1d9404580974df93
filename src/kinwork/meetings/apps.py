from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "kinwork.meetings"
    label = "meetings"

    def ready(self) -> None:
        from kinwork.families.panels import register, register_at_closing, register_fact
        from kinwork.families.signals import subscribe
        from kinwork.notices.kinds import register as register_kinds
        from kinwork.obligations.sources import register as register_source
        from kinwork.record.answers import register as register_answer

        from . import clock_events, live, notice_kinds, outcomes, panels

        register_source(clock_events.discussions, "Discussion", verb="started discussion")

        register_kinds(*notice_kinds.KINDS)

        register_answer("task", outcomes.task)
        register_answer("conversation", outcomes.conversation)

        subscribe(live.publish_drawing)

        register(30, panels.situation, key="now", title="Situation", on_phone=2)
        register(31, panels.actions, key="tasks", title="To do", on_phone=3)
        register(50, panels.ideas, key="ideas", title="Hypotheses", heading="What might be going on", when_wanted=True)
        register(60, panels.discussions, key="discussions", title="Discussions", when_wanted=True)
        register_at_closing(2, panels.open_at_closing)
        register_fact(4, panels.last_contact)
