"""Addresses of the record."""

from django.urls import path

from . import views

urlpatterns = [
    path("family/<id:family_id>/entries/", views.entries, name="entries"),
    path("family/<id:family_id>/entries/new/", views.new_entry, name="new_entry"),
    path("family/<id:family_id>/entries/<id:pk>/amend/", views.amend_entry, name="amend_entry"),
    path("family/<id:family_id>/entries/<id:pk>/who/", views.audience, name="entry_audience"),
    path("family/<id:family_id>/copy/", views.copy, name="copy_for"),
]
