"""Addresses of studies."""

from django.urls import path

from . import views

urlpatterns = [
    path("studies/", views.all_studies, name="studies"),
    path("studies/evaluators/", views.appoint, name="appoint_evaluator"),
    path("study/<id:study_id>/", views.study, name="study"),
    path("study/<id:study_id>/evaluators/", views.evaluators, name="study_evaluators"),
    path("study/<id:study_id>/close/", views.close, name="close_study"),
    path("study/<id:study_id>/data/", views.data, name="study_data"),
    path("family/<id:family_id>/evaluation/", views.family_studies, name="family_studies"),
]
