from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "kinwork.documents"
    label = "documents"

    def ready(self) -> None:
        from kinwork.approvals.kinds import register as register_approvals
        from kinwork.families.hand_over import register as register_pack
        from kinwork.families.panels import register
        from kinwork.family_pages.queries import read_along
        from kinwork.notices.kinds import register as register_notices

        from . import approved, handing_over, notice_kinds, panels, queries, sources

        register_approvals(*approved.KINDS)
        register_notices(*notice_kinds.KINDS)
        register_pack(handing_over.pack)
        read_along("documents", queries.OF_FAMILY)
        register(46, panels.documents, key="documents", title="Documents", when_wanted=True)
        sources.start()
