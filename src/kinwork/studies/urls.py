"""Addresses of planned studies."""

from django.urls import path

from . import family_views, views

_ONE = "study/<id:study_id>/"
_FAMILY = "family/<id:family_id>/study/<id:study_id>/"
urlpatterns = [
    path("studies/new/", views.new_study, name="new_study"),
    path(f"{_ONE}plan/", views.plan, name="study_plan"),
    path(f"{_ONE}plan/design/", views.design, name="study_design"),
    path(f"{_ONE}plan/wording/", views.wording, name="study_wording"),
    path(f"{_ONE}plan/start/", views.start, name="study_start"),
    path(f"{_ONE}plan/draw/", views.draw, name="study_draw"),
    path(f"{_ONE}flow/", views.flow, name="study_flow"),
    path(f"{_ONE}flow.svg", views.flow_svg, name="study_flow_svg"),
    path(f"{_ONE}response/", views.response, name="study_response"),
    path(f"{_ONE}reminders/", views.reminders, name="study_reminders"),
    path(f"{_ONE}releases/", views.releases, name="study_releases"),
    path(f"{_ONE}releases/<id:pk>/", views.release, name="study_release"),
    path(f"{_ONE}key/", views.key, name="study_key"),
    path(f"{_ONE}families/", family_views.families, name="study_families"),
    path(_FAMILY, family_views.family, name="family_study"),
    path(f"{_FAMILY}do/asked/", family_views.asked, name="family_study_asked"),
    path(f"{_FAMILY}do/lost/", family_views.lost, name="family_study_lost"),
    path(f"{_FAMILY}do/begin/", family_views.begin, name="family_study_begin"),
]
