from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "kinwork.measures"
    label = "measures"

    def ready(self) -> None:
        from kinwork.chain.steps import register as register_step
        from kinwork.documents.reading import register as register_source
        from kinwork.families.panels import register, register_at_closing
        from kinwork.family_pages.queries import read_along
        from kinwork.notices.kinds import register as register_kinds
        from kinwork.plans.suggestions import register as register_suggestions

        from . import chain_steps, due, notice_kinds, panels, prompts, source

        register_kinds(*notice_kinds.KINDS)

        register_source(source.SCORES)
        read_along("measures", panels.OF_FAMILY)
        read_along("measures_due", due.OF_FAMILY)
        register_suggestions("measures", due.OF_HELD, prompts.says)
        register_at_closing(60, prompts.at_closing)
        register(48, panels.measures, key="measures", title="Measures", when_wanted=True)
        for step in (chain_steps.AGREEMENT, chain_steps.RATED, chain_steps.CHANGED):
            register_step(step)
