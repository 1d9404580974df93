from django.apps import AppConfig


class ObservationConfig(AppConfig):
    name = "kinwork.observation"
    label = "observation"

    def ready(self) -> None:
        from kinwork.bundles.request_parts import register as register_request_part
        from kinwork.chain.steps import register as register_step
        from kinwork.families.panels import register
        from kinwork.family_pages.queries import read_along
        from kinwork.notices.kinds import register as register_notices
        from kinwork.retention import outside

        from . import asked_for, background, chain_steps, keeping, notice_kinds, panels

        register_step(chain_steps.SKILL)
        register_request_part(asked_for.heard)
        register_notices(*notice_kinds.KINDS)
        outside.register("observation_recording", keeping.prepare_erasing)
        read_along("observations", panels.OF_FAMILY)
        register(49, panels.observations, key="observations", title="Practice observed", when_wanted=True)
        _ = background  # its tasks are known to the queue from here on
