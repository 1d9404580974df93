from django.apps import AppConfig


class FacesConfig(AppConfig):
    name = "kinwork.faces"
    label = "faces"

    def ready(self) -> None:
        from kinwork.documents.beside import register as register_beside
        from kinwork.documents.beside import register_on_final
        from kinwork.families.panels import register
        from kinwork.family_pages.queries import read_along
        from kinwork.notices.kinds import register as register_notices

        from . import linking, notice_kinds, panels, queries

        register_notices(*notice_kinds.KINDS)
        read_along("faces", queries.OF_FAMILY)
        register_on_final(panels.ways)
        register_beside(linking.beside_sections)
        register(47, panels.faces, key="faces", title="In plain words", when_wanted=True)
