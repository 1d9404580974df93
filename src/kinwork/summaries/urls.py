from django.urls import path

from . import level_views, views, writing_views

urlpatterns = [
    path("family/<id:family_id>/summary/", views.summary, name="summary"),
    path("family/<id:family_id>/summary.pdf", views.summary_pdf, name="summary_pdf"),
    path("family/<id:family_id>/summary/version/<id:pk>/", views.version, name="summary_version"),
    path("family/<id:family_id>/summary/write/", writing_views.write, name="write_summary"),
    path("family/<id:family_id>/summary/editor/", writing_views.editor, name="summary_editor"),
    path("family/<id:family_id>/summary/here/", writing_views.here, name="summary_here"),
    path("family/<id:family_id>/summary/save/", writing_views.save, name="save_summary"),
    path("family/<id:family_id>/summary/box/<str:box>/<id:pk>/", writing_views.box, name="summary_box"),
    path("family/<id:family_id>/summary/history/<id:pk>/", writing_views.history, name="summary_history"),
    path(
        "family/<id:family_id>/summary/history/<id:pk>/<id:version>/",
        writing_views.bring_back,
        name="bring_summary_back",
    ),
    path("family/<id:family_id>/summary/entry/<id:pk>/<slug:how>/", writing_views.take_up, name="take_up_entry"),
    path("family/<id:family_id>/summary/take-over/", writing_views.take_over, name="take_over_sentences"),
    path("family/<id:family_id>/summary/stand/", writing_views.stand, name="make_summary_standing"),
    path("family/<id:family_id>/recording/", level_views.level, name="recording_level"),
    path("family/<id:family_id>/recording/answer/<id:pk>/<slug:answer>/", level_views.answer, name="answer_level"),
    path("unit/<id:unit_id>/summaries/", views.unit_summaries, name="unit_summaries"),
]
