from django.urls import path

from . import record_views, status_views

urlpatterns = [
    path("family/<id:family_id>/status/", status_views.statuses, name="statuses"),
    path("family/<id:family_id>/status/<id:pk>/back/", status_views.take_back, name="take_back_status"),
    path("family/<id:family_id>/status/<id:pk>/panel/", status_views.panel_answer, name="panel_answer"),
    path("family/<id:family_id>/child/<id:person_id>/", record_views.child_record, name="child_record"),
    path("family/<id:family_id>/facts/<slug:key>/", record_views.new_fact, name="new_fact"),
    path("family/<id:family_id>/facts/<slug:key>/<id:pk>/end/", record_views.end_fact_view, name="end_fact"),
    path("family/<id:family_id>/facts/<slug:key>/<id:pk>/", record_views.correct_fact_view, name="correct_fact"),
    path(
        "family/<id:family_id>/facts/<slug:key>/<id:pk>/error/", record_views.withdraw_fact_view, name="withdraw_fact"
    ),
    path("family/<id:family_id>/facts/<slug:key>/<id:pk>/back/", record_views.put_fact_back_view, name="put_fact_back"),
]
