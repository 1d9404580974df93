from django.urls import path

from . import views

urlpatterns = [
    path("discussion/<id:discussion_id>/quality/", views.rate, name="rate_discussion"),
    path("unit/<id:unit_id>/fidelity/", views.fidelity, name="fidelity"),
    path("unit/<id:unit_id>/fidelity/<slug:key>/", views.fidelity_rows, name="fidelity_rows"),
    path("unit/<id:unit_id>/time/", views.time_of_unit, name="time_of_unit"),
    path("units/time/", views.time_of_all, name="time_of_all"),
    path("unit/<id:unit_id>/quality/", views.quality, name="quality"),
]
