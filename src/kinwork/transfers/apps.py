from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "kinwork.transfers"
    label = "transfers"

    def ready(self) -> None:
        from kinwork.access.audit_log import subscribe
        from kinwork.cases.moving import when_undone
        from kinwork.families.panels import register_fact
        from kinwork.family_pages.queries import read_along
        from kinwork.meetings.actions.passing_on import take_back
        from kinwork.notices.kinds import register as register_kinds
        from kinwork.obligations.sources import register as register_source
        from kinwork.units.lines import register as register_line

        from . import actions, clock_events, handing_on, notice_kinds, panels, queries

        register_kinds(*notice_kinds.KINDS)
        register_source(clock_events.offers, "Transfer")
        read_along("transfer", queries.OPEN_OF_FAMILY)
        read_along("with_others", handing_on.OF_FAMILY)
        register_fact(6, panels.transfer)
        register_fact(7, panels.with_others)
        when_undone(take_back)
        register_line("Being transferred", queries.ON_THEIR_WAY, panels.lines)
        subscribe(actions.on_log)
