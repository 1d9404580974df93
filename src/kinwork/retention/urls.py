"""Addresses of keeping and erasing."""

from django.urls import path

from . import views

urlpatterns = [
    path("records/", views.records, name="records"),
    path("records/holds/", views.all_holds, name="record_holds"),
    path("records/holds/<id:hold_id>/lift/", views.lift, name="lift_hold"),
    path("records/periods/", views.periods, name="record_periods"),
    path("records/erased/", views.erased, name="erased_records"),
    path("records/erased.csv", views.erased_file, name="erased_records_file"),
    path("records/<id:family_id>/", views.record, name="record_keeping"),
]
