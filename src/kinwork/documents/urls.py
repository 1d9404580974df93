from django.urls import path

from .views import document, family, layouts

_ONE = "family/<id:family_id>/documents/<id:pk>/"
_SECTION = f"{_ONE}section/<slug:section>/"
urlpatterns = [
    path("family/<id:family_id>/documents/", family.documents, name="documents"),
    path("family/<id:family_id>/documents/new/", family.new_document, name="new_document"),
    path(_ONE, document.document, name="document"),
    path(_SECTION, document.write_section, name="document_section"),
    path(f"{_SECTION}source/", document.back_to_source, name="document_back_to_source"),
    path(f"{_SECTION}read/", document.read_section, name="document_read_section"),
    path(f"{_ONE}writing/<id:writing>/again/", document.writing_again, name="document_writing_again"),
    path(f"{_ONE}comment/", document.new_comment, name="document_comment"),
    path(f"{_ONE}comment/<id:comment>/answer/", document.answer_comment, name="document_answer"),
    path(f"{_ONE}readers/", document.readers, name="document_readers"),
    path(f"{_ONE}finalise/", document.finalise, name="finalise_document"),
    path(f"{_ONE}sign/", document.sign, name="sign_document"),
    path(f"{_ONE}away/", document.put_away, name="put_document_away"),
    path(f"{_ONE}take-up/", document.take_up, name="take_document_up"),
    path(f"{_ONE}pdf/", document.pdf, name="document_pdf"),
    path(f"{_ONE}word/", document.word, name="document_word"),
    path("layouts/", layouts.layouts, name="layouts"),
    path("layouts/<slug:key>/", layouts.layout, name="layout"),
    path("layouts/<slug:key>/away/", layouts.put_layout_away, name="put_layout_away"),
]
