from django.urls import path

from . import adoption_views, record_views, status_views

urlpatterns = [
    path("family/<id:family_id>/status/", status_views.statuses, name="statuses"),
    path("family/<id:family_id>/status/<id:pk>/back/", status_views.take_back, name="take_back_status"),
    path("family/<id:family_id>/status/<id:pk>/panel/", status_views.panel_answer, name="panel_answer"),
    path(
        "family/<id:family_id>/child/<id:person_id>/standing/", record_views.what_stands_alone, name="what_stands_alone"
    ),
    path("family/<id:family_id>/adopters/", adoption_views.adopters, name="new_adopters"),
    path("family/<id:family_id>/adopters/<id:pk>/", adoption_views.adopters, name="adopters"),
    path("family/<id:family_id>/child/<id:person_id>/adopted/", adoption_views.adoption_order, name="adoption_order"),
    path("sealed/", adoption_views.sealed_records, name="sealed_records"),
    path("sealed/<id:pk>/", adoption_views.sealed_record, name="sealed_record"),
    path("sealed/<id:pk>/why/", adoption_views.ask_to_open, name="ask_to_open_sealed"),
    path("sealed/<id:pk>/open/", adoption_views.open_sealed_record, name="open_sealed"),
    path("family/<id:family_id>/child/<id:person_id>/", record_views.child_record, name="child_record"),
    path("family/<id:family_id>/facts/<slug:key>/", record_views.new_fact, name="new_fact"),
    path("family/<id:family_id>/facts/<slug:key>/<id:pk>/end/", record_views.end_fact_view, name="end_fact"),
    path("family/<id:family_id>/facts/<slug:key>/<id:pk>/", record_views.correct_fact_view, name="correct_fact"),
    path(
        "family/<id:family_id>/facts/<slug:key>/<id:pk>/error/", record_views.withdraw_fact_view, name="withdraw_fact"
    ),
    path("family/<id:family_id>/facts/<slug:key>/<id:pk>/back/", record_views.put_fact_back_view, name="put_fact_back"),
]
