"""Addresses of the chronology."""

from django.urls import path

from . import views

urlpatterns = [
    path("family/<id:family_id>/chronology/", views.chronology, name="chronology"),
    path("family/<id:family_id>/chronology/patterns/", views.patterns, name="patterns_of_family"),
    path("family/<id:family_id>/chronology/for/", views.for_people, name="chronology_for"),
    path("family/<id:family_id>/chronology/court/", views.for_court, name="chronology_for_court"),
    path("family/<id:family_id>/chronology/court/<id:pk>/", views.one_for_court, name="court_chronology"),
    path("family/<id:family_id>/chronology/entry/<id:pk>/", views.choose, name="choose_for_chronology"),
]
