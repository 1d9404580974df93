"""Addresses of finding what was written."""

from django.urls import path

from . import views

urlpatterns = [
    path("search/records/", views.find_everywhere, name="find_everywhere"),
    path("family/<id:family_id>/find/", views.find_in_family, name="find_in_family"),
]
