"""Addresses of the chain."""

from django.urls import path

from . import views

urlpatterns = [
    path("unit/<id:unit_id>/chain/", views.of_unit, name="chain"),
    path("unit/<id:unit_id>/chain/<slug:key>/", views.counts, name="chain_counts"),
    path("units/chain/", views.of_all, name="chain_of_all"),
    path("units/chain/side-by-side/", views.side_by_side, name="chain_side_by_side"),
    path("units/chain/<slug:key>/", views.counts_of_all, name="chain_of_all_counts"),
]
