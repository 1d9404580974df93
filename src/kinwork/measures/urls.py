from django.urls import path

from . import link_views, plan_views, views, wording_views

_ALL = "family/<id:family_id>/measures/"
_ONE = f"{_ALL}<id:pk>/"
urlpatterns = [
    path("questionnaires/", wording_views.licensed, name="licensed_questionnaires"),
    path("questionnaires/<slug:key>/wording/", wording_views.wording_to_fill_in, name="wording_to_fill_in"),
    path("answering/<id:pk>/", views.answering, name="answering"),
    path("answering/<id:pk>/<slug:step>/", views.answering_step, name="answering_step"),
    path("answer/<str:token>/", link_views.by_answer_link, name="by_answer_link"),
    path("answer/<str:token>/<slug:step>/", link_views.by_answer_link_step, name="by_answer_link_step"),
    path("unit/<id:unit_id>/measures/", plan_views.planned_measures, name="planned_measures"),
    path("unit/<id:unit_id>/measures/plan/", plan_views.plan_measure, name="plan_measure"),
    path("unit/<id:unit_id>/measures/<id:pk>/end/", plan_views.no_longer_plan, name="no_longer_plan_measure"),
    path(_ALL, views.measures, name="measures"),
    path(f"{_ALL}new/", views.new_measure, name="new_measure"),
    path(f"{_ALL}concerns/", views.concerns_side_by_side, name="concerns_side_by_side"),
    path(f"{_ALL}picture/<slug:instrument>/", views.picture, name="measure_picture"),
    path(f"{_ALL}asked-again/<id:refusal>/", views.ask_again, name="measure_ask_again"),
    path(_ONE, views.measure, name="measure"),
    path(f"{_ONE}ask/", views.fill_in, name="fill_in"),
    path(f"{_ONE}ask/<slug:step>/", views.fill_in_step, name="fill_in_step"),
    path(f"{_ONE}hand-over/", views.hand_over_tablet, name="hand_over_tablet"),
    path(f"{_ONE}link/", link_views.make_link, name="make_answer_link"),
    path(f"{_ONE}rather-not/", views.rather_not, name="measure_rather_not"),
    path(f"{_ONE}remove/", views.remove_measure, name="remove_measure"),
]
