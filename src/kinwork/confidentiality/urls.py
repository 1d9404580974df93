from django.urls import path

from . import views

urlpatterns = [
    path("family/<id:family_id>/open/", views.open_with_reason, name="open_with_reason"),
    path("family/<id:family_id>/emergency/", views.open_in_emergency, name="open_in_emergency"),
    path("family/<id:family_id>/readers/", views.readers, name="readers"),
    path("family/<id:family_id>/history/", views.history, name="history"),
    path("family/<id:family_id>/restrict/", views.restrict, name="restrict"),
    path("family/<id:family_id>/restrict/lift/", views.lift, name="lift_restriction"),
    path("emergency/", views.emergency, name="emergency"),
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/<id:opening_id>/", views.review, name="review"),
    path("looked-at/by/<id:user_id>/", views.staff_log, name="staff_log"),
    path("looked-at/", views.patterns, name="patterns"),
]
